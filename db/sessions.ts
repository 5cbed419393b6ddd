import type { Db } from './database.ts'

export interface SessionRow {
  member: string
  /** Whole minutes since 1970. */
  started: number
  seen: number
}

export async function insertSession(db: Db, hash: Uint8Array, session: SessionRow): Promise<void> {
  await db
    .insertInto('sessions')
    .values({ hash, ...session })
    .execute()
}

export async function findSession(db: Db, hash: Uint8Array): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').select(['member', 'started', 'seen']).where('hash', '=', hash).executeTakeFirst()
}

export async function markSeen(db: Db, hash: Uint8Array, seen: number): Promise<void> {
  await db.updateTable('sessions').set({ seen }).where('hash', '=', hash).execute()
}

export async function deleteSession(db: Db, hash: Uint8Array): Promise<void> {
  await db.deleteFrom('sessions').where('hash', '=', hash).execute()
}

export async function deleteSessionsOf(db: Db, member: string): Promise<void> {
  await db.deleteFrom('sessions').where('member', '=', member).execute()
}

/** Deletes sessions last seen before `seen`, or started before `started` (minutes). */
export async function deleteSessionsBefore(db: Db, limit: { seen: number; started: number }): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where(where => where.or([where('seen', '<', limit.seen), where('started', '<', limit.started)]))
    .execute()
}
