import { Failure } from '#app/crypto/failure.ts'
import type { Link } from '#app/crypto/review-event.ts'
import { readLink } from '#app/testimony/triage.ts'
import type { Position } from './ledger.ts'

/**
 * Links that count: what an author signed beyond `left` (FORMAT.md §9) stays a link and changes nothing, shown as
 * `truncated`, the alarm that it raises across chains.
 */
export function discountLeavers(links: readonly Link[], leavers: ReadonlyMap<string, Position>): Link[] {
  if (leavers.size === 0) return [...links]
  return links.map(link => {
    const { head } = readLink(link)
    const left = head && leavers.get(head.by)
    return left && head.n > left.n ? { ...link, opened: new Failure('truncated', 'signed after leaving') } : link
  })
}
