import { fromB64u } from '#app/crypto/bytes.ts'
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
}

/**
 * Verifies what a server says about the organisation (FORMAT.md §8): the log from genesis, the pin of the link, both
 * epochs on this day (`YYYY-MM-DD`), and their keys by their hashes. Throws a `Failure`; then nothing may be sent.
 */
export function verifyOrganisation(answer: KeyLogAnswer, pin: Pin | null, today: string): Organisation {
  const log = verifyKeyLog(answer.entries)
  if (pin) checkPin(log, pin)
  return {
    genesisHash: log.genesisHash,
    epochs: {
      account: findEpochKey(answer, log, 'account', today),
      contact: findEpochKey(answer, log, 'contact', today),
    },
  }
}

function findEpochKey({ keys }: KeyLogAnswer, log: KeyLog, compartment: Compartment, today: string): KemPublicKey {
  const current = epochToSealTo(log, compartment, today)
  const served = keys.find(key => key.compartment === compartment && key.epoch === current.epoch)
  if (!served) throw new Failure('wrong-key', 'the key of the epoch was not served')
  return verifyEpochKey(current, fromB64u(served.kem))
}
