import { Failure } from '#app/crypto/failure.ts'
import type { Keyring, WholeLook } from '#app/keyring/keyring.tsx'
import { keepEnds } from '#app/keyring/verified-ends.ts'
import { settleAlarms, type Alarm } from './ledger.ts'
import { contextOf, type QueueContext } from './review-keys.ts'

/** What one reading of every account chain gives (`readQueue`). */
export interface ChainReading {
  alarms: readonly Alarm[]
  ends: ReadonlyMap<string, number>
}

export type ReadChains = (context: QueueContext) => Promise<ChainReading>

/**
 * Reads every review event that the server serves and verifies it; each `log` that one names has to stand in the key log of the view
 * (FORMAT.md §10), else `truncated`. What does not fit is looked at with keys that were read anew, and the newest view is given back. What
 * somebody signed who left is no evidence: the statement by which they left is in hand, and they saw none after it. Nor
 * is what `leaving` signed, who is to be signed out: a member who lies cannot hold the office up.
 * Who does not hold the accounts opens no event, and checks none.
 */
export async function checkEvents(view: Keyring, read: ReadChains, { leaving }: WholeLook = {}): Promise<Keyring> {
  if (view.epochs.account.length === 0) return view
  const first = await read(contextOf(view))
  if (first.alarms.length === 0) keepEnds(first.ends)
  if (!first.alarms.some(alarm => alarm.reason === 'unknown-log')) return view
  const fresh = await view.refresh()
  const context = contextOf(fresh)
  const settled = settleAlarms((await read(context)).alarms, first.ends)
  const evidence = settled.some(
    ({ reason, by }) => reason === 'unknown-log' && by !== leaving && !context.keys.account.leavers.has(by),
  )
  if (evidence) throw new Failure('truncated', 'an event names a statement that the key log lacks')
  return fresh
}
