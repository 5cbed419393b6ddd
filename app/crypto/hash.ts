import { asciiBytes } from '#app/crypto/bytes.ts'
import { sodium } from '#app/crypto/sodium.ts'
import type { Bytes, Hash32, OwnBytes } from '#app/crypto/types.ts'

/** `H(n, bytes)`: BLAKE2b with a digest of n bytes, 16 to 64 (FORMAT.md §1). */
export function hash(n: number, bytes: Bytes): OwnBytes {
  return sodium().crypto_generichash(n, bytes, null) as OwnBytes
}

/** `H(32, bytes)` (FORMAT.md §1). */
export function hash32(bytes: Bytes): Hash32 {
  return hash(32, bytes) as Hash32
}

/** `derive(key, label)`: BLAKE2b-256 keyed with 32 to 64 bytes over an ASCII label (FORMAT.md §1). */
export function derive(key: Bytes, label: string): OwnBytes {
  return keyedHash(key, asciiBytes(label))
}

/** BLAKE2b-256 keyed with 32 to 64 bytes over bytes: a MAC (FORMAT.md §9, invitations). */
export function keyedHash(key: Bytes, bytes: Bytes): OwnBytes {
  if (key.length < 32 || key.length > 64) throw new RangeError('a key has 32 to 64 bytes')
  return sodium().crypto_generichash(32, bytes, key) as OwnBytes
}

/** H(32, ·) of bytes that arrive in parts, such as the box of a long file (FORMAT.md §4). */
export type Hasher = { update(bytes: Bytes): void; digest(): Hash32 }

/** Starts a Hasher. `digest` ends it; a second `digest` is a program fault. */
export function newHasher(): Hasher {
  const state = sodium().crypto_generichash_init(null, 32)
  return {
    update: bytes => sodium().crypto_generichash_update(state, bytes),
    digest: () => sodium().crypto_generichash_final(state, 32) as Hash32,
  }
}
