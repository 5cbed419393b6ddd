import type { Db, Transactor } from './database.ts'

export interface NewSubmission {
  digest: Uint8Array
  day: string
  accountHash: Uint8Array
  contactHash: Uint8Array | null
  uploads: Uint8Array
  tokenHash: Uint8Array | null
  proof: Uint8Array | null
  card: Uint8Array
  account: Uint8Array
  contact: Uint8Array | null
}

export interface SubmissionRow {
  id: number
  digest: Uint8Array
  day: string
  account_hash: Uint8Array
  contact_hash: Uint8Array | null
  uploads: Uint8Array
  card: Uint8Array
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const listed = ['id', 'digest', 'day', 'account_hash', 'contact_hash', 'uploads', 'card'] as const

/** Which of these digests are stored already, in hex. */
export async function findStored(db: Db, digests: readonly Uint8Array[]): Promise<Set<string>> {
  const rows = await db.selectFrom('submissions').select('digest').where('digest', 'in', digests).execute()
  return new Set(rows.map(row => hex(row.digest)))
}

/** Inserts submissions that are not stored yet, without their wraps. */
export async function insertSubmissions(trx: Transactor, submissions: readonly NewSubmission[]): Promise<void> {
  const rows = await trx
    .insertInto('submissions')
    .values(
      submissions.map(s => ({
        digest: s.digest,
        day: s.day,
        account_hash: s.accountHash,
        contact_hash: s.contactHash,
        uploads: s.uploads,
        token_hash: s.tokenHash,
        proof: s.proof,
        card: s.card,
      })),
    )
    .returning(['id', 'digest'])
    .execute()
  const ids = new Map(rows.map(row => [hex(row.digest), row.id]))
  const idOf = (s: NewSubmission) => ids.get(hex(s.digest))!
  await trx
    .insertInto('accounts')
    .values(submissions.map(s => ({ submission: idOf(s), box: s.account })))
    .execute()
  const contacts = submissions.flatMap(s => (s.contact ? [{ submission: idOf(s), box: s.contact }] : []))
  if (contacts.length > 0) await trx.insertInto('contacts').values(contacts).execute()
}

export async function countSubmissions(db: Db): Promise<number> {
  const row = await db.selectFrom('submissions').select(db.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return row.count
}

/** A page of the queue, in order of arrival. */
export async function listSubmissions(db: Db, after: number, limit: number): Promise<SubmissionRow[]> {
  return db.selectFrom('submissions').select(listed).where('id', '>', after).orderBy('id').limit(limit).execute()
}

/** The submission whose digest begins with these 16 bytes (FORMAT.md §4). */
export async function findSubmission(db: Db, idBytes: Uint8Array): Promise<SubmissionRow | undefined> {
  const low = Buffer.concat([idBytes, Buffer.alloc(16)])
  const high = Buffer.concat([idBytes, Buffer.alloc(16, 255)])
  return db
    .selectFrom('submissions')
    .select(listed)
    .where('digest', '>=', low)
    .where('digest', '<=', high)
    .executeTakeFirst()
}

export async function findSubmissionByDigest(
  db: Db,
  digest: Uint8Array,
): Promise<{ id: number; contact_hash: Uint8Array | null } | undefined> {
  return db.selectFrom('submissions').select(['id', 'contact_hash']).where('digest', '=', digest).executeTakeFirst()
}

export async function findAccount(db: Db, submission: number): Promise<Uint8Array | undefined> {
  return (await db.selectFrom('accounts').select('box').where('submission', '=', submission).executeTakeFirst())?.box
}

export async function findContact(db: Db, submission: number): Promise<Uint8Array | undefined> {
  return (await db.selectFrom('contacts').select('box').where('submission', '=', submission).executeTakeFirst())?.box
}
