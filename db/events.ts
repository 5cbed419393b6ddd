import type { Db, Transactor } from './database.ts'
import type { Compartment } from './epochs.ts'

export interface ChainEvent {
  submission: number
  event: Uint8Array
}

/** A member's last event of a compartment, over all submissions. */
export async function lastEventOf(
  db: Db,
  member: string,
  chain: Compartment,
): Promise<{ n: number; event: Uint8Array } | undefined> {
  return db
    .selectFrom('events')
    .select(['n', 'event'])
    .where('member', '=', member)
    .where('chain', '=', chain)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Sequence number of the last event of a chain, 0 before the first. */
export async function lastSeqOf(db: Db, submission: number, chain: Compartment): Promise<number> {
  const row = await db
    .selectFrom('events')
    .select('seq')
    .where('submission', '=', submission)
    .where('chain', '=', chain)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.seq ?? 0
}

export async function insertEvent(
  trx: Transactor,
  row: {
    submission: number
    chain: Compartment
    seq: number
    member: string
    n: number
    day: string
    event: Uint8Array
  },
): Promise<void> {
  await trx.insertInto('events').values(row).execute()
}

/** The chains of some submissions, each in order. */
export async function listEvents(db: Db, submissions: readonly number[], chain: Compartment): Promise<ChainEvent[]> {
  if (submissions.length === 0) return []
  return db
    .selectFrom('events')
    .select(['submission', 'event'])
    .where('submission', 'in', submissions)
    .where('chain', '=', chain)
    .orderBy('submission')
    .orderBy('seq')
    .execute()
}
