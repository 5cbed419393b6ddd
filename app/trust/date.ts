const DATE = /^\d{4}-\d{2}-\d{2}$/
const TIME = /^(.{10})T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/
const DAY = 86_400_000

/** The number of a real date `YYYY-MM-DD`, or null (FORMAT.md §1). Differences count days. */
export function dayNumber(date: string): number | null {
  if (!DATE.test(date)) return null
  const time = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) return null
  return time / DAY
}

/** The date `days` after a real one. Throws a RangeError for another text. */
export function addDays(date: string, days: number): string {
  const day = dayNumber(date)
  if (day === null) throw new RangeError('not a date')
  return new Date((day + days) * DAY).toISOString().slice(0, 10)
}

/** Whether a text is a real UTC date `YYYY-MM-DD` (FORMAT.md §1). */
export function isDate(text: string): boolean {
  return dayNumber(text) !== null
}

/** Whether a text is a real UTC time `YYYY-MM-DDTHH:MM:SSZ` (FORMAT.md §1). */
export function isTime(text: string): boolean {
  return isDate(TIME.exec(text)?.[1] ?? '')
}
