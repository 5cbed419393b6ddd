import type { Db, Transactor } from './database.ts'

export interface DayRow {
  date: string
  text: string
  sha256: string
  /** The newest rows that this text or one before covers. */
  last_submission: number
  last_event: number
}

export async function lastDay(db: Db): Promise<DayRow | undefined> {
  return db.selectFrom('days').selectAll().orderBy('date', 'desc').limit(1).executeTakeFirst()
}

export async function insertDay(trx: Transactor, row: DayRow): Promise<void> {
  await trx.insertInto('days').values(row).execute()
}

/** The day on which the first submission arrived. */
export async function firstDay(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom('submissions').select('day').orderBy('id').limit(1).executeTakeFirst()
  return row?.day
}

/** Submissions after a row that arrived on this day, or before by a clock that went back. */
export async function listArrived(db: Db, after: number, day: string): Promise<{ id: number; digest: Uint8Array }[]> {
  return db
    .selectFrom('submissions')
    .select(['id', 'digest'])
    .where('id', '>', after)
    .where('day', '<=', day)
    .orderBy('id')
    .execute()
}

/** Events after a row, up to a day, the last of every chain that grew. */
export async function listLastEvents(db: Db, after: number, day: string): Promise<{ id: number; event: Uint8Array }[]> {
  return db
    .selectFrom('events')
    .select(({ fn }) => ['event', fn.max('id').as('id')])
    .where('id', '>', after)
    .where('day', '<=', day)
    .groupBy(['submission', 'chain'])
    .orderBy('id')
    .execute()
}
