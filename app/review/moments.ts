/** A time of FORMAT.md §1, to the minute, in UTC: the same for every reader of a record. */
export const minuteOf = (time: string): string => time.slice(0, 16).replace('T', ' ')
