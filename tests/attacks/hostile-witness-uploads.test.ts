import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { equal, randomBytes, toHex } from '#app/crypto/bytes.ts'
import { fileBoxLength } from '#app/crypto/seal-file.ts'
import { findUpload } from '#db/uploads.ts'
import { openCase, postMessage, sealFile, sealMore, uploadFile } from '#tests/support/evidence.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget, type Target } from '#tests/support/sample.ts'
import { beginTus, endTus, headTus, patchTus, type TusAnswer } from '#tests/support/tus.ts'

describe('a witness who attacks uploads', () => {
  let server: InProcessServer
  let target: Target

  beforeAll(async () => {
    server = await startInProcess()
    await setUpOrganisation(server.origin, server.setUpCode)
    target = await readTarget(server.origin)
  })
  afterAll(() => server.end())

  const arriving = () => readdirSync(join(server.instance.settings.data, 'uploads'))

  it('sends two requests for the same bytes at once: one of them is stored, whole, and never a mixture', async () => {
    const length = fileBoxLength(1_048_576)
    for (let round = 0; round < 5; round++) {
      const id = randomBytes(16)
      await beginTus(server.origin, id, length)
      const boxes = [new Uint8Array(length).fill(1), new Uint8Array(length).fill(2)]
      const answers = await Promise.all(boxes.map(box => patchTus(server.origin, id, 0, box)))
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
      const stored = readFileSync(join(server.instance.settings.data, 'uploads', toHex(id)))
      expect(boxes.map(box => stored.equals(box))).toEqual(answers.map(({ status }) => status === 204))
      await endTus(server.origin, id)
    }
  })

  it('begins hundreds at once: others begin and finish, and nothing but names is taken', async () => {
    const ids = Array.from({ length: 400 }, () => randomBytes(16))
    const begun = await Promise.all(ids.map(id => beginTus(server.origin, id, fileBoxLength(1000))))
    expect(new Set(begun.map(({ status }) => status))).toEqual(new Set([201]))
    const sent = await openCase(server.origin, target)
    const file = sealFile(randomBytes(5000))
    await uploadFile(server.origin, file)
    const more = sealMore(sent, target.keys.account, [file])
    expect((await postMessage(server.origin, sent.receipt.token, more.body)).status).toBe(200)
    expect((await findUpload(server.instance.db, file.id))?.submission).not.toBeNull()
    await Promise.all(ids.map(id => endTus(server.origin, id)))
    expect(arriving()).toEqual([])
  })

  it('knows the id of a file that was received: it cannot be written, begun anew or ended', async () => {
    const sent = await openCase(server.origin, target)
    const file = sealFile(randomBytes(5000))
    await uploadFile(server.origin, file)
    const more = sealMore(sent, target.keys.account, [file])
    await postMessage(server.origin, sent.receipt.token, more.body)
    const { id, box } = file
    const answers = [
      await patchTus(server.origin, id, 0, randomBytes(10)),
      await patchTus(server.origin, id, box.length, randomBytes(10)),
      await beginTus(server.origin, id, box.length),
      await endTus(server.origin, id),
    ]
    for (const { status } of answers) expect(status).toBeGreaterThanOrEqual(400)
    for (const { status } of answers) expect(status).toBeLessThan(500)
    const kept = await server.instance.blobs.openKept(id)
    expect(equal(new Uint8Array(await kept!.readFile()), box)).toBe(true)
    await kept!.close()
  })

  it('guesses ids: whatever is not there answers as what never was', async () => {
    const known = randomBytes(16)
    await beginTus(server.origin, known, fileBoxLength(1000))
    await endTus(server.origin, known)
    const [gone, never] = [await headTus(server.origin, known), await headTus(server.origin, randomBytes(16))]
    const told = ({ status, headers }: TusAnswer) => ({ status, headers: { ...headers, date: undefined } })
    expect(told(gone)).toEqual(told(never))
  })
})
