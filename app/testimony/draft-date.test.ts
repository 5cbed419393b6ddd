import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mistakeOf, monthChoices, seasonChoices, toFuzzyDate, type DraftDate, type DraftMoment } from './draft-date.ts'
import { emptyDate } from './empty-date.ts'
import { FuzzyDate } from './fuzzy-date-schema.ts'

const moment = (year: string, month: DraftMoment['month'] = '', day = ''): DraftMoment => ({
  ...emptyDate.first,
  year,
  month,
  day,
})
const single = (first: DraftMoment, words = ''): DraftDate => ({ ...emptyDate, first, words })
const lasting = (first: DraftMoment, last: DraftMoment, ending: DraftDate['ending'] = 'known'): DraftDate => ({
  ...emptyDate,
  first,
  last,
  ending,
  period: true,
})
const edtfOf = (draft: DraftDate) => {
  expect(mistakeOf(draft)).toBeNull()
  return toFuzzyDate(draft)?.edtf
}

describe('what is filled in', () => {
  it('is as exact as it was told', () => {
    expect(edtfOf(single(moment('2022')))).toBe('2022')
    expect(edtfOf(single(moment(' 2022 ', '9')))).toBe('2022-09')
    expect(edtfOf(single(moment('2022', '9', '3')))).toBe('2022-09-03')
    expect(edtfOf(single(moment('2022', '12', ' 21')))).toBe('2022-12-21')
    expect(edtfOf(single(moment('2022', 'summer')))).toBe('2022-22')
  })

  it('knows the two winters of a year', () => {
    expect(edtfOf(single(moment('2022', 'winter')))).toBe('2022-24')
    expect(edtfOf(single(moment('2022', 'winter_before')))).toBe('2021-24')
    expect(mistakeOf(single(moment('1900', 'winter_before')))).toEqual({ at: 'first', code: 'year' })
  })

  it('keeps both doubts', () => {
    expect(edtfOf(single({ ...moment('2022', '9'), about: true }))).toBe('2022-09~')
    expect(edtfOf(single({ ...moment('2022', 'winter_before'), unsure: true }))).toBe('2021-24?')
    expect(edtfOf(single({ ...moment('2022', '9', '21'), about: true, unsure: true }))).toBe('2022-09-21%')
  })

  it('is a period with an end, without one, or without a start', () => {
    expect(edtfOf(lasting(moment('2022', '3', '3'), moment('2022', '9')))).toBe('2022-03-03/2022-09')
    expect(edtfOf(lasting(moment('2022', '3'), moment(''), 'goes_on'))).toBe('2022-03/..')
    expect(edtfOf(lasting(moment('2022', '3'), moment(''), 'unknown'))).toBe('2022-03/')
    expect(edtfOf(lasting(moment('2022', '3'), moment('')))).toBe('2022-03/')
    expect(edtfOf(lasting(moment(''), moment('2022', '9')))).toBe('../2022-09')
  })

  it('leaves out a second date that is switched off, mistakes and all', () => {
    expect(edtfOf(lasting(moment('2022'), moment('20', '3'), 'goes_on'))).toBe('2022/..')
    expect(edtfOf({ ...lasting(moment('2022'), moment('1')), period: false })).toBe('2022')
  })

  it('can be words alone, byte for byte', () => {
    expect(toFuzzyDate(single(moment(''), ' коли вже лежав сніг\n'))).toEqual({
      edtf: null,
      words: ' коли вже лежав сніг\n',
    })
    expect(toFuzzyDate(single(moment('2022'), 'после Пасхи'))).toEqual({ edtf: '2022', words: 'после Пасхи' })
  })

  it('is nothing when nothing is said', () => {
    expect(toFuzzyDate(emptyDate)).toBeNull()
    expect(toFuzzyDate(single(moment(' '), ' \n'))).toBeNull()
    expect(toFuzzyDate(lasting(moment(''), moment(''), 'goes_on'))).toBeNull()
    expect(toFuzzyDate(single({ ...moment(''), about: true }))).toBeNull()
    expect(mistakeOf(emptyDate)).toBeNull()
  })
})

describe('a mistake', () => {
  it.each([
    ['a year of two digits', single(moment('22')), 'first', 'year'],
    ['a year out of range', single(moment('2202')), 'first', 'year'],
    ['more than a year in its field', single(moment('2022-09')), 'first', 'year'],
    ['a doubt in the field of the year', single(moment('2022~')), 'first', 'year'],
    ['a month without a year', single(moment('', '9')), 'first', 'no_year'],
    ['a day without anything', single(moment('', '', '9')), 'first', 'no_year'],
    ['a day without a month', single(moment('2022', '', '9')), 'first', 'no_month'],
    ['a day of a season', single(moment('2022', 'spring', '9')), 'first', 'no_month'],
    ['31 February', single(moment('2022', '2', '31')), 'first', 'day'],
    ['29 February of a common year', single(moment('2023', '2', '29')), 'first', 'day'],
    ['a day 0', single(moment('2023', '2', '0')), 'first', 'day'],
    ['a day in words', single(moment('2023', '2', 'XX')), 'first', 'day'],
    ['a mistake in the second date', lasting(moment('2022'), moment('2022', '4', '31')), 'last', 'day'],
    ['an end before the start', lasting(moment('2022', '9'), moment('2022', '3')), 'last', 'before_start'],
  ] as const)('is named: %s', (_, draft, at, code) => {
    expect(mistakeOf(draft)).toEqual({ at, code })
  })

  it('is none on 29 February of a leap year', () => {
    expect(edtfOf(single(moment('2024', '2', '29')))).toBe('2024-02-29')
  })

  it('loses nothing of what was typed', () => {
    expect(toFuzzyDate(single(moment('2022', '2', '31'), 'наприкінці зими'))).toEqual({
      edtf: null,
      words: 'наприкінці зими [2022-2-31]',
    })
    expect(toFuzzyDate(lasting(moment('2022', '9'), moment('2022', 'spring')))).toEqual({
      edtf: null,
      words: '[2022-9/2022-spring]',
    })
  })
})

it('whatever is typed gives an answer that can be stored, a mistake, or nothing', () => {
  const typed = fc.record({
    year: fc.oneof(fc.string({ maxLength: 5 }), fc.integer({ min: 1890, max: 2110 }).map(String)),
    month: fc.constantFrom('' as const, ...monthChoices, ...seasonChoices),
    day: fc.oneof(fc.constant(''), fc.string({ maxLength: 3 }), fc.integer({ min: 0, max: 32 }).map(String)),
    about: fc.boolean(),
    unsure: fc.boolean(),
  })
  const drafts: fc.Arbitrary<DraftDate> = fc.record({
    first: typed,
    period: fc.boolean(),
    ending: fc.constantFrom('known', 'goes_on', 'unknown'),
    last: typed,
    words: fc.string(),
  })
  fc.assert(
    fc.property(drafts, draft => {
      const answer = toFuzzyDate(draft)
      if (answer) expect(FuzzyDate.safeParse(answer).success).toBe(true)
      if (mistakeOf(draft)) {
        expect(answer?.edtf).toBeNull()
        for (const text of [draft.first.year, draft.first.day]) expect(answer?.words).toContain(text)
      } else if (draft.first.year.trim() !== '') expect(answer?.edtf).not.toBeNull()
      if (draft.words.trim() !== '') expect(answer?.words?.startsWith(draft.words)).toBe(true)
    }),
    { numRuns: 3000 },
  )
})
