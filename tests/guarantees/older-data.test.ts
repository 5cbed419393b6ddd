import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openBox } from '#app/crypto/box.ts'
import { fromB64u, toB64u, utf8Text } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { ContentKey } from '#app/crypto/types.ts'
import { openSubmission, type OpenedSubmission } from '#app/review/open-submission.ts'
import { reviewKeysOf } from '#app/review/review-keys.ts'
import { arrangeAnswers } from '#app/review/account-answers.ts'
import { answerOf } from '#app/testimony/answers.ts'
import { readForm } from '#app/testimony/read-form.ts'
import type { Form } from '#app/testimony/form.ts'
import { combineShares, recoveryKeys } from '#app/trust/recovery.ts'
import { parseShare } from '#app/trust/share-text.ts'
import { FormAnswer } from '#app/wire/form.ts'
import { formHash } from '#app/wire/form-hash.ts'
import { decodeSubmissionParts } from '#app/wire/queue.ts'
import type { OlderData } from '#tests/samples/older-data.ts'
import { startInProcess } from '#tests/support/in-process.ts'
import { signInAsMember, type Member } from '#tests/support/member.ts'
import { readKeyring } from '#tests/support/people-by-code.ts'
import { rotateByCode } from '#tests/support/rotation-by-code.ts'

const samples = join(import.meta.dirname, '../samples')
const days = readdirSync(samples).filter(name => /^\d{4}-\d\d-\d\d(-[a-z]+)?$/.test(name))

/** The form that an account names, as the desk fetches it. */
async function readFormOf(origin: string, hash: string): Promise<Form> {
  const file = FormAnswer.parse(await (await fetch(`${origin}/api/forms/${hash}`)).json())
  expect(formHash(file.form)).toBe(hash)
  const form = readForm(file, formHash)
  if (typeof form === 'string') throw new Error(form)
  return form
}

async function openOf(member: Member, id: string): Promise<OpenedSubmission> {
  const bytes = await (await member.get(`/api/desk/submissions/${id}`)).arrayBuffer()
  return openSubmission(decodeSubmissionParts(new Uint8Array(bytes)), reviewKeysOf(await readKeyring(member)), id)
}

/** Name and text of each file of a submission, as a member gets it. */
async function readFiles(member: Member, { files }: OpenedSubmission): Promise<{ name: string; text: string }[]> {
  const read = []
  for (const { name, upload, key, boxDigest, size, code } of files) {
    const box = new Uint8Array(await (await member.get(`/api/desk/files/${upload}`)).arrayBuffer())
    expect([toB64u(hash32(box)), code]).toEqual([boxDigest, null])
    read.push({ name, text: utf8Text(openBox('file', box, fromB64u(key) as ContentKey).subarray(0, size)) })
  }
  return read
}

describe('data written by an older version', () => {
  test('there is a sample', () => expect(days).not.toEqual([]))

  test.each(days)('of %s opens in this one, and moves to new keys', async day => {
    const data = mkdtempSync(join(tmpdir(), 'svidok-older-'))
    cpSync(join(samples, day), data, { recursive: true })
    const older = JSON.parse(readFileSync(join(data, 'people.json'), 'utf8')) as OlderData
    const server = await startInProcess({}, { data })
    const expectWhole = async (member: Member) => {
      for (const [i, { id, narrative, answers, files = [] }] of older.submissions.entries()) {
        const opened = await openOf(member, id)
        expect(answerOf(opened.account.answers, 'account.narrative')).toBe(narrative)
        if (answers) expect(opened.account.answers).toEqual(answers)
        const form = await readFormOf(server.origin, opened.account.form.hash)
        const shown = arrangeAnswers(opened.account.answers, form, 'uk', 'other')
        expect(shown.map(section => section.id)).toEqual(
          form.sections.map(section => section.id).filter(one => shown.some(section => section.id === one)),
        )
        expect(await readFiles(member, opened)).toEqual(files)
        expect(opened.target.links.some(link => link.opened instanceof Failure)).toBe(false)
        if (i === 0) expect(opened.triage.status).toBe(older.status)
      }
    }
    try {
      for (const { handle, passphrase } of older.people)
        await expectWhole(await signInAsMember(server.origin, handle, passphrase))
      const secret = await combineShares(older.shares.slice(1).map(share => parseShare(share)))
      const { handle, passphrase } = older.people[0]!
      const admin = await signInAsMember(server.origin, handle, passphrase)
      expect(toB64u(recoveryKeys(secret).sign.publicKey)).toBe(toB64u(admin.desk.log.recovery.sign))
      expect(await rotateByCode(admin)).toBe('done')
      const { epochs } = await admin.readState()
      expect(epochs.filter(epoch => epoch.open).map(epoch => [epoch.epoch > 1, epoch.quarantined])).toEqual([
        [true, 0],
        [true, 0],
      ])
      await expectWhole(admin)
    } finally {
      await server.end()
    }
  })
})
