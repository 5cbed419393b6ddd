import { toB64u, toHex, utf8Bytes } from '#app/crypto/bytes.ts'
import { sha256 } from '#app/crypto/sha256.ts'
import type { Digest, Hash32 } from '#app/crypto/types.ts'
import { isDate } from '#app/trust/date.ts'

/** What a day text sums up (FORMAT.md §13). */
export type Day = {
  /** `YYYY-MM-DD`, UTC. */
  readonly date: string
  /** `sha256` of the day text before, or FIRST_DAY. */
  readonly before: string
  /** Digests of the submissions that arrived. */
  readonly submissions: readonly Digest[]
  /** H(32, event) of the last event of every chain that grew. */
  readonly events: readonly Hash32[]
}

/** `before` of the first day text: 64 zeros (FORMAT.md §13). */
export const FIRST_DAY = '0'.repeat(64)

/**
 * The text that a time-stamp covers, and its SHA-256 in hexadecimal (FORMAT.md §13). Its lines are sorted:
 * the order of arrival stays untold. Throws a RangeError when `date` or `before` is none.
 */
export function dayText({ date, before, submissions, events }: Day): {
  readonly text: string
  readonly sha256: string
} {
  if (!isDate(date) || !/^[0-9a-f]{64}$/.test(before)) throw new RangeError('not a day')
  const lines = [
    ...submissions.map(digest => `s ${toB64u(digest)}`),
    ...events.map(event => `e ${toB64u(event)}`),
  ].sort()
  const text = ['svidok/v1/day', date, before, ...lines].map(line => `${line}\n`).join('')
  return { text, sha256: toHex(sha256(utf8Bytes(text))) }
}
