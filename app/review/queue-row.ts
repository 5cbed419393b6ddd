import { attempt, Failure } from '#app/crypto/failure.ts'
import type { Link } from '#app/crypto/review-event.ts'
import { digestOfHashes, submissionId } from '#app/crypto/submission.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { Card } from '#app/testimony/card.ts'
import { suggestPriority, type Priority, type Status, type Triage } from '#app/testimony/triage.ts'
import type { QueueEntry, WrapSwap } from '#app/wire/queue.ts'
import { openQueueEntry, type OpenedCard } from './open-submission.ts'
import type { CompartmentKeys } from './review-keys.ts'
import { claimedContactHash, claimedHash, splitUploads } from './submission-parts.ts'

/** One line of the queue, as the worker posts it. An entry that failed to open has its code and no card; it is never left out. */
export interface QueueRow {
  cursor: number
  /** Null where not even a name can be computed from what the server sent. */
  id: string | null
  day: string
  card: Card | null
  code: string | null
  status: Status
  /** As confirmed by a person, else null. */
  priority: Priority | null
  suggested: Priority
  unread: boolean
  records: number
  broken: { seq: number; code: string } | null
}

/** What a person decided, as a row shows it. */
export type RowTriage = Pick<QueueRow, 'status' | 'priority' | 'unread' | 'records' | 'broken'>

export function rowTriage(triage: Triage, me: string): RowTriage {
  const { status, priority, openedBy, records, broken } = triage
  return { status, priority, unread: !openedBy.has(me), records: records.length, broken }
}

/** Reads one entry of a page. Never throws a Failure. */
export function readRow(
  entry: QueueEntry,
  keys: CompartmentKeys,
  me: string,
  today: string,
): { row: QueueRow; links: readonly Link[]; adoption: WrapSwap | null } {
  const opened = attempt(() => openQueueEntry(entry, keys))
  if (opened instanceof Failure) return { row: failedRow(entry, opened.code), links: [], adoption: null }
  return { row: openedRow(entry, opened, me, today), links: opened.target.links, adoption: opened.adoption }
}

export function openedRow(
  entry: Pick<QueueEntry, 'cursor' | 'day'>,
  opened: Omit<OpenedCard, 'adoption'>,
  me: string,
  today: string,
): QueueRow {
  const { card, target, triage } = opened
  const suggested = suggestPriority(card, today)
  return { cursor: entry.cursor, id: target.id, day: entry.day, card, code: null, suggested, ...rowTriage(triage, me) }
}

/**
 * Whether a row is a reason to read the keys and the queue again. What never opened and nobody has worked on is not: anybody can send
 * it, and it would cost every reading twice.
 */
export function isStrange(row: QueueRow, openedBefore: boolean): boolean {
  return row.broken !== null || (row.code !== null && (row.records > 0 || openedBefore))
}

function failedRow(entry: QueueEntry, code: string): QueueRow {
  const id = attempt(() => {
    const hashes = {
      card: hash32(entry.card),
      account: claimedHash(entry.accountHash),
      contact: claimedContactHash(entry.contactHash),
    }
    return submissionId(digestOfHashes({ ...hashes, uploads: splitUploads(entry.uploads) }))
  })
  return {
    cursor: entry.cursor,
    id: id instanceof Failure ? null : id,
    day: /^\d{4}-\d\d-\d\d$/.test(entry.day) ? entry.day : '',
    card: null,
    code,
    status: 'received',
    priority: null,
    suggested: 'P0',
    unread: true,
    records: entry.events.length,
    broken: null,
  }
}
