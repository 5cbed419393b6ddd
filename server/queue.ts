import { fromB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { encodeQueuePage, encodeSubmissionParts } from '#app/wire/queue.ts'
import type { Db } from '#db/database.ts'
import type { Compartment } from '#db/epochs.ts'
import { listEvents } from '#db/events.ts'
import { findAccount, findContact, findSubmission, listSubmissions } from '#db/submissions.ts'
import { listWrapsOf, type WrapRow } from '#db/wraps.ts'
import { requireCompartment, type Authority } from './authority.ts'
import { Refused } from './refusal.ts'

const NONE = new Uint8Array()
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** A page of the queue: ciphertext in order of arrival. For members of `account`. */
export async function readQueue(
  db: Db,
  authority: Authority,
  { after, limit }: { after: number; limit: number },
): Promise<Uint8Array> {
  requireCompartment(authority, 'account')
  const rows = await listSubmissions(db, after, limit)
  const wraps = new Map<string, Uint8Array>()
  const subjects = rows.map(row => row.digest)
  // The best wrap of each comes first.
  for (const { subject, wrap } of await listWrapsOf(db, 'account', subjects)) {
    const key = hex(subject)
    if (!wraps.has(key)) wraps.set(key, wrap)
  }
  const chains = new Map<number, Uint8Array[]>()
  const ids = rows.map(row => row.id)
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
    wrap: wraps.get(hex(row.digest)) ?? NONE,
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
    accountWraps: account ? await wrapsOf(db, 'account', row.digest) : [],
    contactWraps: contact ? await wrapsOf(db, 'contact', row.digest) : [],
    accountEvents: account ? await eventsOf(db, row.id, 'account') : [],
    contactEvents: contact ? await eventsOf(db, row.id, 'contact') : [],
  })
}

async function wrapsOf(db: Db, compartment: Compartment, digest: Uint8Array): Promise<Uint8Array[]> {
  return (await listWrapsOf(db, compartment, [digest])).map(({ wrap }: WrapRow) => wrap)
}

async function eventsOf(db: Db, submission: number, chain: Compartment): Promise<Uint8Array[]> {
  return (await listEvents(db, [submission], chain)).map(({ event }) => event)
}
