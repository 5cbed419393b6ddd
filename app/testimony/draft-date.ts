import { endsBeforeStart, formatEdtf, parseEdtf, type Edtf, type EdtfDate, type FuzzyDate } from './fuzzy-date.ts'

/** Months by number, and seasons. A winter has two years: the one at the start of the year told began in the year before. */
export const monthChoices = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const
export const seasonChoices = ['winter_before', 'spring', 'summer', 'autumn', 'winter'] as const
export type MonthChoice = (typeof monthChoices)[number] | (typeof seasonChoices)[number]

/** One date while it is filled in: what is typed, exactly as it is typed; `month` is empty while it is not known. */
export interface DraftMoment {
  readonly year: string
  readonly month: MonthChoice | ''
  readonly day: string
  readonly about: boolean
  readonly unsure: boolean
}

/** How a period ended. `known`: at the second date, as far as it is filled in. */
export type Ending = 'known' | 'goes_on' | 'unknown'

/** A fuzzy date while it is filled in. What is switched off stays here, and comes back when it is switched on. */
export interface DraftDate {
  readonly first: DraftMoment
  readonly period: boolean
  readonly ending: Ending
  readonly last: DraftMoment
  readonly words: string
}

/**
 * What has to be mended before a date can be read, and in which of the two: `year` is not a year of four digits between
 * 1900 and 2100; a month or a day has `no_year`; a day has `no_month`; the month has no such `day`; the end is `before_start`.
 */
export interface DateMistake {
  readonly at: 'first' | 'last'
  readonly code: 'year' | 'no_year' | 'no_month' | 'day' | 'before_start'
}

/** The first mistake in a date, or null. Nothing at all is no mistake. */
export function mistakeOf(draft: DraftDate): DateMistake | null {
  const first = readMoment(draft.first)
  if (typeof first === 'string') return { at: 'first', code: first }
  const last = lastOf(draft)
  if (typeof last === 'string') return { at: 'last', code: last }
  return first && last && endsBeforeStart(first, last) ? { at: 'last', code: 'before_start' } : null
}

/**
 * The answer to store, or null when nothing is said. While there is a mistake `edtf` is null and what stands in the fields
 * follows the words in square brackets, so that a testimony that is sent as it is loses nothing.
 */
export function toFuzzyDate(draft: DraftDate): FuzzyDate | null {
  const said = draft.words.trim() === '' ? null : draft.words
  if (mistakeOf(draft)) {
    const typed = draft.period ? `${typedIn(draft.first)}/${typedIn(draft.last)}` : typedIn(draft.first)
    return { edtf: null, words: said === null ? `[${typed}]` : `${said} [${typed}]` }
  }
  const value = valueOf(draft)
  return value || said !== null ? { edtf: value && formatEdtf(value), words: said } : null
}

/** Nothing typed at the end of a period: nobody knows when it ended. */
function valueOf(draft: DraftDate): Edtf | null {
  const from = knownOf(readMoment(draft.first))
  if (!draft.period) return from && { kind: 'date', date: from }
  const to = knownOf(lastOf(draft))
  if (!from) return to && { kind: 'period', from: 'open', to }
  return { kind: 'period', from, to: to ?? (draft.ending === 'goes_on' ? 'open' : 'unknown') }
}

const knownOf = (read: ReadMoment): EdtfDate | null => (typeof read === 'string' ? null : read)

function lastOf(draft: DraftDate): ReadMoment {
  return draft.period && draft.ending === 'known' ? readMoment(draft.last) : null
}

type ReadMoment = EdtfDate | DateMistake['code'] | null

function readMoment({ year, month, day, about, unsure }: DraftMoment): ReadMoment {
  const [years, days] = [year.trim(), day.trim()]
  if (years === '') return month || days ? 'no_year' : null
  const whole = /^\d{4}$/.test(years) ? readOne(years) : null
  if (!whole) return 'year'
  const season = seasonChoices.indexOf(month as (typeof seasonChoices)[number])
  if (days !== '' && (month === '' || season >= 0)) return 'no_month'
  const mark = about ? (unsure ? '%' : '~') : unsure ? '?' : ''
  if (month === '') return readOne(`${years}${mark}`)
  if (season > 0) return readOne(`${years}-${20 + season}${mark}`)
  if (season === 0) return readOne(`${whole.year - 1}-24${mark}`) ?? 'year'
  const middle = `${years}-${month.padStart(2, '0')}`
  if (days === '') return readOne(`${middle}${mark}`)
  return /^\d{1,2}$/.test(days) ? (readOne(`${middle}-${days.padStart(2, '0')}${mark}`) ?? 'day') : 'day'
}

function readOne(text: string): EdtfDate | null {
  const value = parseEdtf(text)
  return value?.kind === 'date' ? value.date : null
}

const typedIn = ({ year, month, day }: DraftMoment): string => [year, month, day].filter(Boolean).join('-')
