import { Failure } from '#app/crypto/failure.ts'
import type { Box, Bytes, Purpose } from '#app/crypto/types.ts'

/** Bytes of a box header: magic, version, purpose, commitment, nonce prefix (FORMAT.md §2). */
export const HEADER = 54
/** Bytes of plaintext in every chunk but the last (FORMAT.md §2). */
export const CHUNK = 262_144
/** Bytes of a full chunk in a box: plaintext and tag (FORMAT.md §2). */
export const SEALED_CHUNK = CHUNK + 16
/** `svdk` and the version (FORMAT.md §2). */
export const MAGIC: readonly number[] = [0x73, 0x76, 0x64, 0x6b, 1]
/** The byte of each purpose (FORMAT.md §2). */
export const PURPOSE: Readonly<Record<Purpose, number>> = {
  card: 1,
  account: 2,
  contact: 3,
  message: 4,
  file: 5,
  team: 6,
}
/** The largest plaintext of each purpose in bytes, padded (FORMAT.md §2). */
export const LARGEST_PLAINTEXT: Readonly<Record<Purpose, number>> = {
  card: 16_384,
  account: 1_048_576,
  contact: 16_384,
  message: 65_536,
  file: 2 ** 40,
  team: 4_194_304,
}

/** Bytes of the box of a padded plaintext (FORMAT.md §2). */
export function boxLength(paddedPlaintext: number): number {
  return HEADER + paddedPlaintext + 16 * Math.ceil(paddedPlaintext / CHUNK)
}

/**
 * Refuses what cannot be the beginning of a box of this purpose, in the order of FORMAT.md §2:
 * magic, version, purpose, a whole header and a byte after it. Throws `malformed`, `unsupported` or
 * `truncated`. What follows the header is not looked at.
 */
export function checkBoxHeader(purpose: Purpose, bytes: Bytes): void {
  const length = bytes.length
  if (length < 4) throw new Failure('truncated', 'not even the magic of a box')
  for (let i = 0; i < 4; i++) if (bytes[i] !== MAGIC[i]) throw new Failure('malformed', 'not a box')
  if (length > 4 && bytes[4] !== MAGIC[4]) throw new Failure('unsupported', 'another version of the box')
  if (length > 5 && (bytes[5]! < 1 || bytes[5]! > 6)) throw new Failure('unsupported', 'an unknown purpose')
  if (length > 5 && bytes[5] !== PURPOSE[purpose])
    throw new Failure('malformed', 'another purpose than the one asked for')
  if (length <= HEADER) throw new Failure('truncated', 'a box without a chunk')
}

/**
 * The same bytes as a box, after all that can be checked without a key: header, size, and that the
 * last chunk has room for a byte (FORMAT.md §2). `limit` is the largest padded plaintext. Throws the
 * codes of `checkBoxHeader`, `too-large`, `tampered` or `malformed`. Promises nothing about content.
 */
export function checkBoxForm<P extends Purpose>(purpose: P, bytes: Bytes, limit = LARGEST_PLAINTEXT[purpose]): Box<P> {
  checkBoxHeader(purpose, bytes)
  if (bytes.length > boxLength(limit)) throw new Failure('too-large', 'over the limit of its purpose')
  const tail = (bytes.length - HEADER) % SEALED_CHUNK
  if (tail > 0 && tail < 16) throw new Failure('tampered', 'a chunk that is shorter than its tag')
  if (tail === 16) throw new Failure('malformed', 'a last chunk without plaintext')
  return bytes as Box<P>
}

/** A view of the commitment in a header (FORMAT.md §2). The form was checked. */
export function boxCommitment(box: Bytes): Bytes {
  return box.subarray(6, 38)
}
