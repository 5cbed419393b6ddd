/** A time of FORMAT.md §1, to the minute, in UTC: the same for every reader of a record. */
export const minuteOf = (time: string): string => time.slice(0, 16).replace('T', ' ')

const days = new Map<string, string>()

/** A day, YYYY-MM-DD, as short as a column is: the year only where it is another than today's. */
export function dayWords(day: string, today: string, locale: string): string {
  const key = `${locale} ${day} ${today}`
  const known = days.get(key)
  if (known !== undefined) return known
  const moment = new Date(`${day}T00:00:00Z`)
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: '2-digit' } as const)
  const words = Number.isNaN(moment.getTime())
    ? ''
    : moment.toLocaleDateString(locale, { day: 'numeric', month: 'short', timeZone: 'UTC', ...year })
  days.set(key, words)
  return words
}
