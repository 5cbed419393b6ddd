import { asciiBytes, concat } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { KemPublicKey, KeyId } from '#app/crypto/types.ts'

const LABEL = asciiBytes('svidok/v1/key-id')

/** The 16 bytes that name a KEM public key in every wrap made to it (FORMAT.md §1). */
export function keyId(publicKey: KemPublicKey): KeyId {
  return hash32(concat(LABEL, publicKey)).slice(0, 16) as KeyId
}
