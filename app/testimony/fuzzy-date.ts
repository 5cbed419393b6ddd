/**
 * Dates as people say them (D-06): a subset of EDTF level 1 (ISO 8601-2) and the words of the witness. Calendar dates of
 * the place where it happened: numbers and texts only, never a moment, so that no time zone can move them.
 */

/** One date. `month` 1–12; `season` 21 spring, 22 summer, 23 autumn, 24 the winter that begins in December of `year`. */
export type EdtfDate = (
  | { readonly precision: 'year'; readonly year: number }
  | { readonly precision: 'season'; readonly year: number; readonly season: number }
  | { readonly precision: 'month'; readonly year: number; readonly month: number; readonly someDay: boolean }
  | { readonly precision: 'day'; readonly year: number; readonly month: number; readonly day: number }
) & { readonly about: boolean; readonly unsure: boolean }

/** A date or a period. `open`: it goes on, or began whenever; `unknown`: it ended, nobody knows when. */
export type Edtf =
  | { readonly kind: 'date'; readonly date: EdtfDate }
  | { readonly kind: 'period'; readonly from: EdtfDate; readonly to: EdtfDate | 'open' | 'unknown' }
  | { readonly kind: 'period'; readonly from: 'open'; readonly to: EdtfDate }

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d|XX))?)?([~?%]?)$/
const FIRST_YEAR = 1900
const LAST_YEAR = 2100

/** Reads a date or a period. Gives null for what is not of the subset, not in the calendar, or ends before it starts. */
export function parseEdtf(text: string): Edtf | null {
  const [first = '', last, ...more] = text.split('/')
  if (last === undefined) {
    const date = parseDate(first)
    return date && { kind: 'date', date }
  }
  if (more.length > 0) return null
  const to = last === '' ? 'unknown' : last === '..' ? 'open' : parseDate(last)
  if (first === '..') return to === null || typeof to === 'string' ? null : { kind: 'period', from: 'open', to }
  const from = parseDate(first)
  if (!from || !to || (typeof to === 'object' && endsBeforeStart(from, to))) return null
  return { kind: 'period', from, to }
}

function parseDate(text: string): EdtfDate | null {
  const found = DATE.exec(text)
  if (!found) return null
  const [, years, middle, days, mark] = found
  const [year, month] = [Number(years), Number(middle)]
  const sure = { about: mark === '~' || mark === '%', unsure: mark === '?' || mark === '%' }
  if (year < FIRST_YEAR || year > LAST_YEAR) return null
  if (middle === undefined) return { precision: 'year', year, ...sure }
  if (month >= 21 && month <= 24) return days ? null : { precision: 'season', year, season: month, ...sure }
  if (month < 1 || month > 12) return null
  if (days === undefined || days === 'XX') return { precision: 'month', year, month, someDay: days === 'XX', ...sure }
  const day = Number(days)
  return day < 1 || day > daysIn(year, month) ? null : { precision: 'day', year, month, day, ...sure }
}

/** The text of a date or a period; `parseEdtf` of it gives the same value, and the same text comes out again. */
export function formatEdtf(value: Edtf): string {
  if (value.kind === 'date') return formatDate(value.date)
  const from = value.from === 'open' ? '..' : formatDate(value.from)
  const to = value.to === 'open' ? '..' : value.to === 'unknown' ? '' : formatDate(value.to)
  return `${from}/${to}`
}

function formatDate(date: EdtfDate): string {
  const mark = date.about ? (date.unsure ? '%' : '~') : date.unsure ? '?' : ''
  switch (date.precision) {
    case 'year':
      return `${pad(date.year, 4)}${mark}`
    case 'season':
      return `${pad(date.year, 4)}-${date.season}${mark}`
    case 'month':
      return `${pad(date.year, 4)}-${pad(date.month, 2)}${date.someDay ? '-XX' : ''}${mark}`
    case 'day':
      return `${writeDay(date.year, date.month, date.day)}${mark}`
  }
}

/** First and last day that are meant, `YYYY-MM-DD`; null where there is no bound. */
export interface Bounds {
  readonly earliest: string | null
  readonly latest: string | null
}

/**
 * Between which days it lies (D-06). About (`~`, `%`) widens by one unit of what is told on both sides: a day, a month, a
 * season of three months, a year; `?` widens nothing. A text outside of the subset has no bounds, so that no filter hides it.
 */
export function boundsOf(edtf: string): Bounds {
  const value = parseEdtf(edtf)
  if (!value) return { earliest: null, latest: null }
  const [from, to] = value.kind === 'date' ? [value.date, value.date] : [value.from, value.to]
  return {
    earliest: typeof from === 'string' ? null : spanOf(from, from.about)[0],
    latest: typeof to === 'string' ? null : spanOf(to, to.about)[1],
  }
}

/** Whether a period ends before it starts, as told: "about" doesn't count. A year may end in a period that starts in it. */
export function endsBeforeStart(from: EdtfDate, to: EdtfDate): boolean {
  return spanOf(to, false)[1] < spanOf(from, false)[0]
}

/** Whether something may have happened within both. */
export function overlaps(one: Bounds, other: Bounds): boolean {
  return startsBy(one, other) && startsBy(other, one)
}

const startsBy = (one: Bounds, other: Bounds): boolean =>
  one.earliest === null || other.latest === null || one.earliest <= other.latest

/** For sorting: by the first day that is meant, then by the last; no bound stands before all at the start, after all at the end. */
export function compareBounds(one: Bounds, other: Bounds): number {
  return compareTexts(one.earliest ?? '', other.earliest ?? '') || compareTexts(one.latest ?? '~', other.latest ?? '~')
}

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** How many months "about" adds on either side; a day is widened by days. */
const UNIT = { month: 1, season: 3, year: 12 }

function spanOf(date: EdtfDate, widened: boolean): [string, string] {
  if (date.precision === 'day') {
    const { year, month, day } = date
    return widened ? [dayBefore(year, month, day), dayAfter(year, month, day)] : twice(writeDay(year, month, day))
  }
  // Months are counted from January of the year 0; a winter (24) runs on into the next year.
  const start = date.year * 12
  const [first, length] =
    date.precision === 'year'
      ? [start, 12]
      : date.precision === 'season'
        ? [start + (date.season - 21) * 3 + 2, 3]
        : [start + date.month - 1, 1]
  const more = widened ? UNIT[date.precision] : 0
  return [writeMonth(first - more, 'first'), writeMonth(first + length - 1 + more, 'last')]
}

const twice = (day: string): [string, string] => [day, day]

function dayBefore(year: number, month: number, day: number): string {
  return day > 1 ? writeDay(year, month, day - 1) : writeMonth(year * 12 + month - 2, 'last')
}

function dayAfter(year: number, month: number, day: number): string {
  return day < daysIn(year, month) ? writeDay(year, month, day + 1) : writeMonth(year * 12 + month, 'first')
}

function writeMonth(months: number, which: 'first' | 'last'): string {
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1]
  return writeDay(year, month, which === 'first' ? 1 : daysIn(year, month))
}

function writeDay(year: number, month: number, day: number): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

const pad = (n: number, digits: number): string => String(n).padStart(digits, '0')

/** Days of a month (1–12) in the Gregorian calendar. */
function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** A fuzzy date as it is stored: what is told in numbers, the witness's words byte for byte, or both; one of them is there. */
export interface FuzzyDate {
  edtf: string | null
  words: string | null
}
