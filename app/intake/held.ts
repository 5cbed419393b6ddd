import type { DraftDate } from '#app/testimony/draft-date.ts'
import type { DraftValue } from '#app/testimony/draft.ts'
import type { DraftNumber } from '#app/testimony/number-range.ts'
import type { DraftPlace } from '#app/testimony/place.ts'

/** What a draft holds, if it is a date. */
export function heldDate(value: DraftValue | undefined): DraftDate | undefined {
  return typeof value === 'object' && 'period' in value ? value : undefined
}

/** What a draft holds, if it is a place. */
export function heldPlace(value: DraftValue | undefined): DraftPlace | undefined {
  return typeof value === 'object' && 'text' in value ? value : undefined
}

/** What a draft holds, if it is a number. */
export function heldNumber(value: DraftValue | undefined): DraftNumber | undefined {
  return typeof value === 'object' && 'from' in value ? value : undefined
}
