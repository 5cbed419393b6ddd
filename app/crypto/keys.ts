import { Failure } from '#app/crypto/failure.ts'
import { sodium } from '#app/crypto/sodium.ts'
import type {
  Bytes,
  KemKeyPair,
  KemPublicKey,
  KemSecretKey,
  SignKeyPair,
  SignPublicKey,
  SignSecretKey,
  Signature,
} from '#app/crypto/types.ts'

/** Bytes of a KEM public key (FORMAT.md §1). */
export const KEM_PUBLIC_KEY = 1216
/** Bytes of a signature (FORMAT.md §1). */
export const SIGNATURE = 64

/** The X-Wing key pair of a 32-byte seed; the secret key is the seed (FORMAT.md §1). */
export function kemKeyPairFromSeed(seed: Bytes): KemKeyPair {
  const pair = sodium().crypto_kem_xwing_seed_keypair(seed)
  return { publicKey: pair.publicKey as KemPublicKey, secretKey: pair.privateKey as KemSecretKey }
}

/** The Ed25519 key pair of a 32-byte seed (FORMAT.md §1). */
export function signKeyPairFromSeed(seed: Bytes): SignKeyPair {
  const pair = sodium().crypto_sign_seed_keypair(seed)
  return { publicKey: pair.publicKey as SignPublicKey, secretKey: pair.privateKey as SignSecretKey }
}

/** The same bytes as a sign key. Throws `malformed` unless canonical and of prime order (FORMAT.md §1). */
export function checkSignPublicKey(bytes: Bytes): SignPublicKey {
  if (bytes.length !== 32 || !isCanonical(bytes)) throw new Failure('malformed', 'not a sign key')
  try {
    sodium().crypto_sign_ed25519_pk_to_curve25519(bytes)
  } catch {
    throw new Failure('malformed', 'not a sign key')
  }
  return bytes as SignPublicKey
}

/** The same bytes as a KEM key. Throws `malformed` when the KEM refuses it (FORMAT.md §1). */
export function checkKemPublicKey(bytes: Bytes): KemPublicKey {
  if (bytes.length !== KEM_PUBLIC_KEY) throw new Failure('malformed', 'not a KEM key')
  try {
    sodium().crypto_kem_xwing_enc_deterministic(bytes, new Uint8Array(64))
  } catch {
    throw new Failure('malformed', 'not a KEM key')
  }
  return bytes as KemPublicKey
}

/** A detached Ed25519 signature (FORMAT.md §1). Checked by `verify`. */
export function sign(secretKey: SignSecretKey, bytes: Bytes): Signature {
  return sodium().crypto_sign_detached(bytes, secretKey) as Signature
}

/** Whether `signature` is the key's over exactly these bytes (FORMAT.md §1). Never throws. */
export function verify(publicKey: SignPublicKey, bytes: Bytes, signature: Bytes): boolean {
  return signature.length === SIGNATURE && sodium().crypto_sign_verify_detached(signature, bytes, publicKey)
}

/** Below 2^255 − 19 once the sign bit is gone: libsodium's group check alone takes y and y + p. */
function isCanonical(bytes: Bytes): boolean {
  if ((bytes[31]! & 0x7f) !== 0x7f || bytes[0]! < 0xed) return true
  for (let i = 1; i < 31; i++) if (bytes[i] !== 0xff) return true
  return false
}
