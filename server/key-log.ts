import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { extendKeyLog, verifyKeyLog, type KeyLog } from '#app/trust/key-log.ts'
import { parseRoster, type Roster } from '#app/trust/roster.ts'
import { LogEntry, parseStatement } from '#app/trust/statement.ts'
import type { KeyLogAnswer } from '#app/wire/public.ts'
import type { Db, Transactor } from '#db/database.ts'
import { listEpochs } from '#db/epochs.ts'
import { appendStatement, dropDraft, insertRoster, lastStatement, listStatements, newestRoster } from '#db/key-log.ts'
import { Refused } from './refusal.ts'

/** The verified key log of this server. What is stored was verified before, and is verified again once after a start. */
export interface KeyLogKeeper {
  /** Throws `not-set-up` before set-up. Give it the transaction where there is one. */
  read(db: Db): Promise<KeyLog>
  /** The log and the roster in force. */
  readWithRoster(db: Db): Promise<{ log: KeyLog; roster: Roster }>
}

export function createKeyLogKeeper(): KeyLogKeeper {
  let known: KeyLog | null = null
  let roster: { hash: string; roster: Roster } | null = null
  async function read(db: Db): Promise<KeyLog> {
    const last = await lastStatement(db)
    if (!last) throw new Refused('not-set-up')
    if (known?.head.hash !== toB64u(hash32(last))) {
      const stored = await listStatements(db)
      known = verifyKeyLog(stored.map(({ text, signatures }) => ({ statement: toB64u(text), signatures })))
    }
    return known
  }
  return {
    read,
    async readWithRoster(db) {
      const log = await read(db)
      if (roster === null || roster.hash !== log.rosterHash) {
        const text = await newestRoster(db)
        if (!text || !log.rosterHash) throw new Refused('not-set-up')
        roster = { hash: log.rosterHash, roster: parseRoster(text, log) }
      }
      return { log, roster: roster.roster }
    },
  }
}

/**
 * The log with these entries, each verified against what is before it. Throws `conflict` when somebody appended first, and
 * the codes of FORMAT.md §8.
 */
export function extendLog(log: KeyLog, entries: readonly LogEntry[]): KeyLog {
  let extended = log
  for (const entry of entries) {
    const { seq, prev } = parseStatement(LogEntry.parse(entry))
    const moved = seq <= extended.head.seq || (seq === extended.head.seq + 1 && prev !== extended.head.hash)
    if (moved) throw new Refused('conflict')
    extended = extendKeyLog(extended, entry)
  }
  return extended
}

/** Stores the statements from `from` on, and the roster beside the one that names it. */
export async function storeStatements(
  trx: Transactor,
  log: KeyLog,
  from: number,
  roster: Uint8Array | null,
): Promise<void> {
  for (const [i, statement] of log.statements.entries()) {
    if (i < from) continue
    const entry = log.entries[i]!
    await appendStatement(trx, statement.seq, fromB64u(entry.statement), [...entry.signatures])
    if (statement.type === 'roster' && statement.rosterHash === log.rosterHash && roster !== null)
      await insertRoster(trx, statement.seq, roster)
  }
  await dropDraft(trx)
}

/** What a browser without a session gets: the whole log and the newest key of each compartment. */
export async function answerKeyLog(db: Db, keeper: KeyLogKeeper): Promise<KeyLogAnswer> {
  const log = await keeper.read(db)
  const epochs = await listEpochs(db)
  const newest = (['account', 'contact'] as const).flatMap(compartment => {
    const epoch = epochs.find(one => one.compartment === compartment)
    return epoch ? [{ compartment, epoch: epoch.epoch, kem: toB64u(epoch.kem) }] : []
  })
  return { entries: entriesOf(log), keys: newest }
}

/** The entries of a log as they are sent. */
export function entriesOf(log: KeyLog): KeyLogAnswer['entries'] {
  return log.entries.map(({ statement, signatures }) => ({ statement, signatures: [...signatures] }))
}
