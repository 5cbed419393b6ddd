import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromB64u } from '#app/crypto/bytes.ts'
import { openFile } from '#app/crypto/open-file.ts'
import type { ContentKey } from '#app/crypto/types.ts'
import { openSubmission } from '#app/review/open-submission.ts'
import { reviewKeysOf } from '#app/review/review-keys.ts'
import type { ListedFile } from '#app/review/listed-files.ts'
import { decodeSubmissionParts } from '#app/wire/queue.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import type { Member } from '#tests/support/member.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { idOf, readTarget } from '#tests/support/sample.ts'
import { sendCasesWithFiles } from './send-with-files.ts'

let server: InProcessServer
let reviewer: Member
beforeAll(async () => {
  server = await startInProcess()
  const organisation = await setUpOrganisation(server.origin, server.setUpCode)
  reviewer = await organisation.signIn()
})
afterAll(() => server.end())

const get = async (path: string) => {
  const answer = await reviewer.get(path)
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

/** As the desk does: every check before anything is given. */
async function open({ upload, key, boxDigest, size, sha256 }: ListedFile): Promise<Buffer> {
  const opener = openFile({ key: fromB64u(key) as ContentKey, boxDigest: fromB64u(boxDigest), size, sha256 })
  const parts = opener.take(await get(`/api/desk/files/${upload}`))
  return Buffer.concat([...parts, ...opener.end()])
}

test('every account of the corpus with files is listed whole at the desk, and each file opens as it was', async () => {
  const sent = await sendCasesWithFiles(server.origin, await readTarget(server.origin), 'http://127.0.0.1:9')
  for (const { sample, told } of sent) {
    const parts = decodeSubmissionParts(await get(`/api/desk/submissions/${idOf(sample)}`))
    const { messages, missing, files, account } = openSubmission(parts, reviewKeysOf(reviewer.desk), idOf(sample))
    expect(account?.answers).toEqual(told.testimony.answers)
    expect([missing, messages.filter(({ code, conflict }) => code !== null || conflict)]).toEqual([[], []])
    expect(files.map(({ id, name, meta, code }) => ({ id, name, meta, code }))).toEqual(
      told.files.map(({ id, name, meta }) => ({ id, name, meta, code: null })),
    )
    for (const [i, file] of files.entries()) expect(Buffer.compare(await open(file), told.files[i]!.bytes)).toBe(0)
  }
})
