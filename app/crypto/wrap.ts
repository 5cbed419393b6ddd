import { decrypt, encrypt } from '#app/crypto/aead.ts'
import { asciiBytes, concat, equal, randomBytes } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { derive } from '#app/crypto/hash.ts'
import { keyId } from '#app/crypto/key-id.ts'
import { openKey, sealKey } from '#app/crypto/key-wrap.ts'
import { kemKeyPairFromSeed } from '#app/crypto/keys.ts'
import type {
  AdoptedWrap,
  Bytes,
  ContentKey,
  Digest,
  EpochSecret,
  KemKeyPair,
  KemPublicKey,
  KeyId,
  OwnBytes,
  SealedWrap,
} from '#app/crypto/types.ts'
import { wrapForm } from '#app/crypto/wrap-form.ts'

const ADOPT = asciiBytes('svidok/v1/adopt')

/** An epoch of which one holds the secret. Plain data: it can be posted to a worker. Secret. */
export type OpenEpoch = {
  readonly secret: EpochSecret
  readonly kem: KemKeyPair
  readonly keyId: KeyId
  /** The key of adopted wraps, derived once (FORMAT.md §3). */
  readonly adoptKey: Bytes
}

/** A fresh epoch secret (FORMAT.md §8). */
export function newEpochSecret(): EpochSecret {
  return randomBytes(32) as EpochSecret
}

/** Derives all that an epoch secret gives (FORMAT.md §3, §8). Once for each epoch: it costs a KEM key pair. */
export function openEpoch(secret: EpochSecret): OpenEpoch {
  const kem = kemKeyPairFromSeed(derive(secret, 'svidok/v1/epoch/kem'))
  return { secret, kem, keyId: keyId(kem.publicKey), adoptKey: derive(secret, 'svidok/v1/adopt') }
}

/**
 * Wraps a content key for whoever holds the secret of `to`, bound to its subject (FORMAT.md §3).
 * `coins` are 64 random bytes. Throws `malformed` when the KEM refuses the key. Undone by
 * `openSealedWrap` and `openWrap`.
 */
export function sealWrap(contentKey: ContentKey, to: KemPublicKey, subject: Digest, coins?: Bytes): SealedWrap {
  return sealKey('svidok/v1/wrap', contentKey, to, subject, coins) as SealedWrap
}

/**
 * The content key of a sealed wrap (FORMAT.md §3). Throws `unsupported`, `malformed`, `wrong-key`
 * (another recipient) or `tampered` (another subject or byte). Undoes `sealWrap`.
 */
export function openSealedWrap(wrap: Bytes, key: KemKeyPair, subject: Digest): ContentKey {
  return openKey('svidok/v1/wrap', wrap, key, subject) as ContentKey
}

/**
 * Wraps a content key for the holders of an epoch, after it has matched the commitment of its box
 * (FORMAT.md §3). `nonce` is 24 random bytes. Undone by `openWrap`.
 */
export function adoptWrap(
  contentKey: ContentKey,
  epoch: OpenEpoch,
  subject: Digest,
  nonce: Bytes = randomBytes(24),
): AdoptedWrap {
  if (contentKey.length !== 32 || nonce.length !== 24) throw new RangeError('a content key has 32 bytes, a nonce 24')
  const sealed = encrypt(epoch.adoptKey, nonce, contentKey, adoptedData(epoch, subject))
  return concat(Uint8Array.of(2), epoch.keyId, nonce, sealed) as AdoptedWrap
}

/**
 * The content key of a wrap of either kind (FORMAT.md §3). Throws `unsupported`, `malformed`,
 * `wrong-key` (another epoch) or `tampered` (another subject or byte). Whether it opens the box, the
 * commitment of the box tells.
 */
export function openWrap(wrap: Bytes, epoch: OpenEpoch, subject: Digest): ContentKey {
  const form = wrapForm(wrap)
  if (!equal(form.keyId, epoch.keyId)) throw new Failure('wrong-key', 'the wrap is for another epoch')
  if (form.kind === 'sealed') return openKey('svidok/v1/wrap', wrap, epoch.kem, subject, epoch.keyId) as ContentKey
  return decrypt(epoch.adoptKey, wrap.subarray(17, 41), wrap.subarray(41), adoptedData(epoch, subject)) as ContentKey
}

function adoptedData(epoch: OpenEpoch, subject: Digest): OwnBytes {
  return concat(ADOPT, epoch.keyId, subject)
}
