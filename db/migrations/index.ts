import type { Migration } from 'kysely'
import { first } from './0001-first.ts'

/** Every migration, in order of its name. Forward only: a backup is the way back. */
export const migrations: Record<string, Migration> = {
  '0001-first': first,
}
