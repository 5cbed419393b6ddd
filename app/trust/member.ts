import { decrypt, encrypt, NONCE, TAG } from '#app/crypto/aead.ts'
import { asciiBytes, concat, randomBytes } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { derive } from '#app/crypto/hash.ts'
import { kemKeyPairFromSeed, signKeyPairFromSeed } from '#app/crypto/keys.ts'
import type {
  Bytes,
  ExportKey,
  Hash32,
  KemKeyPair,
  Lock,
  MemberSecret,
  OwnBytes,
  SignKeyPair,
  SignPublicKey,
} from '#app/crypto/types.ts'

/** The key pairs of a member: to be granted to, to sign with, to speak to witnesses with (FORMAT.md §9). */
export type MemberKeys = { readonly kem: KemKeyPair; readonly sign: SignKeyPair; readonly reply: SignKeyPair }

const LOCK = NONCE + 32 + TAG

/** A fresh member secret (FORMAT.md §9). */
export function newMemberSecret(): MemberSecret {
  return randomBytes(32) as MemberSecret
}

/** Derives the key pairs of a member (FORMAT.md §9). */
export function memberKeys(secret: MemberSecret): MemberKeys {
  return {
    kem: kemKeyPairFromSeed(derive(secret, 'svidok/v1/member/kem')),
    sign: signKeyPairFromSeed(derive(secret, 'svidok/v1/member/sign')),
    reply: signKeyPairFromSeed(derive(secret, 'svidok/v1/member/reply')),
  }
}

/**
 * Locks a member's secret with the export key of OPAQUE, bound to the organisation and to the member's
 * own sign key (FORMAT.md §9). `nonce` is 24 random bytes. Undone by `unlockMember`.
 */
export function lockMember(
  secret: MemberSecret,
  exportKey: ExportKey,
  genesisHash: Hash32,
  nonce: Bytes = randomBytes(NONCE),
): Lock {
  const sign = memberKeys(secret).sign.publicKey
  return concat(nonce, encrypt(lockKey(exportKey), nonce, secret, lockData(genesisHash, sign))) as Lock
}

/**
 * The secret in a lock (FORMAT.md §9). Throws `malformed` on another length, `tampered` with another
 * passphrase, member or organisation. Undoes `lockMember`.
 */
export function unlockMember(
  lock: Bytes,
  exportKey: ExportKey,
  genesisHash: Hash32,
  sign: SignPublicKey,
): MemberSecret {
  if (lock.length !== LOCK) throw new Failure('malformed', 'not a lock')
  const data = lockData(genesisHash, sign)
  return decrypt(lockKey(exportKey), lock.subarray(0, NONCE), lock.subarray(NONCE), data) as MemberSecret
}

function lockKey(exportKey: ExportKey): OwnBytes {
  if (exportKey.length !== 64) throw new RangeError('an export key has 64 bytes')
  return derive(exportKey, 'svidok/v1/member/lock')
}

function lockData(genesisHash: Hash32, sign: SignPublicKey): OwnBytes {
  return concat(asciiBytes('svidok/v1/member'), genesisHash, sign)
}
