import { toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'

/** The name of a form: b64u(H(32, the exact bytes of its JSON)) (FORMAT.md §4). Needs `sodiumReady()`. */
export function formHash(bytes: Uint8Array): string {
  return toB64u(hash32(bytes))
}
