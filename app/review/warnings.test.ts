import { describe, expect, test } from 'vitest'
import { decodeAccount } from '#app/testimony/codec.ts'
import type { Draft } from '#app/testimony/draft.ts'
import { formIn } from '#tests/support/forms.ts'
import { writeSample } from '#tests/support/sample.ts'
import { findWarnings } from './warnings.ts'

const form = formIn('full')
const accountOf = (more: Draft) => decodeAccount(writeSample('Слова', { more, length: 'full' }).account)!
const warningsOf = (more: Draft) => findWarnings(accountOf(more), form, 'en')

describe('before a testimony is read', () => {
  test('nothing is said where there is nothing to say, though every consent is given', () => {
    const yes = { answer: 'yes', at: '2026-11-22T10:00Z', lang: 'uk' } as const
    expect(warningsOf({ 'consent.share_ua_prosecutor': yes, 'account.told_before': ['nobody'] })).toEqual({
      minor: false,
      sexualViolence: false,
      selfIncrimination: false,
      told: [],
      doNotRetake: false,
    })
  })

  test.each<[string, Draft, object]>([
    ['somebody under 18', { 'start.adult': 'no' }, { minor: true }],
    ['sexual violence', { event: ['event1'], 'event:event1.type': ['sexual_violence'] }, { sexualViolence: true }],
    ['own service', { 'start.capacity': 'served_in_unit' }, { selfIncrimination: true }],
    ['the part on service', { 'service.status': 'front' }, { selfIncrimination: true }],
    ['captivity', { event: ['event1'], 'event:event1.type': ['surrender_capture'] }, { selfIncrimination: true }],
    [
      'an account that prosecutors have',
      { 'account.told_before': ['ua_police_prosecutor', 'un'] },
      { doNotRetake: true, told: [{ lang: 'en' }, { lang: 'en' }] },
    ],
    ['an account that an organisation has', { 'account.told_before': ['ngo'] }, { doNotRetake: false, told: [{}] }],
  ])('it is said that it tells of %s', (_, more, expected) => {
    expect(warningsOf(more)).toMatchObject(expected)
  })

  test('hostile answers break nothing, and at most ten of them are named', () => {
    const account = accountOf({})
    account.answers['account'] = { told_before: Array.from({ length: 10_000 }, () => '\u202E') }
    account.answers['event'] = { type: 'sexual_violence' }
    account.answers['affected'] = [{ group: { min: 1, max: 2, words: null } }]
    expect(findWarnings(account, form, 'en').told).toHaveLength(10)
    expect(findWarnings(account, null, 'en').told[0]).toEqual({ text: '\u202E', lang: null })
  })
})
