import type { Database, Db } from '#db/database.ts'
import type { Blobs } from './blobs.ts'
import type { Settings } from './env.ts'
import type { OfferedForms } from './form.ts'
import type { Guesses } from './guesses.ts'
import type { KeyLogKeeper } from './key-log.ts'
import type { Log } from './log.ts'
import type { Opaque } from './opaque.ts'
import type { Room } from './room.ts'
import type { SetUpCode } from './set-up-code.ts'
import type { Attempts } from './sign-in.ts'
import type { Words } from './words.ts'

/** Everything that the services of one running server share. Time and randomness come from here. */
export interface Instance {
  settings: Settings
  database: Database
  db: Db
  /** Sealed files. */
  blobs: Blobs
  /** What of the disk sealed files may take. */
  room: Room
  log: Log
  /** Writes the sums of days that are over, or all. */
  flushLog: (all: boolean) => void
  clock: () => Date
  random: (length: number) => Uint8Array
  opaque: Opaque
  guesses: Guesses
  attempts: Attempts
  keyLog: KeyLogKeeper
  forms: OfferedForms
  /** What the witness's page says, in every language. */
  words: Words
  /** Null once the organisation is set up. */
  setUpCode: SetUpCode | null
  /** Free bytes of the disk that holds the database. */
  freeBytes: () => number
}

/** The UTC day, as everything that arrives is dated (FORMAT.md §13). */
export function today({ clock }: Pick<Instance, 'clock'>): string {
  return clock().toISOString().slice(0, 10)
}
