import { mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { randomBytes } from '#app/crypto/bytes.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { openDatabase } from '#db/database.ts'
import { lastStatement } from '#db/key-log.ts'
import { migrate } from '#db/migrate.ts'
import { openBlobs } from './blobs.ts'
import { WrongSetting, type Settings } from './env.ts'
import { readOfferedForms, rememberForms } from './form.ts'
import { createGuesses } from './guesses.ts'
import type { Instance } from './instance.ts'
import { createKeyLogKeeper } from './key-log.ts'
import { createLogger } from './log.ts'
import { openOpaque } from './opaque.ts'
import { drawSetUpCode } from './set-up-code.ts'
import { openRoom } from './sweep.ts'
import { readWords } from './words.ts'

/** What a test may want otherwise. */
export interface Surroundings {
  clock?: () => Date
  random?: (length: number) => Uint8Array
  write?: (line: string) => unknown
  wait?: (milliseconds: number) => Promise<void>
  freeBytes?: () => number
}

/**
 * Opens the data folder, brings the database up to date, cuts its write-ahead log, brings sealed files and their
 * rows together and verifies the key log that it holds.
 * `code` is the one-time set-up code, null once the organisation is set up. Throws `WrongSetting`.
 */
export async function createInstance(
  settings: Settings,
  surroundings: Surroundings = {},
): Promise<{ instance: Instance; code: string | null }> {
  const {
    clock = () => new Date(),
    random = randomBytes,
    write = line => process.stdout.write(`${line}\n`),
  } = surroundings
  const { wait = sleep, freeBytes = () => countFree(settings.data) } = surroundings
  await sodiumReady()
  const forms = readOfferedForms(settings.form)
  const words = readWords(settings.languages)
  prepareFolder(settings.data)
  const { log, flush } = createLogger(write, clock)
  const database = openDatabase(join(settings.data, 'svidok.db'))
  const { db } = database
  const ran = await migrate(db)
  if (ran.length > 0) log({ event: 'migrated', count: ran.length })
  // A kill between the end of an epoch and its checkpoint leaves destroyed wraps in the write-ahead log.
  if (!(await database.checkpoint())) log({ event: 'checkpoint postponed' })
  await rememberForms(db, forms)
  const keyLog = createKeyLogKeeper()
  const isSetUp = (await lastStatement(db)) !== undefined
  if (isSetUp) await keyLog.readWithRoster(db)
  const drawn = isSetUp ? null : drawSetUpCode(random)
  const blobs = await openBlobs(settings.data, clock)
  const { evidenceBytes: quota, keepFreeBytes: keepFree } = settings
  const instance: Instance = {
    settings,
    database,
    db,
    blobs,
    room: await openRoom({ db, blobs }, { quota, keepFree, freeBytes, clock }),
    log,
    flushLog: flush,
    clock,
    random,
    opaque: await openOpaque(settings.data),
    guesses: createGuesses(clock, wait),
    attempts: new Map(),
    keyLog,
    forms,
    words,
    setUpCode: drawn?.code ?? null,
    freeBytes,
  }
  return { instance, code: drawn?.text ?? null }
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch {
    throw new WrongSetting(`The setting SVIDOK_DATA names a folder that cannot be made: ${folder}.`)
  }
}

function countFree(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
