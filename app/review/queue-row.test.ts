import { beforeAll, describe, expect, test } from 'vitest'
import { encodeJson } from '#app/crypto/json.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Card } from '#app/testimony/card.ts'
import { decodeCard } from '#app/testimony/codec.ts'
import type { Draft } from '#app/testimony/draft.ts'
import { emptyDate } from '#app/testimony/empty-date.ts'
import { writeSample } from '#tests/support/sample.ts'
import { makeCase, newReviewer, type Reviewer } from '#tests/support/sealed-case.ts'
import { readRow, type QueueRow } from './queue-row.ts'

const today = '2026-11-22'
let team: Reviewer
beforeAll(async () => {
  await sodiumReady()
  team = newReviewer()
})

/** The row of a card that was sealed. */
function rowOf(card: Uint8Array): QueueRow {
  const one = makeCase({ team, card })
  return readRow(one.entry(), team.keys.account, team.by, today).row
}

/** The row of a full testimony with these answers. */
const rowWith = (more: Draft): QueueRow => rowOf(writeSample('Слова', { more, length: 'full' }).card)

const until = (day: string) => ({
  ...emptyDate,
  first: { ...emptyDate.first, year: '2026', month: '11' as const, day },
})

describe('the priority that a row suggests', () => {
  test.each<[string, Draft, string]>([
    ['who is in occupied territory', { 'safety.where': 'occupied' }, 'P1'],
    ['whose device may be searched', { 'safety.device': 'mine_may_be_searched' }, 'P1'],
    [
      'for whom something happens within a fortnight',
      { 'safety.urgent': ['summons_deadline'], 'safety.deadline': until('30') },
      'P0',
    ],
    ['who is under 18', { 'start.adult': 'no' }, 'P0'],
    ['who tells of somebody under 18', { affected: ['affected1'], 'affected:affected1.age': '15_17' }, 'P0'],
    ['who is safe and in no hurry', { 'safety.now': 'safe', 'safety.where': 'abroad' }, 'P2'],
  ])('follows from the answers of a witness %s', (_, more, priority) => {
    expect(rowWith(more).suggested).toBe(priority)
  })

  test('of a card of the first version follows from what that has', () => {
    const card: Card = {
      v: 1,
      form: { id: 'a', version: '1' },
      mode: 'express',
      lang: 'uk',
      safety: 'danger',
      urgent: [],
      share: {},
      words: 'Слова',
      length: 5,
      files: 0,
      contact: false,
    }
    expect(rowOf(encodeJson(card)).suggested).toBe('P0')
    expect(rowOf(encodeJson({ ...card, safety: 'safe' })).suggested).toBe('P2')
  })

  test('of a card with strange days and places is one of the four', () => {
    const plain = decodeCard(writeSample('Слова').card)!
    const row = rowOf(encodeJson({ ...plain, deadline: '__proto__', where: 'toString', device: '\u202E' }))
    expect(row.suggested).toBe('P2')
  })
})
