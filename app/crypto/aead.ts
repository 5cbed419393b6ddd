import { Failure } from '#app/crypto/failure.ts'
import { sodium } from '#app/crypto/sodium.ts'
import type { Bytes, OwnBytes } from '#app/crypto/types.ts'

/** Bytes of an authentication tag (FORMAT.md §1). */
export const TAG = 16
/** Bytes of a nonce (FORMAT.md §1). */
export const NONCE = 24

/** Encrypts with XChaCha20-Poly1305-IETF (FORMAT.md §1): ciphertext and tag. Undone by `decrypt`. */
export function encrypt(key: Bytes, nonce: Bytes, plaintext: Bytes, ad: Bytes): OwnBytes {
  return sodium().crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, ad, null, nonce, key) as OwnBytes
}

/** The plaintext, or null when the tag does not fit, for callers who find out why. */
export function tryDecrypt(key: Bytes, nonce: Bytes, ciphertext: Bytes, ad: Bytes): OwnBytes | null {
  if (ciphertext.length < TAG) return null
  if (key.length !== 32 || nonce.length !== NONCE) throw new RangeError('a key has 32 bytes, a nonce 24')
  try {
    return sodium().crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, ad, nonce, key) as OwnBytes
  } catch {
    return null
  }
}

/** Undoes `encrypt`. Throws `tampered` when key, nonce, additional data or a byte differs. */
export function decrypt(key: Bytes, nonce: Bytes, ciphertext: Bytes, ad: Bytes): OwnBytes {
  const plaintext = tryDecrypt(key, nonce, ciphertext, ad)
  if (plaintext === null) throw new Failure('tampered', 'an authentication tag does not fit')
  return plaintext
}
