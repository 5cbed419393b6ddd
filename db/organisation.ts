import type { Db, Transactor } from './database.ts'

/** Undefined until set-up. */
export async function findOrganisation(db: Db): Promise<{ languages: string[]; recoveryKem: Uint8Array } | undefined> {
  const row = await db.selectFrom('organisation').selectAll().executeTakeFirst()
  return row && { languages: JSON.parse(row.languages) as string[], recoveryKem: row.recovery_kem }
}

export async function insertOrganisation(trx: Transactor, languages: string[], recoveryKem: Uint8Array): Promise<void> {
  await trx
    .insertInto('organisation')
    .values({ id: 1, languages: JSON.stringify(languages), recovery_kem: recoveryKem })
    .execute()
}

export async function replaceRecoveryKem(trx: Transactor, recoveryKem: Uint8Array): Promise<void> {
  await trx.updateTable('organisation').set({ recovery_kem: recoveryKem }).execute()
}
