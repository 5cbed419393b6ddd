import { Failure } from '#app/crypto/failure.ts'
import type { Bytes, OwnBytes } from '#app/crypto/types.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const ALPHABET = encoder.encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
const VALUES = new Uint8Array(128).fill(255)
ALPHABET.forEach((character, value) => (VALUES[character] = value))
const ascii = new TextDecoder('latin1')

/** Joins parts into one new array: the `||` of FORMAT.md §1. */
export function concat(...parts: readonly Bytes[]): OwnBytes {
  let length = 0
  for (const part of parts) length += part.length
  const joined = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** One byte (FORMAT.md §1). */
export function u8(value: number): OwnBytes {
  return Uint8Array.of(value)
}

/** Four bytes, big-endian (FORMAT.md §1). Throws a RangeError outside 0 … 2^32 − 1. */
export function u32(value: number): OwnBytes {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw new RangeError('not a u32')
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)
}

/** Eight bytes, big-endian (FORMAT.md §1). Throws a RangeError outside 0 … 2^53 − 1. */
export function u64(value: number): OwnBytes {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('not a u64')
  return concat(u32(Math.floor(value / 2 ** 32)), u32(value % 2 ** 32))
}

/** The number of a u32 at `offset` (FORMAT.md §1). The caller has checked the length. */
export function readU32(bytes: Bytes, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + offset, 4).getUint32(0)
}

/** Lower-case hexadecimal. Undone by `fromHex`. */
export function toHex(bytes: Bytes): string {
  let text = ''
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16)
  return text
}

/** Bytes of lower-case hexadecimal. Throws `malformed`. Undone by `toHex`. */
export function fromHex(text: string): OwnBytes {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) throw new Failure('malformed', 'not hexadecimal')
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

/** base64url without padding (FORMAT.md §1). Undone by `fromB64u`. */
export function toB64u(bytes: Bytes): string {
  const text = new Uint8Array(Math.ceil((bytes.length * 4) / 3))
  let at = 0
  let i = 0
  for (; i + 2 < bytes.length; i += 3) {
    const three = (bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!
    text[at++] = ALPHABET[three >>> 18]!
    text[at++] = ALPHABET[(three >>> 12) & 63]!
    text[at++] = ALPHABET[(three >>> 6) & 63]!
    text[at++] = ALPHABET[three & 63]!
  }
  if (i < bytes.length) {
    const rest = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8)
    text[at++] = ALPHABET[rest >>> 18]!
    text[at++] = ALPHABET[(rest >>> 12) & 63]!
    if (i + 1 < bytes.length) text[at++] = ALPHABET[(rest >>> 6) & 63]!
  }
  return ascii.decode(text)
}

/**
 * The bytes of strict base64url (FORMAT.md §1). Throws `malformed` on padding, white space, any
 * other character or trailing bits that are not zero. Undone by `toB64u`.
 */
export function fromB64u(text: string): OwnBytes {
  const rest = text.length % 4
  if (rest === 1) throw new Failure('malformed', 'not base64url')
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let at = 0
  let bits = 0
  let wrong = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const value = code < 128 ? VALUES[code]! : 255
    wrong |= value & 128
    bits = (bits << 6) | (value & 63)
    if (i % 4 === 3) {
      bytes[at++] = bits >>> 16
      bytes[at++] = bits >>> 8
      bytes[at++] = bits
      bits = 0
    }
  }
  if (rest === 2) {
    bytes[at] = bits >>> 4
    wrong |= bits & 15
  } else if (rest === 3) {
    bytes[at++] = bits >>> 10
    bytes[at] = bits >>> 2
    wrong |= bits & 3
  }
  if (wrong !== 0) throw new Failure('malformed', 'not base64url')
  return bytes
}

/** UTF-8 of a text; a lone surrogate becomes U+FFFD (`encodeJson` refuses it). Undone by `utf8Text`. */
export function utf8Bytes(text: string): OwnBytes {
  return encoder.encode(text)
}

/** The text of UTF-8 bytes; a byte order mark stays. Throws `malformed`. Undone by `utf8Bytes`. */
export function utf8Text(bytes: Bytes): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new Failure('malformed', 'not UTF-8')
  }
}

/** ASCII bytes of a label (FORMAT.md §1). Throws a RangeError on any other character. */
export function asciiBytes(text: string): OwnBytes {
  const bytes = encoder.encode(text)
  if (bytes.length !== text.length) throw new RangeError('a label is ASCII')
  return bytes
}

/** Whether two arrays hold the same bytes, in a time that depends on their length alone. */
export function equal(a: Bytes, b: Bytes): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!
  return difference === 0
}

/** `length` bytes of the platform's secure random source. */
export function randomBytes(length: number): OwnBytes {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 65_536) {
    globalThis.crypto.getRandomValues(bytes.subarray(at, at + 65_536))
  }
  return bytes
}

/** Writes each part as `u32 length || bytes`. Undone by `decodeFrames`. */
export function encodeFrames(parts: readonly Bytes[]): OwnBytes {
  let length = 0
  for (const part of parts) length += 4 + part.length
  const frames = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    frames.set(u32(part.length), at)
    frames.set(part, at + 4)
    at += 4 + part.length
  }
  return frames
}

/**
 * The parts of what `encodeFrames` wrote, as views of `bytes`, not copies. Throws `malformed` when
 * a length reaches over the end.
 */
export function decodeFrames(bytes: Bytes): Bytes[] {
  const parts: Bytes[] = []
  let at = 0
  while (at < bytes.length) {
    if (bytes.length - at < 4) throw new Failure('malformed', 'half a frame')
    const length = readU32(bytes, at)
    at += 4
    if (bytes.length - at < length) throw new Failure('malformed', 'half a frame')
    parts.push(bytes.subarray(at, at + length))
    at += length
  }
  return parts
}
