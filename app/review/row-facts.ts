import type { Card } from '#app/testimony/card.ts'

/** What a row says of the events: the first place as told, the days they may mean, codes of their kinds. */
export interface RowFacts {
  place: string | null
  earliest: string | null
  latest: string | null
  types: readonly string[]
  specialist: boolean
  mode: Card['mode']
}

/** The facts of a card. Null: it tells none, as those of the shortest form and of the first version. */
export function factsOf(card: Card): RowFacts | null {
  const { place, types = [], specialist = false, mode } = card
  const [earliest, latest] = [dayOf(card.earliest), dayOf(card.latest)]
  const told = place?.trim() || earliest || latest || types.length > 0 || specialist || mode !== 'express'
  return told ? { place: place?.trim() || null, earliest, latest, types, specialist, mode } : null
}

const dayOf = (text: string | null | undefined): string | null =>
  text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null

/** Two days as short as they can be told: "2022", "Sept – Oct 2022", "12 Sept 2022"; an open side is a dash. */
export function shortDates(earliest: string | null, latest: string | null, locale: string): string {
  if (earliest === null && latest === null) return ''
  const whole = wholeOf(earliest, latest)
  const form = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    calendar: 'gregory',
    year: 'numeric',
    ...(whole === 'year' ? {} : { month: 'short' }),
    ...(whole === 'day' ? { day: 'numeric' } : {}),
  })
  const [from, to] = [earliest, latest].map(day => (day === null ? null : Date.parse(day)))
  const told =
    from == null
      ? `– ${form.format(to!)}`
      : to == null
        ? `${form.format(from)} –`
        : form.formatRange(...inOrder(from, to))
  // Some languages put a word for "year" after it.
  return told.replace(/[\s\u00A0\u202F]+р\./g, '')
}

const inOrder = (a: number, b: number): [number, number] => (a <= b ? [a, b] : [b, a])

/** Whether the days are the ends of whole years or months. */
function wholeOf(earliest: string | null, latest: string | null): 'year' | 'month' | 'day' {
  const fits = (start: RegExp, end: (day: string) => boolean) =>
    (earliest === null || start.test(earliest)) && (latest === null || end(latest))
  if (fits(/-01-01$/, day => day.endsWith('-12-31'))) return 'year'
  return fits(/-01$/, isLastOfMonth) ? 'month' : 'day'
}

const isLastOfMonth = (day: string): boolean => new Date(Date.parse(day) + 86_400_000).getUTCDate() === 1
