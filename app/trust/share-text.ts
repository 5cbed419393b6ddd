import { asciiBytes, concat } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { Bytes, OwnBytes } from '#app/crypto/types.ts'
import { SHARE } from '#app/trust/recovery.ts'

/** Crockford's base32: no I, L, O or U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CHARACTERS = 55

/**
 * A share as people copy it: its 264 bits and 11 bits of check in 55 characters, eleven groups of five.
 * A form of ours for paper; FORMAT.md §9 knows the bytes. Undone by `parseShare`.
 */
export function formatShare(share: Bytes): string {
  if (share.length !== SHARE) throw new RangeError('a share has 33 bytes')
  const bytes = concat(share, check(share))
  let text = ''
  for (let i = 0; i < CHARACTERS; i++) text += ALPHABET[(pairAt(bytes, i * 5) >>> 11) & 31]
  return text.replace(/(.{5})(?=.)/g, '$1 ')
}

/**
 * The share that a person typed; case, white space and hyphens do not matter, I and L are 1, O is 0.
 * Throws `malformed` on another length or character or when the check does not fit. Undoes `formatShare`.
 */
export function parseShare(text: string): OwnBytes {
  const characters = text
    .toUpperCase()
    .replace(/[\s\u002D\u2010\u2011]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')
  if (characters.length !== CHARACTERS) throw new Failure('malformed', 'a share has 55 characters')
  const bytes = new Uint8Array(SHARE + 2)
  for (let i = 0; i < CHARACTERS; i++) {
    const value = ALPHABET.indexOf(characters[i]!)
    if (value < 0) throw new Failure('malformed', 'a character that no share has')
    const [byte, bit] = [(i * 5) >>> 3, (i * 5) & 7]
    const pair = value << (11 - bit)
    bytes[byte]! |= pair >>> 8
    if (byte + 1 < bytes.length) bytes[byte + 1]! |= pair & 255
  }
  const share = bytes.slice(0, SHARE)
  const expected = check(share)
  if (bytes[SHARE] !== expected[0] || bytes[SHARE + 1] !== expected[1])
    throw new Failure('malformed', 'the check of the share does not fit')
  return share
}

/** 11 bits, in two bytes of which the last five bits are zero. */
function check(share: Bytes): OwnBytes {
  const digest = hash32(concat(asciiBytes('svidok/v1/recovery/share-text'), share))
  return Uint8Array.of(digest[0]!, digest[1]! & 0b1110_0000)
}

/** Sixteen bits from a bit position, so that five of them are the highest ones. */
function pairAt(bytes: Bytes, bit: number): number {
  const byte = bit >>> 3
  return (((bytes[byte]! << 8) | (bytes[byte + 1] ?? 0)) << (bit & 7)) & 0xffff
}
