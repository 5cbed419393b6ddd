import type { Db, Transactor } from './database.ts'

export interface DayRow {
  date: string
  text: string
  sha256: string
}

export async function lastDay(db: Db): Promise<DayRow | undefined> {
  return db.selectFrom('days').selectAll().orderBy('date', 'desc').limit(1).executeTakeFirst()
}

export async function insertDay(trx: Transactor, row: DayRow): Promise<void> {
  await trx.insertInto('days').values(row).execute()
}

/** The first day on which anything arrived. */
export async function firstDay(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom('submissions').select('day').orderBy('day').limit(1).executeTakeFirst()
  return row?.day
}

/** Digests of the submissions that arrived on a day. */
export async function listArrived(db: Db, day: string): Promise<Uint8Array[]> {
  const rows = await db.selectFrom('submissions').select('digest').where('day', '=', day).execute()
  return rows.map(row => row.digest)
}

/** The last event of every chain that grew on a day, as the chain stood at its end. */
export async function listLastEvents(db: Db, day: string): Promise<Uint8Array[]> {
  const rows = await db
    .selectFrom('events')
    .select(['event', db.fn.max('seq').as('last')])
    .where('day', '=', day)
    .groupBy(['submission', 'chain'])
    .execute()
  return rows.map(row => row.event)
}
