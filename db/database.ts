import SQLite from 'better-sqlite3'
import { Kysely, SqliteDialect, type SqliteDatabase, type Transaction } from 'kysely'
import { prepareHot, type Hot } from './hot.ts'
import type { Schema } from './schema.ts'

/** Reads, or one statement that stands alone. */
export type Db = Kysely<Schema>
/** Several statements that count together or not at all. */
export type Transactor = Transaction<Schema>

export interface Database {
  db: Db
  /** For the hot paths, inside a transaction; the schema is there. */
  hot(): Hot
  /**
   * Moves the write-ahead log into the database and cuts it to nothing, so that what was deleted is in neither. False while
   * another process reads the file. Waits for the transaction that runs.
   */
  checkpoint(): Promise<boolean>
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
    // Pages of indexes are written to the database once for many commits.
    'wal_autocheckpoint = 4000',
  ])
    sqlite.pragma(pragma)
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: withPreparedOnce(sqlite) }) })
  const checkpoint = () => (sqlite.pragma('wal_checkpoint(truncate)') as { busy: number }[])[0]?.busy === 0
  let hot: Hot | undefined
  return {
    db,
    hot: () => (hot ??= prepareHot(sqlite)),
    checkpoint: () => db.connection().execute(() => Promise.resolve(checkpoint())),
    async close() {
      if (sqlite.open) checkpoint()
      await db.destroy()
    },
  }
}

const KEPT = 256

/** Prepares a statement once for as long as it is in use: preparing costs more than most of them. */
function withPreparedOnce(sqlite: SQLite.Database): SqliteDatabase {
  const kept = new Map<string, SQLite.Statement>()
  const nothing = { changes: 0, lastInsertRowid: 0 }
  const rollback = sqlite.prepare('rollback')
  return {
    close: () => sqlite.close(),
    prepare(sql) {
      // A full disk has SQLite roll back by itself; a second rollback would hide why.
      if (sql === 'rollback') return { ...unread, run: () => (sqlite.inTransaction ? rollback.run() : nothing) }
      const known = kept.get(sql)
      const statement = known ?? sqlite.prepare(sql)
      kept.delete(sql)
      kept.set(sql, statement)
      if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
      return statement
    },
  }
}

/** A statement without rows. */
const unread = { reader: false, all: () => [], iterate: () => [][Symbol.iterator]() }

/** Whether an error of the database means that the disk, or its share of it, is full. */
export function isFull(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && (error.code === 'SQLITE_FULL' || error.code === 'SQLITE_IOERR_WRITE')
}

/** Whether an error of the database means that somebody else uses it just now. */
export function isBusy(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code)
}

/** Whether an error of the database means that somebody else took the same place first. */
export function isTaken(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(error.code)
}
