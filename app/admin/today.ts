/** The UTC date `YYYY-MM-DD` of a moment, by default now. */
export function today(now: Date = new Date()): string {
  return now.toISOString().slice(0, 10)
}
