import { equal, fromB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import type { EpochKeys } from '#app/crypto/seal.ts'
import type { Compartment, Hash32, KemPublicKey } from '#app/crypto/types.ts'
import { epochToSealTo, verifyEpochKey, verifyKeyLog, type KeyLog } from '#app/trust/key-log.ts'
import { checkPin, type Pin } from '#app/trust/pin.ts'
import type { KeyLogAnswer } from '#app/wire/public.ts'

/** Whom a testimony is sealed to: verified, and only then. */
export interface Organisation {
  genesisHash: Hash32
  epochs: EpochKeys
  /** The newest statement of the log that was verified. */
  head: Pick<KeyLog['head'], 'seq' | 'hash'>
}

/**
 * Verifies what a server says about the organisation (FORMAT.md §8): the log from genesis, the pin of the link, both
 * epochs on this day (`YYYY-MM-DD`), and their keys by their hashes. `seen`: the organisation as this page verified it before, whose
 * log this one must go on from. Throws a `Failure`; then nothing may be sent.
 */
export function verifyOrganisation(
  answer: KeyLogAnswer,
  pin: Pin | null,
  today: string,
  seen: Organisation | null = null,
): Organisation {
  const log = verifyKeyLog(answer.entries)
  if (pin) checkPin(log, pin)
  if (seen) checkGoesOn(log, seen)
  return {
    genesisHash: log.genesisHash,
    epochs: {
      account: findEpochKey(answer, log, 'account', today),
      contact: findEpochKey(answer, log, 'contact', today),
    },
    head: { seq: log.head.seq, hash: log.head.hash },
  }
}

function checkGoesOn(log: KeyLog, { genesisHash, head }: Organisation): void {
  if (!equal(log.genesisHash, genesisHash)) throw new Failure('wrong-key', 'the log of another organisation')
  if (log.statements[head.seq]?.hash !== head.hash)
    throw new Failure('truncated', 'the log lacks what this page has seen')
}

function findEpochKey({ keys }: KeyLogAnswer, log: KeyLog, compartment: Compartment, today: string): KemPublicKey {
  const current = epochToSealTo(log, compartment, today)
  const served = keys.find(key => key.compartment === compartment && key.epoch === current.epoch)
  if (!served) throw new Failure('wrong-key', 'the key of the epoch was not served')
  return verifyEpochKey(current, fromB64u(served.kem))
}
