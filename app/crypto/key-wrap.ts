import { decrypt, encrypt } from '#app/crypto/aead.ts'
import { asciiBytes, concat, equal, randomBytes } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { derive } from '#app/crypto/hash.ts'
import { keyId } from '#app/crypto/key-id.ts'
import { sodium } from '#app/crypto/sodium.ts'
import type { Bytes, KemKeyPair, KemPublicKey, OwnBytes } from '#app/crypto/types.ts'
import { checkSealedWrap } from '#app/crypto/wrap-form.ts'

/** Content keys and epoch secrets travel in the same form under different labels (FORMAT.md §3, §9). */
export type WrapLabel = 'svidok/v1/wrap' | 'svidok/v1/grant'

const FIXED_NONCE = new Uint8Array(24)
const CIPHERTEXT_END = 17 + 1120

/**
 * Seals a 32-byte secret to a KEM key, bound to a 32-byte subject: 1185 bytes (FORMAT.md §3, §9).
 * `coins` are 64 random bytes. Throws `malformed` when the KEM refuses the key. Undone by `openKey`.
 */
export function sealKey(
  label: WrapLabel,
  secret: Bytes,
  to: KemPublicKey,
  subject: Bytes,
  coins: Bytes = randomBytes(64),
): OwnBytes {
  if (secret.length !== 32 || subject.length !== 32) throw new RangeError('a secret and a subject have 32 bytes')
  const id = keyId(to)
  const { ciphertext, sharedSecret } = encapsulate(to, coins)
  const kek = derive(sharedSecret, label)
  return concat(
    Uint8Array.of(1),
    id,
    ciphertext,
    encrypt(kek, FIXED_NONCE, secret, concat(asciiBytes(label), id, subject)),
  )
}

/**
 * The secret that `sealKey` sealed. `id` is the key id of the pair, where the caller has it already.
 * Throws the codes of `wrapForm`, `wrong-key` when the wrap names another recipient, `tampered` when
 * a byte, the label or the subject differs (FORMAT.md §3, §9).
 */
export function openKey(
  label: WrapLabel,
  wrap: Bytes,
  key: KemKeyPair,
  subject: Bytes,
  id: Bytes = keyId(key.publicKey),
): OwnBytes {
  checkSealedWrap(wrap)
  if (!equal(wrap.subarray(1, 17), id)) throw new Failure('wrong-key', 'the wrap is for another key')
  const kek = derive(decapsulate(wrap.subarray(17, CIPHERTEXT_END), key), label)
  return decrypt(kek, FIXED_NONCE, wrap.subarray(CIPHERTEXT_END), concat(asciiBytes(label), id, subject))
}

function encapsulate(to: KemPublicKey, coins: Bytes): { ciphertext: Bytes; sharedSecret: Bytes } {
  try {
    return sodium().crypto_kem_xwing_enc_deterministic(to, coins)
  } catch {
    throw new Failure('malformed', 'the KEM refuses the public key')
  }
}

/** X-Wing rejects implicitly: a foreign ciphertext gives another shared secret, which the tag refuses. */
function decapsulate(ciphertext: Bytes, key: KemKeyPair): Bytes {
  try {
    return sodium().crypto_kem_xwing_dec(ciphertext, key.secretKey)
  } catch {
    throw new Failure('tampered', 'the KEM refuses the ciphertext')
  }
}
