import { Migrator, type Kysely } from 'kysely'
import { migrations } from './migrations/index.ts'
import type { Schema } from './schema.ts'

/** Brings the database to the newest schema; gives the names of the migrations that ran. Throws when one fails. */
export async function migrate(db: Kysely<Schema>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error('a migration failed')
  return results.map(result => result.migrationName)
}
