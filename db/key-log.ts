import type { Db, Transactor } from './database.ts'

export interface StoredStatement {
  text: Uint8Array
  signatures: { by: string; sig: string }[]
}

/** An entry of the log as it is sent. */
export interface StoredEntry {
  statement: string
  signatures: { by: string; sig: string }[]
}

/** The text of the last statement; undefined before genesis. */
export async function lastStatement(db: Db): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('statements').select('text').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return row?.text
}

export async function listStatements(db: Db): Promise<StoredStatement[]> {
  const rows = await db.selectFrom('statements').selectAll().orderBy('seq').execute()
  return rows.map(row => ({ text: row.text, signatures: JSON.parse(row.signatures) as StoredStatement['signatures'] }))
}

export async function appendStatement(
  trx: Transactor,
  seq: number,
  text: Uint8Array,
  signatures: { by: string; sig: string }[],
): Promise<void> {
  await trx
    .insertInto('statements')
    .values({ seq, text, signatures: JSON.stringify(signatures.map(({ by, sig }) => ({ by, sig }))) })
    .execute()
}

/** Keeps a roster beside the statement that names its hash. */
export async function insertRoster(trx: Transactor, seq: number, text: Uint8Array): Promise<void> {
  await trx.insertInto('rosters').values({ seq, text }).execute()
}

export async function newestRoster(db: Db): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('rosters').select('text').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return row?.text
}

/** A statement that waits for a signature; the next statement that is appended drops it. */
export async function findDraft(db: Db): Promise<StoredEntry | undefined> {
  const row = await db.selectFrom('drafts').select('entry').executeTakeFirst()
  return row && (JSON.parse(row.entry) as StoredEntry)
}

export async function putDraft(trx: Transactor, entry: StoredEntry): Promise<void> {
  await dropDraft(trx)
  await trx
    .insertInto('drafts')
    .values({ id: 1, entry: JSON.stringify(entry) })
    .execute()
}

export async function dropDraft(trx: Transactor): Promise<void> {
  await trx.deleteFrom('drafts').execute()
}
