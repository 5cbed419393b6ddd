import type { Db } from './database.ts'

/** Keeps a form's exact text under its hash (b64u); a known one stays as it is. */
export async function keepForm(db: Db, hash: string, text: Uint8Array): Promise<void> {
  await db
    .insertInto('forms')
    .values({ hash, text })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

export async function findForm(db: Db, hash: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('forms').select('text').where('hash', '=', hash).executeTakeFirst()
  return row?.text
}
