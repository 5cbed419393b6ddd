import { toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'

const encoder = new TextEncoder()

/** The name of a form, or of its words: b64u(H(32, UTF-8 of exactly this JSON)) (FORMAT.md §4). Needs `sodiumReady()`. */
export function formHash(text: string): string {
  return toB64u(hash32(encoder.encode(text)))
}
