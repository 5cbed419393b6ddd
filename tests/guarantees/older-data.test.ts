import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Failure } from '#app/crypto/failure.ts'
import { openSubmission } from '#app/review/open-submission.ts'
import { reviewKeysOf } from '#app/review/review-keys.ts'
import { arrangeAnswers } from '#app/review/account-answers.ts'
import { answerOf } from '#app/testimony/answers.ts'
import { readForm } from '#app/testimony/read-form.ts'
import type { Form } from '#app/testimony/form.ts'
import { combineShares, recoveryKeys } from '#app/trust/recovery.ts'
import { parseShare } from '#app/trust/share-text.ts'
import { toB64u } from '#app/crypto/bytes.ts'
import { FormAnswer } from '#app/wire/form.ts'
import { formHash } from '#app/wire/form-hash.ts'
import { decodeSubmissionParts } from '#app/wire/queue.ts'
import type { OlderData } from '#tests/samples/older-data.ts'
import { startInProcess } from '#tests/support/in-process.ts'
import { signInAsMember } from '#tests/support/member.ts'

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

describe('data written by an older version opens in this one', () => {
  test('there is a sample', () => expect(days).not.toEqual([]))

  test.each(days)('of %s', async day => {
    const data = mkdtempSync(join(tmpdir(), 'svidok-older-'))
    cpSync(join(samples, day), data, { recursive: true })
    const older = JSON.parse(readFileSync(join(data, 'people.json'), 'utf8')) as OlderData
    const server = await startInProcess({}, { data })
    try {
      for (const { handle, passphrase } of older.people) {
        const member = await signInAsMember(server.origin, handle, passphrase)
        for (const [i, { id, narrative, answers }] of older.submissions.entries()) {
          const bytes = await (await member.get(`/api/desk/submissions/${id}`)).arrayBuffer()
          const parts = decodeSubmissionParts(new Uint8Array(bytes))
          const opened = openSubmission(parts, reviewKeysOf(member.desk), id)
          expect(answerOf(opened.account.answers, 'account.narrative')).toBe(narrative)
          if (answers) expect(opened.account.answers).toEqual(answers)
          const form = await readFormOf(server.origin, opened.account.form.hash)
          const shown = arrangeAnswers(opened.account.answers, form, 'uk', 'other')
          expect(shown.map(section => section.id)).toEqual(
            form.sections.map(section => section.id).filter(one => shown.some(section => section.id === one)),
          )
          expect(opened.target.links.some(link => link.opened instanceof Failure)).toBe(false)
          if (i === 0) expect(opened.triage.status).toBe(older.status)
        }
        const secret = await combineShares(older.shares.slice(1).map(share => parseShare(share)))
        expect(toB64u(recoveryKeys(secret).sign.publicKey)).toBe(toB64u(member.desk.log.recovery.sign))
      }
    } finally {
      await server.end()
    }
  })
})
