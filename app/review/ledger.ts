import type { Link } from '#app/crypto/review-event.ts'
import { toB64u } from '#app/crypto/bytes.ts'
import { readLink } from '#app/testimony/triage.ts'

/**
 * Checks across chains (FORMAT.md §7): what every member signed over all submissions of a compartment, laid side by side.
 * A server that hides the end of one chain leaves a hole here.
 */

/** A member's last event that counts, or the one a server claims. */
export interface Position {
  n: number
  last: string | null
}

interface Signed {
  hash: string
  last: string | null
  log: string
  submission: string
}

/** By sign key (b64u), by n. More than one event under one n is a fork. */
export interface Ledger {
  readonly signed: Map<string, Map<number, Signed[]>>
}

/** Why the server is not to be believed. `by`: the author's sign key. `submission`: where it shows, if anywhere. */
export interface Alarm {
  reason: 'gap' | 'fork' | 'order' | 'unknown-log' | 'after-leaving' | 'hidden'
  code: 'truncated'
  by: string
  n: number
  submission: string | null
}

/** What the ledger is held against. `logs`: hashes (b64u) of every statement of the key log that was served. */
export interface LedgerContext {
  logs: ReadonlySet<string>
  leavers: ReadonlyMap<string, Position>
  /** The position that the server claims for us. */
  me: { by: string } & Position
}

export const newLedger = (): Ledger => ({ signed: new Map() })

/** Enters a verified chain. Links that count for nothing have no author. Entering one twice changes nothing. */
export function enterChain(ledger: Ledger, submission: string, links: readonly Link[]): void {
  for (const link of links) {
    const { head } = readLink(link)
    if (!head) continue
    let own = ledger.signed.get(head.by)
    if (!own) ledger.signed.set(head.by, (own = new Map()))
    const hash = toB64u(link.hash)
    const there = own.get(head.n)
    const entry: Signed = { hash, last: head.last ?? null, log: head.log, submission }
    if (!there) own.set(head.n, [entry])
    else if (!there.some(other => other.hash === hash)) there.push(entry)
  }
}

/** Where a member stands by what was read: the highest n and its hash. */
export function positionOf(ledger: Ledger, by: string): Position {
  let n = 0
  for (const key of ledger.signed.get(by)?.keys() ?? []) n = Math.max(n, key)
  return { n, last: ledger.signed.get(by)?.get(n)?.[0]?.hash ?? null }
}

/** Every reason not to believe that the server shows all; of a gap its first number. Empty when nothing is held back. */
export function checkLedger(ledger: Ledger, context: LedgerContext): Alarm[] {
  const alarms: Alarm[] = []
  for (const [by, own] of ledger.signed) {
    const raise = (reason: Alarm['reason'], n: number, submission: string | null) =>
      alarms.push({ reason, code: 'truncated', by, n, submission })
    const left = context.leavers.get(by)
    let next = 1
    for (const n of [...own.keys()].sort((a, b) => a - b)) {
      if (n > next) raise('gap', next, null)
      next = n + 1
    }
    for (const [n, entries] of own) {
      const [entry, ...others] = entries
      if (!entry) continue
      if (others.length > 0) raise('fork', n, entry.submission)
      for (const each of entries) {
        if (!context.logs.has(each.log)) raise('unknown-log', n, each.submission)
        if (left && n > left.n) raise('after-leaving', n, each.submission)
        if (!follows(own, n, each)) raise('order', n, each.submission)
      }
    }
  }
  for (const [by, left] of context.leavers) alarms.push(...checkEnd(ledger, by, left))
  alarms.push(...checkEnd(ledger, context.me.by, context.me))
  return alarms
}

function follows(own: ReadonlyMap<number, Signed[]>, n: number, entry: Signed): boolean {
  if (n === 1) return entry.last === null
  const before = own.get(n - 1)
  return !before || before.some(other => other.hash === entry.last)
}

/** The named last event must be there. */
function checkEnd(ledger: Ledger, by: string, end: Position): Alarm[] {
  if (end.n === 0) return []
  const there = ledger.signed.get(by)?.get(end.n)
  if (there?.some(entry => entry.hash === end.last)) return []
  return [{ reason: 'hidden', code: 'truncated', by, n: end.n, submission: there?.[0]?.submission ?? null }]
}

/** How far each author is known to have signed. */
export const endsOf = (ledger: Ledger): Map<string, number> =>
  new Map([...ledger.signed.keys()].map(by => [by, positionOf(ledger, by).n]))

/**
 * Alarms of a reading that nothing innocent explains. What was signed while the pages were read, or after the key log was
 * read, can leave a gap or name a new statement; of what was there before the keys were read anew (`ends`: where each
 * author stood in the reading before) neither can be so.
 */
export function settleAlarms(alarms: readonly Alarm[], ends: ReadonlyMap<string, number>): Alarm[] {
  return alarms.filter(({ reason, by, n }) => {
    const end = ends.get(by) ?? 0
    if (reason === 'gap') return n < end
    return reason !== 'unknown-log' || n <= end
  })
}
