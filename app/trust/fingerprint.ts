import { asciiBytes, concat } from '#app/crypto/bytes.ts'
import { hash } from '#app/crypto/hash.ts'
import type { Bytes } from '#app/crypto/types.ts'

const LABEL = asciiBytes('svidok/v1/fingerprint')

/** The 40 digits by which people recognise a statement, above all genesis (FORMAT.md §8). */
export function fingerprint(text: Bytes): string {
  const digest = hash(40, concat(LABEL, text))
  let digits = ''
  for (let at = 0; at < 40; at += 5) {
    let number = 0
    for (let i = at; i < at + 5; i++) number = number * 256 + digest[i]!
    digits += String(number % 100_000).padStart(5, '0')
  }
  return digits
}

/** The eight groups of five in which a fingerprint is printed (FORMAT.md §8). */
export function fingerprintGroups(digits: string): string[] {
  return digits.match(/\d{5}/g) ?? []
}
