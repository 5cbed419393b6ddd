import type { Migration } from 'kysely'
import { first } from './0001-first.ts'
import { evidence } from './0002-evidence.ts'

/** Every migration, in order of its name. Forward only: a backup is the way back. */
export const migrations: Record<string, Migration> = {
  '0001-first': first,
  '0002-evidence': evidence,
}
