import type { Db } from './database.ts'

export interface UploadRow {
  id: Uint8Array
  length: number
  hour: number | null
  submission: number | null
  digest: Uint8Array | null
}

/** Records an upload that begins. Throws where the id is taken. */
export async function insertUpload(db: Db, upload: { id: Uint8Array; length: number; hour: number }): Promise<void> {
  await db.insertInto('uploads').values(upload).execute()
}

export async function findUpload(db: Db, id: Uint8Array): Promise<UploadRow | undefined> {
  return db.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Writes down the hour of the last byte. */
export async function touchUpload(db: Db, id: Uint8Array, hour: number): Promise<void> {
  await db.updateTable('uploads').set({ hour }).where('id', '=', id).where('submission', 'is', null).execute()
}

/** Gives an upload that nobody claimed to a submission. */
export async function claimUpload(
  db: Db,
  { id, submission, digest }: { id: Uint8Array; submission: number; digest: Uint8Array },
): Promise<void> {
  await db
    .updateTable('uploads')
    .set({ submission, digest, hour: null })
    .where('id', '=', id)
    .where('submission', 'is', null)
    .execute()
}

/** Forgets an upload that nobody claimed. */
export async function deleteUnclaimed(db: Db, id: Uint8Array): Promise<void> {
  await db.deleteFrom('uploads').where('id', '=', id).where('submission', 'is', null).execute()
}

/** Uploads that nobody claimed and whose last byte came in this hour at the latest. */
export async function listUnclaimed(db: Db, hour = Number.MAX_SAFE_INTEGER): Promise<UploadRow[]> {
  return db.selectFrom('uploads').selectAll().where('submission', 'is', null).where('hour', '<=', hour).execute()
}

/** A page of those that were claimed, in order of their ids. */
export async function listClaimed(db: Db, after: Uint8Array, limit: number): Promise<UploadRow[]> {
  return db
    .selectFrom('uploads')
    .selectAll()
    .where('submission', 'is not', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Bytes of all uploads together, when they have arrived whole. */
export async function sumUploads(db: Db): Promise<number> {
  const { sum } = await db
    .selectFrom('uploads')
    .select(({ fn }) => fn.sum<number | null>('length').as('sum'))
    .executeTakeFirstOrThrow()
  return sum ?? 0
}
