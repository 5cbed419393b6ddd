import { toB64u } from '#app/crypto/bytes.ts'
import { newHasher } from '#app/crypto/hash.ts'
import type { Bytes } from '#app/crypto/types.ts'

/** Adds up the wraps that take the place of an epoch's, in the order of their cursors: the server compares before it destroys the old ones. */
export function newMadeHash(): { add(wrap: { subject: Bytes; wrap: Bytes }): void; end(): string } {
  const hasher = newHasher()
  return {
    add({ subject, wrap }) {
      hasher.update(subject)
      hasher.update(wrap)
    },
    end: () => toB64u(hasher.digest()),
  }
}
