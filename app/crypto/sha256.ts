import { sha256 as hash } from '@noble/hashes/sha2.js'
import type { Bytes, OwnBytes } from '#app/crypto/types.ts'
import { compilesWebAssembly } from '#app/crypto/web-assembly.ts'

/** SHA-256 of bytes that arrive in parts: the plaintext of a file, a day text (FORMAT.md §4, §13). */
export type Sha256 = { update(bytes: Bytes): void; digest(): OwnBytes }

/**
 * Starts a SHA-256 (FIPS 180-4). `digest` gives 32 bytes and ends it. By @noble/hashes: libsodium's wrappers leave it
 * out, and browsers have theirs only whole and in a secure context.
 */
export function newSha256(): Sha256 {
  const state = hash.create()
  return {
    update: bytes => void state.update(bytes),
    digest: () => state.digest(),
  }
}

/**
 * Starts a SHA-256 for long files: by hash-wasm, twice as fast as `newSha256`, which it is where WebAssembly does not
 * compile. Fetched at the first call; rejects when it does not arrive.
 */
export async function newFastSha256(): Promise<Sha256> {
  if (!compilesWebAssembly()) return newSha256()
  const { createSHA256 } = await import('hash-wasm')
  const state = await createSHA256()
  return {
    update: bytes => void state.update(bytes),
    digest: () => state.digest('binary') as OwnBytes,
  }
}

/** SHA-256 of bytes that are at hand: 32 bytes (FORMAT.md §13). */
export function sha256(bytes: Bytes): OwnBytes {
  return hash(bytes)
}
