import { equal, randomBytes, utf8Bytes } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The one-time code that set-up asks for. Only its hash stays in memory. */
export interface SetUpCode {
  matches(text: string): boolean
}

/** Draws a code of 120 bits, six groups of four: `text` is shown on the console once. */
export function drawSetUpCode(random: (length: number) => Uint8Array = randomBytes): { text: string; code: SetUpCode } {
  const characters = [...random(24)].map(byte => ALPHABET[byte % 32]).join('')
  const text = characters.match(/.{4}/g)!.join('-')
  const hash = hash32(utf8Bytes(characters))
  return { text, code: { matches: tried => equal(hash, hash32(utf8Bytes(plain(tried)))) } }
}

/** As people type it: any case, any spacing, O for 0, I and L for 1. */
function plain(text: string): string {
  return text
    .slice(0, 100)
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
}
