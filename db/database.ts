import SQLite from 'better-sqlite3'
import { Kysely, SqliteDialect, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** Reads, or one statement that stands alone. */
export type Db = Kysely<Schema>
/** Several statements that count together or not at all. */
export type Transactor = Transaction<Schema>

export interface Database {
  db: Db
  /**
   * Moves the write-ahead log into the database and cuts it to nothing, so that what was deleted is in neither. False while
   * another process reads the file.
   */
  checkpoint(): boolean
  /** Ends the database after a last checkpoint. */
  close(): Promise<void>
}

/** Opens a file, or `:memory:`. A commit is on disk when it returns; what is deleted is overwritten. */
export function openDatabase(file: string): Database {
  const sqlite = new SQLite(file)
  for (const pragma of [
    'busy_timeout = 5000',
    'journal_mode = wal',
    'synchronous = full',
    'foreign_keys = on',
    'secure_delete = on',
    'trusted_schema = off',
    'temp_store = memory',
    'cache_size = -32768',
  ])
    sqlite.pragma(pragma)
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }) })
  const checkpoint = () => (sqlite.pragma('wal_checkpoint(truncate)') as { busy: number }[])[0]?.busy === 0
  return {
    db,
    checkpoint,
    async close() {
      if (sqlite.open) checkpoint()
      await db.destroy()
    },
  }
}

/** Whether an error of the database means that the disk, or its share of it, is full. */
export function isFull(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && (error.code === 'SQLITE_FULL' || error.code === 'SQLITE_IOERR_WRITE')
}

/** Whether an error of the database means that somebody else took the same place first. */
export function isTaken(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(error.code)
}
