import type { Db, Transactor } from './database.ts'

export interface MemberRow {
  id: string
  /** Null once removed, like record and lock. */
  handle: string | null
  record: string | null
  lock: Uint8Array | null
  sign: Uint8Array
  reply: Uint8Array
  kem: Uint8Array
}

export async function findMember(db: Db, id: string): Promise<MemberRow | undefined> {
  return db.selectFrom('members').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function findMemberByHandle(db: Db, handle: string): Promise<MemberRow | undefined> {
  return db.selectFrom('members').selectAll().where('handle', '=', handle).executeTakeFirst()
}

export async function insertMember(
  trx: Transactor,
  member: {
    id: string
    handle: string
    record: string
    lock: Uint8Array
    sign: Uint8Array
    reply: Uint8Array
    kem: Uint8Array
  },
): Promise<void> {
  await trx.insertInto('members').values(member).execute()
}

/** Ends a registration: the keys stay for what they signed, the rest goes. */
export async function endMember(trx: Transactor, id: string): Promise<void> {
  await trx.updateTable('members').set({ handle: null, record: null, lock: null }).where('id', '=', id).execute()
}

/** Forgets someone who was never admitted. */
export async function deleteMember(trx: Transactor, id: string): Promise<void> {
  await trx.deleteFrom('members').where('id', '=', id).execute()
}
