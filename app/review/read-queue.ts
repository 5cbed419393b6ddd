import { attempt, Failure } from '#app/crypto/failure.ts'
import type { Bytes } from '#app/crypto/types.ts'
import { wrapForm } from '#app/crypto/wrap-form.ts'
import { decodeQueuePage, decodeSubmissionParts, encodeSwaps, type QueueEntry, type WrapSwap } from '#app/wire/queue.ts'
import {
  checkLedger,
  endsOf,
  enterChain,
  newLedger,
  positionOf,
  type Alarm,
  type Ledger,
  type Position,
} from './ledger.ts'
import { openSubmission } from './open-submission.ts'
import { openedRow, readRow, type QueueRow } from './queue-row.ts'
import type { QueueContext } from './review-keys.ts'

/** What reading asks of the server. All throw Refused or Unreachable. */
export interface QueueServer {
  page: (after: number, limit: number) => Promise<Bytes>
  parts: (id: string) => Promise<Bytes>
  swap: (swaps: Bytes) => Promise<{ swapped: number }>
}

/** What the page hears while the queue is read. */
export interface QueueListener {
  /** `again`: rows that were told before and opened with another wrap. */
  rows: (rows: QueueRow[], again: boolean) => void
  stopped: () => boolean
}

export interface QueueReading {
  cursor: number
  /** Empty also where reading was stopped: what was not read can't be missed. */
  alarms: Alarm[]
  /** How far each author is known to have signed, for the next reading. */
  ends: Map<string, number>
  position: Position
  adoptions: WrapSwap[]
  whole: boolean
}

const firstPage = 100
const pageSize = 1000
const slice = 200
const swapBatch = 500

const breathe = () => new Promise<void>(resolve => setTimeout(resolve))

/**
 * Reads the queue from the first row to the last: opens every card, verifies every chain, and holds all chains against
 * each other (FORMAT.md §7). Rows are told as they open; a page is fetched while the one before is opened.
 */
export async function readQueue(
  context: QueueContext,
  server: QueueServer,
  listener: QueueListener,
  today: string,
): Promise<QueueReading> {
  const ledger = newLedger()
  const adoptions: WrapSwap[] = []
  const failed: QueueEntry[] = []
  let cursor = 0
  let next: number | null = 0
  let fetched: Promise<Bytes> | null = server.page(0, firstPage)
  while (fetched && !listener.stopped()) {
    const page: ReturnType<typeof decodeQueuePage> = decodeQueuePage(await fetched)
    next = page.next
    if (next !== null && next <= cursor) throw new Failure('malformed', 'a queue that goes in circles')
    fetched = next === null ? null : server.page(next, pageSize)
    // Awaited in the next round; a refusal that comes earlier is not unhandled.
    fetched?.catch(() => undefined)
    for (let i = 0; i < page.entries.length && !listener.stopped(); i += slice) {
      const rows = page.entries.slice(i, i + slice).map(entry => {
        const { row, links, adoption } = readRow(entry, context.keys.account, context.me.by, today)
        if (row.id !== null) enterChain(ledger, row.id, links)
        if (adoption) adoptions.push(adoption)
        if (row.code !== null && isAdopted(entry)) failed.push(entry)
        cursor = Math.max(cursor, entry.cursor)
        return row
      })
      listener.rows(rows, false)
      await breathe()
    }
  }
  const whole = next === null && !listener.stopped()
  for (const entry of failed) {
    if (listener.stopped()) break
    const again = await tryOtherWraps(entry, context, server, ledger, today)
    if (!again) continue
    listener.rows([again.row], true)
    if (again.adoption) adoptions.push(again.adoption)
  }
  const alarms = whole
    ? checkLedger(ledger, { logs: context.logs, leavers: context.keys.account.leavers, me: context.me })
    : []
  return { cursor, alarms, ends: endsOf(ledger), position: positionOf(ledger, context.me.by), adoptions, whole }
}

/** Only a member's wrap can stand before one that opens; what came sealed has no other. */
function isAdopted({ wrap }: QueueEntry): boolean {
  const form = attempt(() => wrapForm(wrap))
  return !(form instanceof Failure) && form.kind === 'adopted'
}

/** A wrong adoption loses nothing: the server keeps the sealed wrap beside it (FORMAT.md §3). */
async function tryOtherWraps(
  entry: QueueEntry,
  context: QueueContext,
  server: QueueServer,
  ledger: Ledger,
  today: string,
) {
  const { row } = readRow(entry, context.keys.account, context.me.by, today)
  if (row.id === null) return null
  const { id } = row
  const bytes = await server.parts(id).catch(() => null)
  if (!bytes) return null
  const opened = attempt(() => openSubmission(decodeSubmissionParts(bytes), context.keys, id))
  if (opened instanceof Failure) return null
  enterChain(ledger, id, opened.target.links)
  return { row: openedRow(entry, opened, context.me.by, today), adoption: opened.adoption }
}

/** Sends adoptions in batches; what does not arrive is adopted at the next reading. Gives how many the server took. */
export async function sendAdoptions(
  adoptions: readonly WrapSwap[],
  server: QueueServer,
  stopped: () => boolean,
): Promise<number> {
  let swapped = 0
  for (let i = 0; i < adoptions.length && !stopped(); i += swapBatch) {
    swapped += (await server.swap(encodeSwaps(adoptions.slice(i, i + swapBatch)))).swapped
  }
  return swapped
}

/** How many submissions arrived after the cursor. */
export async function countNewer(cursor: number, server: QueueServer): Promise<number> {
  return decodeQueuePage(await server.page(cursor, pageSize)).entries.length
}
