import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { openKey, sealKey } from '#app/crypto/key-wrap.ts'
import type { Bytes, EpochSecret, Grant, KemKeyPair, KemPublicKey } from '#app/crypto/types.ts'
import { type OpenEpoch, openEpoch } from '#app/crypto/wrap.ts'
import type { Epoch } from '#app/trust/key-log.ts'

const LABEL = 'svidok/v1/grant'

/**
 * Gives an epoch to whoever holds the KEM secret of `to`: a member of its compartment, whose key the
 * giver has found in the newest roster, or recovery (FORMAT.md §9). Pass the OpenEpoch where it is at
 * hand: it saves a KEM key pair. Throws `malformed` when the KEM refuses the key. Undone by `openGrant`.
 */
export function grantEpoch(epoch: EpochSecret | OpenEpoch, to: KemPublicKey, coins?: Bytes): Grant {
  const { secret, kem } = epoch instanceof Uint8Array ? openEpoch(epoch) : epoch
  return sealKey(LABEL, secret, to, hash32(kem.publicKey), coins) as Grant
}

/**
 * The epoch of a grant (FORMAT.md §9). The grant itself names the receiver alone, so each of `epochs`
 * (from the verified key log) is tried by its key hash. Throws `wrong-key` when the grant is for
 * another key or the secret is not of the epoch that it claims, `tampered` when it is of none of them.
 * Undoes `grantEpoch`.
 */
export function openGrant(grant: Bytes, key: KemKeyPair, epochs: readonly Pick<Epoch, 'keyHash'>[]): OpenEpoch {
  let reason = new Failure('wrong-key', 'no epoch of the log')
  for (const { keyHash } of epochs) {
    const secret = attempt(() => openKey(LABEL, grant, key, fromB64u(keyHash)))
    if (secret instanceof Failure) {
      reason = secret
      continue
    }
    const epoch = openEpoch(secret as EpochSecret)
    if (toB64u(hash32(epoch.kem.publicKey)) === keyHash) return epoch
    throw new Failure('wrong-key', 'the secret is not of the epoch that the log names')
  }
  throw reason
}
