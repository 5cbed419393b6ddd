import { describe, expect, test } from 'vitest'
import type { Card } from '#app/testimony/card.ts'
import { factsOf, shortDates } from './row-facts.ts'

const card: Card = {
  v: 1,
  form: { id: 'a', version: '1' },
  mode: 'express',
  lang: 'uk',
  urgent: [],
  share: {},
  words: 'Слова',
  length: 5,
  files: 0,
  contact: false,
}

describe('the facts of a row', () => {
  test('are none on a card of the first version, and on one of the shortest form', () => {
    expect(factsOf(card)).toBeNull()
    expect(factsOf({ ...card, events: 0, types: [], place: null, earliest: null, specialist: false })).toBeNull()
  })

  test('are place, days and kinds as the card has them', () => {
    const more = { place: ' Рогове ', earliest: '2022-09-01', latest: '2022-09-30', types: ['detention'] }
    expect(factsOf({ ...card, ...more, mode: 'full', specialist: true })).toEqual({
      ...more,
      place: 'Рогове',
      mode: 'full',
      specialist: true,
    })
  })

  test('leave out a day that is none', () => {
    const facts = factsOf({ ...card, mode: 'short', earliest: '\u202E2022', latest: '2022-99-99' })
    expect([facts!.earliest, facts!.latest]).toEqual([null, null])
  })
})

describe('two days in short', () => {
  test.each([
    ['2022-09-12', '2022-09-12', '12 Sept 2022', '12 вер. 2022'],
    ['2022-09-01', '2022-09-30', 'Sept 2022', 'вер. 2022'],
    ['2022-09-01', '2022-10-31', 'Sept – Oct 2022', 'вер. 2022 – жовт. 2022'],
    ['2022-01-01', '2022-12-31', '2022', '2022'],
    ['2021-01-01', '2023-12-31', '2021 – 2023', '2021 – 2023'],
    ['2022-09-12', '2022-10-03', '12 Sept – 3 Oct 2022', '12 вер. – 3 жовт. 2022'],
    ['2022-09-01', null, 'Sept 2022 –', 'вер. 2022 –'],
    [null, '2022-12-31', '– 2022', '– 2022'],
    [null, null, '', ''],
  ])('%s and %s are told', (earliest, latest, english, ukrainian) => {
    const plain = (text: string) =>
      text
        .replace(/\s*–\s*/g, ' – ')
        .replace(/\s+/g, ' ')
        .trim()
    expect(plain(shortDates(earliest, latest, 'en-GB'))).toBe(english)
    expect(plain(shortDates(earliest, latest, 'uk-UA'))).toBe(ukrainian)
  })

  test('that a stranger put in the wrong order break nothing', () => {
    expect(shortDates('2023-01-01', '2022-12-31', 'en-GB')).toContain('2022')
  })
})
