import { describe, expect, it } from 'vitest'
import type { Answers } from './answers.ts'
import { computeCard } from './card.ts'

const cardOf = (answers: Answers) =>
  computeCard({
    form: { id: 'a-form', version: '1', hash: 'A'.repeat(43) },
    mode: 'full',
    lang: 'uk',
    answers,
    contact: null,
    witness: null,
    sealedAt: '2026-11-22T10:00Z',
  })
const event = (edtf: string | null, more: Record<string, string[]> = {}) => ({
  _id: 'event1',
  when: { edtf, words: 'тоді' },
  ...more,
})

describe('the card', () => {
  it('spans the events from the first day that they may mean to the last', () => {
    const { earliest, latest, events } = cardOf({ event: [event('2022-09'), event('2021-21'), event(null)] })
    expect([earliest, latest, events]).toEqual(['2021-03-01', '2022-09-30', 3])
  })

  it('has no end while one of the events goes on, and no beginning where nobody knows it', () => {
    expect(cardOf({ event: [event('2022-08/..'), event('2022-10')] })).toMatchObject({
      earliest: '2022-08-01',
      latest: null,
    })
    expect(cardOf({ event: [event('../2022-08'), event('2022-10')] })).toMatchObject({
      earliest: null,
      latest: '2022-10-31',
    })
  })

  it('calls for people who are trained for it when somebody is under 18 or sexual violence is told of', () => {
    expect(cardOf({ event: [event('2022', { type: ['sexual_violence'] })] }).specialist).toBe(true)
    expect(cardOf({ affected: [{ _id: 'affected1', age: '15_17' }] })).toMatchObject({ minor: true, specialist: true })
    expect(cardOf({ start: { adult: 'no' } }).minor).toBe(true)
    expect(cardOf({ event: [event('2022', { type: ['detention'] })] })).toMatchObject({
      minor: false,
      specialist: false,
    })
  })

  it('counts the files that were added and the recorded voice, and nothing else that calls itself a file', () => {
    const evidence = [
      { _id: 'evidence1', file: ['f1'] },
      { _id: 'evidence2', file: ['f12'], kind: 'photo' },
    ]
    expect(cardOf({ evidence, account: { voice: ['f3'] } }).files).toBe(3)
    expect(cardOf({ evidence: [{ _id: 'evidence1', file: ['none'], kind: 'photo' }] }).files).toBe(0)
    expect(cardOf({}).files).toBe(0)
  })

  it('takes the deadline at its first day', () => {
    expect(cardOf({ safety: { deadline: { edtf: '2026-12~', words: null } } }).deadline).toBe('2026-11-01')
  })
})
