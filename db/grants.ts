import type { Db, Transactor } from './database.ts'
import type { Compartment } from './epochs.ts'

export const RECOVERY = 'recovery'

export interface StoredGrant {
  to: string
  compartment: Compartment
  epoch: number
  sealed: Uint8Array
}

/** Grants to one receiver, closed epochs included (those exist for recovery alone). */
export async function listGrants(db: Db, receiver: string): Promise<StoredGrant[]> {
  return db
    .selectFrom('grants')
    .innerJoin('epochs', 'epochs.id', 'grants.epoch')
    .select(['grants.receiver as to', 'epochs.compartment', 'epochs.epoch', 'grants.sealed'])
    .where('receiver', '=', receiver)
    .orderBy('epochs.compartment')
    .orderBy('epochs.epoch', 'desc')
    .execute()
}

/** Who holds a grant of an epoch: member ids and `recovery`. */
export async function listReceivers(db: Db, epochId: number): Promise<string[]> {
  const rows = await db.selectFrom('grants').select('receiver').where('epoch', '=', epochId).execute()
  return rows.map(row => row.receiver)
}

/** Gives a receiver an epoch; a grant that was there is replaced. */
export async function putGrant(trx: Transactor, epochId: number, receiver: string, sealed: Uint8Array): Promise<void> {
  await trx
    .insertInto('grants')
    .values({ epoch: epochId, receiver, sealed })
    .onConflict(conflict => conflict.columns(['epoch', 'receiver']).doUpdateSet({ sealed }))
    .execute()
}

export async function deleteGrant(trx: Transactor, epochId: number, receiver: string): Promise<void> {
  await trx.deleteFrom('grants').where('epoch', '=', epochId).where('receiver', '=', receiver).execute()
}

/** Deletes the grants of an epoch to members, and with `recovery` that one too. */
export async function deleteGrantsOf(trx: Transactor, epochId: number, recovery: boolean): Promise<void> {
  const members = trx.deleteFrom('grants').where('epoch', '=', epochId)
  await (recovery ? members : members.where('receiver', '<>', RECOVERY)).execute()
}
