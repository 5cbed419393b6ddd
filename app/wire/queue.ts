import { decodeFrames, encodeFrames, utf8Bytes, utf8Text } from '#app/crypto/bytes.ts'
import { decodeJson, encodeJson } from '#app/crypto/json.ts'
import { Failure } from '#app/crypto/failure.ts'
import type { Bytes, Compartment } from '#app/crypto/types.ts'

/**
 * Binary pages between the server and a member's browser: frames in frames (`encodeFrames`), several times smaller and
 * faster than JSON. A page begins with a JSON frame `{ next }`: the cursor of the following page, null at the end.
 */

/** One row of the queue: what opens the card and what checks it without the account. `GET /api/desk/queue?after=&limit=`; with `&chains=1` only rows that have events. */
export interface QueueEntry {
  /** Cursor of this row: grows with arrival. */
  cursor: number
  accountHash: Bytes
  /** Absent contact: empty. */
  contactHash: Bytes
  /** Upload ids, 16 bytes each, concatenated. */
  uploads: Bytes
  /** UTC day of arrival, YYYY-MM-DD. */
  day: string
  card: Bytes
  /** The best wrap of the account compartment: newest epoch first, adopted before sealed. */
  wrap: Bytes
  /** The account chain, in order. */
  events: Bytes[]
}

/** One message of the case channel as the server has it (FORMAT.md §6): `from` and `seq` count only once its signature has fitted them. */
export interface MessageParts {
  from: 'witness' | 'team'
  seq: number
  /** UTC day of arrival, YYYY-MM-DD. */
  day: string
  box: Bytes
  /** Of the compartment account: every one that the server holds for open epochs, the best first. */
  wraps: Bytes[]
}

/** One submission, whole. `GET /api/desk/submissions/:id`. Messages only for who holds `account`. Contact, its wraps and its chain only for custodians (else empty). */
export interface SubmissionParts {
  cardHash: Bytes
  accountHash: Bytes
  contactHash: Bytes
  uploads: Bytes
  day: string
  card: Bytes
  account: Bytes
  contact: Bytes
  /** Every wrap that the server holds for open epochs, newest first. */
  accountWraps: Bytes[]
  contactWraps: Bytes[]
  accountEvents: Bytes[]
  contactEvents: Bytes[]
  /** In order of arrival. */
  messages: MessageParts[]
}

/** One wrap to be made anew. `GET /api/desk/wraps?compartment=&epoch=<newest>&after=&limit=`: wraps that name an older epoch and have no successor; with `&made=<older>`: the successors of those of that epoch. */
export interface WrapEntry {
  cursor: number
  subject: Bytes
  /** Commitment in the header of the box that the content key opens (FORMAT.md §2). */
  commitment: Bytes
  wrap: Bytes
}

/** One swap of `POST /api/desk/wraps`: compare (hash of the wrap that was read) and swap. */
export interface WrapSwap {
  subject: Bytes
  compartment: Compartment
  /** H(32, wrap that was read). */
  read: Bytes
  wrap: Bytes
}

const number = (n: number): Bytes => utf8Bytes(String(n))
const readNumber = (bytes: Bytes): number => {
  const n = Number(utf8Text(bytes))
  if (!Number.isSafeInteger(n) || n < 0) throw new Failure('malformed', 'not a number')
  return n
}
const at = (parts: readonly Bytes[], i: number): Bytes => {
  const part = parts[i]
  if (!part) throw new Failure('malformed', 'a frame is missing')
  return part
}

function encodePage<T>(entries: readonly T[], next: number | null, encode: (entry: T) => Bytes): Bytes {
  return encodeFrames([encodeJson({ next }), ...entries.map(encode)])
}

function decodePage<T>(page: Bytes, decode: (parts: Bytes[]) => T): { entries: T[]; next: number | null } {
  const [head, ...rest] = decodeFrames(page)
  const { next } = decodeJson(head ?? new Uint8Array()) as { next?: unknown }
  if (next !== null && typeof next !== 'number') throw new Failure('malformed', 'not a cursor')
  return { entries: rest.map(entry => decode(decodeFrames(entry))), next }
}

