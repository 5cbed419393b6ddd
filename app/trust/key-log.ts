import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { KEM_PUBLIC_KEY } from '#app/crypto/keys.ts'
import type { Bytes, Compartment, Hash32, KemPublicKey } from '#app/crypto/types.ts'
import { addDays, isDate } from '#app/trust/date.ts'
import { advance, type Epoch, type InForce, type LogState, newLogState } from '#app/trust/log-rules.ts'

export type { Epoch } from '#app/trust/log-rules.ts'

/** A key log whose every statement was verified, and what is in force at its end (FORMAT.md §8). */
export type KeyLog = InForce & {
  readonly genesisHash: Hash32
  readonly organisation: string
  readonly head: { readonly seq: number; readonly hash: string; readonly at: string }
}

/** Days after `notAfter` in which an epoch is still sealed to (FORMAT.md §8). */
const GRACE = 7

/**
 * Verifies a whole key log from genesis, in time linear in its length (FORMAT.md §8). Throws
 * `malformed` when a statement breaks a rule of its own, `tampered` when a signature is missing or the
 * chain is broken: the log is refused as a whole.
 */
export function verifyKeyLog(entries: readonly unknown[]): KeyLog {
  if (entries.length === 0) throw new Failure('malformed', 'a log without a genesis')
  const state = newLogState()
  for (const entry of entries) advance(state, entry)
  return freeze(state)
}

/** The log with one more statement, which alone is verified (FORMAT.md §8). Throws as `verifyKeyLog`. */
export function extendKeyLog(log: KeyLog, entry: unknown): KeyLog {
  const state = newLogState(log)
  advance(state, entry)
  return freeze(state)
}

/** The highest epoch of a compartment, whatever the date: to open, to grant, to rotate. Throws `malformed` when there is none (FORMAT.md §8). */
export function currentEpoch(log: KeyLog, compartment: Compartment): Epoch {
  const epoch = log.epochs[compartment].at(-1)
  if (epoch === undefined) throw new Failure('malformed', 'a log without an epoch of the compartment')
  return epoch
}

/**
 * The epoch to seal to on a date `YYYY-MM-DD` (FORMAT.md §8). Throws `expired` later than 7 days after
 * its `notAfter`, `malformed` when there is none.
 */
export function epochToSealTo(log: KeyLog, compartment: Compartment, today: string): Epoch {
  if (!isDate(today)) throw new RangeError('today is a date')
  const epoch = currentEpoch(log, compartment)
  if (today > addDays(epoch.notAfter, GRACE)) throw new Failure('expired', 'the epoch is over')
  return epoch
}

/** The same bytes as the KEM key of an epoch, for its hash stands in the log (FORMAT.md §8). Throws `wrong-key`. */
export function verifyEpochKey(epoch: Pick<Epoch, 'keyHash'>, kem: Bytes): KemPublicKey {
  return verifyKemHash(epoch.keyHash, kem)
}

/** The same bytes as a KEM key, for their H(32, ·) is `kemHash` of a log or roster (FORMAT.md §8, §9). Throws `wrong-key`. */
export function verifyKemHash(kemHash: string, kem: Bytes): KemPublicKey {
  if (toB64u(hash32(kem)) !== kemHash) throw new Failure('wrong-key', 'the hash of the key stands elsewhere')
  if (kem.length !== KEM_PUBLIC_KEY) throw new Failure('malformed', 'not a KEM key')
  return kem as KemPublicKey
}

function freeze(state: LogState): KeyLog {
  const { statements, genesis, force } = state
  const last = statements.at(-1)
  if (last === undefined || genesis === undefined || force.recovery === undefined)
    throw new Error('a verified log has a genesis')
  return {
    entries: state.entries,
    statements,
    genesisHash: fromB64u(genesis.hash) as Hash32,
    organisation: genesis.organisation,
    head: { seq: last.seq, hash: last.hash, at: last.at },
    admins: force.admins,
    quorum: force.quorum,
    recovery: force.recovery,
    rosterHash: force.rosterHash,
    speakers: force.speakers,
    epochs: force.epochs,
  }
}
