import type { Db, Transactor } from './database.ts'

/** The team box of names; `epoch` is the row of the epoch that its wrap names. */
export interface SealedNames {
  box: Uint8Array
  wrap: Uint8Array
  epoch: number
}

export async function findNames(db: Db): Promise<SealedNames | undefined> {
  return db.selectFrom('names').select(['box', 'wrap', 'epoch']).executeTakeFirst()
}

export async function replaceNames(trx: Transactor, names: SealedNames): Promise<void> {
  await trx.deleteFrom('names').execute()
  await trx
    .insertInto('names')
    .values({ id: 1, ...names })
    .execute()
}