export const encodeQueuePage = (entries: readonly QueueEntry[], next: number | null): Bytes =>
  encodePage(entries, next, e =>
    encodeFrames([
      number(e.cursor),
      e.accountHash,
      e.contactHash,
      e.uploads,
      utf8Bytes(e.day),
      e.card,
      e.wrap,
      encodeFrames(e.events),
    ]),
  )

/** Undoes `encodeQueuePage`. Throws `malformed`. */
export const decodeQueuePage = (page: Bytes): { entries: QueueEntry[]; next: number | null } =>
  decodePage(page, p => ({
    cursor: readNumber(at(p, 0)),
    accountHash: at(p, 1),
    contactHash: at(p, 2),
    uploads: at(p, 3),
    day: utf8Text(at(p, 4)),
    card: at(p, 5),
    wrap: at(p, 6),
    events: decodeFrames(at(p, 7)),
  }))

export const encodeSubmissionParts = (s: SubmissionParts): Bytes =>
  encodeFrames([
    s.cardHash,
    s.accountHash,
    s.contactHash,
    s.uploads,
    utf8Bytes(s.day),
    s.card,
    s.account,
    s.contact,
    encodeFrames(s.accountWraps),
    encodeFrames(s.contactWraps),
    encodeFrames(s.accountEvents),
    encodeFrames(s.contactEvents),
    encodeFrames(s.messages.map(encodeMessage)),
  ])

const encodeMessage = ({ from, seq, day, box, wraps }: MessageParts): Bytes =>
  encodeFrames([utf8Bytes(from), number(seq), utf8Bytes(day), box, encodeFrames(wraps)])

function decodeMessage(bytes: Bytes): MessageParts {
  const p = decodeFrames(bytes)
  const [from, seq] = [utf8Text(at(p, 0)), readNumber(at(p, 1))]
  if (from !== 'witness' && from !== 'team') throw new Failure('malformed', 'not a direction')
  if (seq < 1 || seq > 0xffffffff) throw new Failure('malformed', 'not the number of a message')
  return { from, seq, day: utf8Text(at(p, 2)), box: at(p, 3), wraps: decodeFrames(at(p, 4)) }
}

/** Undoes `encodeSubmissionParts`. Throws `malformed`. */
export function decodeSubmissionParts(bytes: Bytes): SubmissionParts {
  const p = decodeFrames(bytes)
  return {
    cardHash: at(p, 0),
    accountHash: at(p, 1),
    contactHash: at(p, 2),
    uploads: at(p, 3),
    day: utf8Text(at(p, 4)),
    card: at(p, 5),
    account: at(p, 6),
    contact: at(p, 7),
    accountWraps: decodeFrames(at(p, 8)),
    contactWraps: decodeFrames(at(p, 9)),
    accountEvents: decodeFrames(at(p, 10)),
    contactEvents: decodeFrames(at(p, 11)),
    messages: decodeFrames(at(p, 12)).map(decodeMessage),
  }
}

export const encodeWrapPage = (entries: readonly WrapEntry[], next: number | null): Bytes =>
  encodePage(entries, next, e => encodeFrames([number(e.cursor), e.subject, e.commitment, e.wrap]))

/** Undoes `encodeWrapPage`. Throws `malformed`. */
export const decodeWrapPage = (page: Bytes): { entries: WrapEntry[]; next: number | null } =>
  decodePage(page, p => ({ cursor: readNumber(at(p, 0)), subject: at(p, 1), commitment: at(p, 2), wrap: at(p, 3) }))

export const encodeSwaps = (swaps: readonly WrapSwap[]): Bytes =>
  encodeFrames(swaps.map(s => encodeFrames([s.subject, utf8Bytes(s.compartment), s.read, s.wrap])))

/** Undoes `encodeSwaps`. Throws `malformed`. */
export const decodeSwaps = (bytes: Bytes): WrapSwap[] =>
  decodeFrames(bytes).map(frame => {
    const p = decodeFrames(frame)
    const compartment = utf8Text(at(p, 1))
    if (compartment !== 'account' && compartment !== 'contact') throw new Failure('malformed', 'not a compartment')
    return { subject: at(p, 0), compartment, read: at(p, 2), wrap: at(p, 3) }
  })
