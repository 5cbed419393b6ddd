import type { Db, Transactor } from './database.ts'

export type Compartment = 'account' | 'contact'

export interface EpochRow {
  id: number
  compartment: Compartment
  epoch: number
  kem: Uint8Array
  keyId: Uint8Array
  open: boolean
}

/** Every epoch that ever was, newest first in each compartment. */
export async function listEpochs(db: Db): Promise<EpochRow[]> {
  const rows = await db.selectFrom('epochs').selectAll().orderBy('compartment').orderBy('epoch', 'desc').execute()
  return rows.map(({ key_id, open, ...row }) => ({ ...row, keyId: key_id, open: open === 1 }))
}

export async function insertEpoch(
  trx: Transactor,
  epoch: { compartment: Compartment; epoch: number; kem: Uint8Array; keyId: Uint8Array },
): Promise<number> {
  const { id } = await trx
    .insertInto('epochs')
    .values({ compartment: epoch.compartment, epoch: epoch.epoch, kem: epoch.kem, key_id: epoch.keyId, open: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function closeEpoch(trx: Transactor, id: number): Promise<void> {
  await trx.updateTable('epochs').set({ open: 0 }).where('id', '=', id).execute()
}
