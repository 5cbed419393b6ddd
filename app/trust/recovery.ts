import { combine, split } from 'shamir-secret-sharing'
import { asciiBytes, concat, randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { derive, hash32 } from '#app/crypto/hash.ts'
import { kemKeyPairFromSeed, signKeyPairFromSeed } from '#app/crypto/keys.ts'
import type { Bytes, KemKeyPair, OwnBytes, RecoverySecret, SignKeyPair } from '#app/crypto/types.ts'
import type { RecoveryFields } from '#app/trust/statement.ts'

/** The key pairs of recovery: to be granted to, and to sign `admins` and `recovery` statements (FORMAT.md §9). */
export type RecoveryKeys = { readonly kem: KemKeyPair; readonly sign: SignKeyPair }

/** How many shares there are and how many of them suffice; both 2 to 255. */
export type Splitting = { readonly threshold: number; readonly shares: number }

/** Bytes of a share: y for each byte of the secret, then x (FORMAT.md §9). */
export const SHARE = 33

/** A fresh recovery secret, to be split and forgotten (FORMAT.md §9). */
export function newRecovery(): RecoverySecret {
  return randomBytes(32) as RecoverySecret
}

/** Derives the key pairs of recovery (FORMAT.md §9). */
export function recoveryKeys(secret: RecoverySecret): RecoveryKeys {
  return {
    kem: kemKeyPairFromSeed(derive(secret, 'svidok/v1/recovery/kem')),
    sign: signKeyPairFromSeed(derive(secret, 'svidok/v1/recovery/sign')),
  }
}

/** What genesis and `recovery` statements say of a recovery key (FORMAT.md §8). */
export function recoveryFields(keys: RecoveryKeys, threshold: number, shares: readonly Bytes[]): RecoveryFields {
  return {
    kemHash: toB64u(hash32(keys.kem.publicKey)),
    sign: toB64u(keys.sign.publicKey),
    threshold,
    shares: shares.map(shareHash),
  }
}

/** Splits a recovery secret by Shamir over GF(2^8) into shares of 33 bytes (FORMAT.md §9). Undone by `combineShares`. */
export async function splitRecovery(secret: RecoverySecret, { threshold, shares }: Splitting): Promise<OwnBytes[]> {
  return (await split(Uint8Array.from(secret), shares, threshold)) as OwnBytes[]
}

/**
 * The secret of at least `threshold` shares (FORMAT.md §9). Fewer or foreign shares give another secret,
 * which the log's `sign` and the hashes of `shareHash` tell. Throws `malformed` when there are fewer than
 * two, one is not of 33 bytes, or one stands twice. Undoes `splitRecovery`.
 */
export async function combineShares(shares: readonly Bytes[]): Promise<RecoverySecret> {
  const places = new Set(shares.map(share => share[SHARE - 1]))
  const wellFormed = shares.every(share => share.length === SHARE) && !places.has(0)
  if (!wellFormed || shares.length < 2 || shares.length > 255 || places.size !== shares.length) {
    throw new Failure('malformed', 'not a set of shares')
  }
  return (await combine(shares.map(share => Uint8Array.from(share)))) as RecoverySecret
}

/** How the key log names a share, so that each can be rehearsed alone: b64u (FORMAT.md §9). */
export function shareHash(share: Bytes): string {
  return toB64u(hash32(concat(asciiBytes('svidok/v1/recovery/share'), share)))
}
