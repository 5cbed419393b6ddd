import { fromB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { encodeQueuePage, encodeSubmissionParts, type MessageParts } from '#app/wire/queue.ts'
import type { Db } from '#db/database.ts'
import type { Compartment } from '#db/epochs.ts'
import { listEvents } from '#db/events.ts'
import { listMessages } from '#db/messages.ts'
import { findAccount, findContact, findSubmission, listSubmissions, listWorked } from '#db/submissions.ts'
import { listWrapsOf, listWrapsOfMessages, type WrapRow } from '#db/wraps.ts'
import { requireCompartment, type Authority } from './authority.ts'
import { Refused } from './refusal.ts'

const NONE = new Uint8Array()

/** A page of the queue: ciphertext in order of arrival; `worked`: only what has account events. For members of `account`. */
export async function readQueue(
  db: Db,
  authority: Authority,
  { after, limit, worked = false }: { after: number; limit: number; worked?: boolean },
): Promise<Uint8Array> {
  requireCompartment(authority, 'account')
  const rows = await (worked ? listWorked : listSubmissions)(db, after, limit)
  const ids = rows.map(row => row.id)
  const wraps = new Map<number, Uint8Array>()
  // The best wrap of each comes first.
  for (const { submission, wrap } of await listWrapsOf(db, 'account', ids))
    if (!wraps.has(submission)) wraps.set(submission, wrap)
  const chains = new Map<number, Uint8Array[]>()
  for (const { submission, event } of await listEvents(db, ids, 'account')) {
    const chain = chains.get(submission)
    if (chain) chain.push(event)
    else chains.set(submission, [event])
  }
  const entries = rows.map(row => ({
    cursor: row.id,
    accountHash: row.account_hash,
    contactHash: row.contact_hash ?? NONE,
    uploads: row.uploads,
    day: row.day,
    card: row.card,
    wrap: wraps.get(row.id) ?? NONE,
    events: chains.get(row.id) ?? [],
  }))
  return encodeQueuePage(entries, rows.length === limit ? (rows.at(-1)?.id ?? null) : null)
}

/**
 * One submission: of each compartment that the member holds its boxes, wraps and chain, of the other the hashes alone. Throws
 * `not-found`, `forbidden`.
 */
export async function readSubmission(db: Db, { compartments }: Authority, id: string): Promise<Uint8Array> {
  if (compartments.length === 0) throw new Refused('forbidden')
  const idBytes = fromB64u(id)
  if (idBytes.length !== 16) throw new Refused('malformed')
  const row = await findSubmission(db, idBytes)
  if (!row) throw new Refused('not-found')
  const [account, contact] = [compartments.includes('account'), compartments.includes('contact')]
  return encodeSubmissionParts({
    cardHash: hash32(row.card),
    accountHash: row.account_hash,
    contactHash: row.contact_hash ?? NONE,
    uploads: row.uploads,
    day: row.day,
    card: account ? row.card : NONE,
    account: (account ? await findAccount(db, row.id) : undefined) ?? NONE,
    contact: (contact ? await findContact(db, row.id) : undefined) ?? NONE,
    accountWraps: account ? await wrapsOf(db, 'account', row.id) : [],
    contactWraps: contact ? await wrapsOf(db, 'contact', row.id) : [],
    accountEvents: account ? await eventsOf(db, row.id, 'account') : [],
    contactEvents: contact ? await eventsOf(db, row.id, 'contact') : [],
    messages: account ? await messagesOf(db, row.id) : [],
  })
}

async function wrapsOf(db: Db, compartment: Compartment, submission: number): Promise<Uint8Array[]> {
  return (await listWrapsOf(db, compartment, [submission])).map(({ wrap }: WrapRow) => wrap)
}

async function eventsOf(db: Db, submission: number, chain: Compartment): Promise<Uint8Array[]> {
  return (await listEvents(db, [submission], chain)).map(({ event }) => event)
}

async function messagesOf(db: Db, submission: number): Promise<MessageParts[]> {
  const wraps = await listWrapsOfMessages(db, submission)
  return (await listMessages(db, submission)).map(({ id, sender, seq, day, box }) => ({
    from: sender,
    seq,
    day,
    box,
    wraps: wraps.filter(({ message }) => message === id).map(({ wrap }) => wrap),
  }))
}
