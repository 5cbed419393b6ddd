import * as z from 'zod/mini'

/** Triage: what a review event says, and what a chain of them folds to (FORMAT.md §7). */

export const statuses = [
  'received',
  'quarantined',
  'triage',
  'waiting_witness',
  'in_review',
  'second_review',
  'accepted',
  'referred',
  'on_hold',
  'duplicate',
  'closed_no_action',
  'withdrawn',
  'erased',
] as const
export const Status = z.enum(statuses)
export type Status = z.infer<typeof Status>

/** Statuses that a person may choose: being withdrawn or erased follows from a message or a tombstone (FORMAT.md §12). */
export const choosableStatuses = statuses.filter(status => status !== 'withdrawn' && status !== 'erased')

/** P0 act within a day, P1 three days, P2 a fortnight, P3 low. */
export const priorities = ['P0', 'P1', 'P2', 'P3'] as const
export const Priority = z.enum(priorities)
export type Priority = z.infer<typeof Priority>

/** Longest note in characters, so that an event stays small. */
export const longestNote = 4000

const Hash = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))
const Upload = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/))
const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const Time = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/))

/** What every event says beside its kind. `by`: the member's sign key; `n`, `last`: the member's own count; `log`: newest statement verified. */
export const EventHead = z.object({
  v: z.int(),
  by: Hash,
  n: z.int().check(z.gte(1)),
  last: z.optional(Hash),
  log: Hash,
  at: Time,
  kind: z.string(),
})
export type EventHead = z.infer<typeof EventHead>

/**
 * What a person decides or does, by kind. `priority: null` goes back to what the card suggests. `file-opened`: verified, and
 * about to be shown; `file-saved`: about to be written beside, as it was sent; both name upload and plaintext.
 */
export const Decision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened') }),
  z.object({ kind: z.literal('contact-opened') }),
  z.object({ kind: z.literal('file-opened'), file: Upload, sha256: Sha256 }),
  z.object({ kind: z.literal('file-saved'), file: Upload, sha256: Sha256 }),
  z.object({ kind: z.literal('status'), status: Status }),
  z.object({ kind: z.literal('priority'), priority: z.nullable(Priority) }),
  z.object({ kind: z.literal('note'), text: z.string().check(z.minLength(1), z.maxLength(longestNote)) }),
])
export type Decision = z.infer<typeof Decision>

/** A link of a verified chain: what `readChain` gives, seen without keys. */
export interface ChainLink {
  readonly seq: number
  readonly opened: { readonly value: unknown } | { readonly code: string }
}

/** One line of custody. `decision` is null for a kind that this version does not know; `code` says why a link counts for nothing. */
export interface ChainRecord {
  seq: number
  head: EventHead | null
  decision: Decision | null
  code: string | null
}

export interface Note {
  seq: number
  by: string
  at: string
  text: string
}

/** The state of a submission. `priority` is null until a person confirms one; `broken` is the first link that counts for nothing. */
export interface Triage {
  status: Status
  priority: Priority | null
  notes: Note[]
  openedBy: ReadonlySet<string>
  broken: { seq: number; code: string } | null
  records: ChainRecord[]
}

/** Reads one link. A link that did not open, or whose head is not of the form, is kept with its code; never throws. */
export function readLink(link: ChainLink): ChainRecord {
  if ('code' in link.opened) return { seq: link.seq, head: null, decision: null, code: link.opened.code }
  const head = z.safeParse(EventHead, link.opened.value)
  if (!head.success) return { seq: link.seq, head: null, decision: null, code: 'malformed' }
  if (head.data.v !== 1) return { seq: link.seq, head: head.data, decision: null, code: null }
  const decision = z.safeParse(Decision, link.opened.value)
  return { seq: link.seq, head: head.data, decision: decision.success ? decision.data : null, code: null }
}

/** Folds a chain, in order, to the state of its submission. Links that failed and kinds that are not known change nothing. */
export function fold(links: readonly ChainLink[]): Triage {
  const openedBy = new Set<string>()
  const state: Triage = { status: 'received', priority: null, notes: [], openedBy, broken: null, records: [] }
  for (const link of links) {
    const record = readLink(link)
    state.records.push(record)
    if (record.code !== null) state.broken ??= { seq: record.seq, code: record.code }
    if (!record.head || !record.decision) continue
    const { head, decision } = record
    switch (decision.kind) {
      case 'opened':
        openedBy.add(head.by)
        break
      case 'status':
        state.status = decision.status
        break
      case 'priority':
        state.priority = decision.priority
        break
      case 'note':
        state.notes.push({ seq: record.seq, by: head.by, at: head.at, text: decision.text })
        break
      case 'contact-opened':
      case 'file-opened':
      case 'file-saved':
        break
    }
  }
  return state
}

/** What the card tells about danger, in the codes of the form. All of it is optional: skipping is always possible. */
export interface DangerSigns {
  safety?: string | null | undefined
  where?: string | null | undefined
  device?: string | null | undefined
  urgent?: readonly string[]
  /** First day that the deadline may mean, YYYY-MM-DD. */
  deadline?: string | null | undefined
  minor?: boolean | undefined
}

const actToday = new Set(['held_now', 'sent_to_front', 'retaliation', 'device_search', 'minor', 'self_harm'])
const actSoon = new Set(['missing', 'medical', 'summons_deadline'])
const deadlineDays = 14

/** The priority that a card suggests; a person confirms it. `today`: YYYY-MM-DD. A deadline that has passed counts as near. */
export function suggestPriority(signs: DangerSigns, today: string): Priority {
  const urgent = signs.urgent ?? []
  const days = signs.deadline ? (Date.parse(signs.deadline) - Date.parse(today)) / 86_400_000 : Number.NaN
  if (signs.safety === 'danger' || signs.minor || days <= deadlineDays || urgent.some(code => actToday.has(code)))
    return 'P0'
  if (signs.where === 'occupied' || signs.where === 'russia_belarus') return 'P1'
  if (signs.device === 'mine_may_be_searched' || urgent.some(code => actSoon.has(code))) return 'P1'
  return 'P2'
}
