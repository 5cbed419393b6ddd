import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { encodeJson } from '#app/crypto/json.ts'
import type { Bytes, Compartment, KemPublicKey, OwnBytes, SignPublicKey } from '#app/crypto/types.ts'
import { addDays } from '#app/trust/date.ts'
import type { KeyLog } from '#app/trust/key-log.ts'
import type { RecoveryFields } from '#app/trust/statement.ts'

/** Days that an epoch lasts unless the admins choose otherwise (FORMAT.md §8). */
const EPOCH_DAYS = 180

/** A set of admins and how many of them sign (FORMAT.md §8). */
export type AdminSet = { readonly admins: readonly SignPublicKey[]; readonly quorum: number }

/** The text of the statement that founds an organisation (FORMAT.md §8). Signed by every admin with `signStatement`. */
export function genesisText(
  genesis: AdminSet & { readonly at: string; readonly organisation: string; readonly recovery: RecoveryFields },
  nonce: Bytes = randomBytes(16),
): OwnBytes {
  const { at, organisation, admins, quorum, recovery } = genesis
  return encodeJson({
    v: 1,
    seq: 0,
    at,
    type: 'genesis',
    organisation,
    admins: admins.map(toB64u),
    quorum,
    recovery,
    nonce: toB64u(nonce),
  })
}

/** The text that announces the next epoch of a compartment (FORMAT.md §8). `notAfter` is 180 days later by default. */
export function epochText(
  log: KeyLog,
  epoch: {
    readonly at: string
    readonly compartment: Compartment
    readonly kem: KemPublicKey
    readonly notAfter?: string
  },
): OwnBytes {
  const place = nextPlace(log, epoch.at)
  return encodeJson({
    ...place,
    type: 'epoch',
    compartment: epoch.compartment,
    epoch: log.epochs[epoch.compartment].length + 1,
    keyHash: toB64u(hash32(epoch.kem)),
    notAfter: epoch.notAfter ?? addDays(place.at, EPOCH_DAYS),
  })
}

/** The text that replaces the set of admins (FORMAT.md §8). Every admin that it adds signs too. */
export function adminsText(log: KeyLog, { at, admins, quorum }: AdminSet & { readonly at: string }): OwnBytes {
  return encodeJson({ ...nextPlace(log, at), type: 'admins', admins: admins.map(toB64u), quorum })
}

/** The text that replaces the recovery key (FORMAT.md §8, §9). */
export function recoveryText(
  log: KeyLog,
  { at, recovery }: { readonly at: string; readonly recovery: RecoveryFields },
): OwnBytes {
  return encodeJson({ ...nextPlace(log, at), type: 'recovery', recovery })
}

/** The text that puts a roster and the reply keys of its speakers in force (FORMAT.md §8, §9). `roster` is the roster text. */
export function rosterStatementText(
  log: KeyLog,
  {
    at,
    roster,
    speakers,
  }: { readonly at: string; readonly roster: Bytes; readonly speakers: readonly SignPublicKey[] },
): OwnBytes {
  return encodeJson({
    ...nextPlace(log, at),
    type: 'roster',
    hash: toB64u(hash32(roster)),
    speakers: speakers.map(toB64u),
  })
}

/** A clock that is behind must not date a statement before the one that it follows. */
function nextPlace({ head }: KeyLog, at: string) {
  return { v: 1, seq: head.seq + 1, prev: head.hash, at: at < head.at ? head.at : at }
}
