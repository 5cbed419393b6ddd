import type { Db } from './database.ts'

export interface SubmissionRow {
  id: number
  digest: Uint8Array
  day: string
  account_hash: Uint8Array
  contact_hash: Uint8Array | null
  uploads: Uint8Array
  card: Uint8Array
}

/** SQLite takes 32,766 parameters in one statement. */
const CHUNK = 2_000
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const listed = ['id', 'digest', 'day', 'account_hash', 'contact_hash', 'uploads', 'card'] as const

/** Rows of submissions by their digest in hex. */
export async function findRows(db: Db, digests: readonly Uint8Array[]): Promise<Map<string, number>> {
  const rows = new Map<string, number>()
  for (let at = 0; at < digests.length; at += CHUNK) {
    const found = await db
      .selectFrom('submissions')
      .select(['id', 'digest'])
      .where('digest', 'in', digests.slice(at, at + CHUNK))
      .execute()
    for (const { id, digest } of found) rows.set(hex(digest), id)
  }
  return rows
}

export async function countSubmissions(db: Db): Promise<number> {
  const row = await db.selectFrom('submissions').select(db.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return row.count
}

/** A page of the queue, in order of arrival. */
export async function listSubmissions(db: Db, after: number, limit: number): Promise<SubmissionRow[]> {
  return pageOf(db, after, limit).execute()
}

/** A page of those of the queue that have account events. */
export async function listWorked(db: Db, after: number, limit: number): Promise<SubmissionRow[]> {
  return pageOf(db, after, limit)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('events')
          .select('events.id')
          .whereRef('events.submission', '=', 'submissions.id')
          .where('events.chain', '=', 'account'),
      ),
    )
    .execute()
}

function pageOf(db: Db, after: number, limit: number) {
  return db.selectFrom('submissions').select(listed).where('submissions.id', '>', after).orderBy('id').limit(limit)
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

/** The row of the submission that keeps this hash of a case token; the first where a later one was sent with the same. */
export async function findCase(db: Db, tokenHash: Uint8Array): Promise<number | undefined> {
  const rows = db.selectFrom('submissions').select('id').where('token_hash', '=', tokenHash)
  return (await rows.orderBy('id').limit(1).executeTakeFirst())?.id
}

export async function findAccount(db: Db, submission: number): Promise<Uint8Array | undefined> {
  return (await db.selectFrom('submissions').select('account').where('id', '=', submission).executeTakeFirst())?.account
}

export async function findContact(db: Db, submission: number): Promise<Uint8Array | undefined> {
  return (await db.selectFrom('contacts').select('box').where('submission', '=', submission).executeTakeFirst())?.box
}
