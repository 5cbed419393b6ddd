import { boxLength, HEADER, SEALED_CHUNK } from '#app/crypto/box-form.ts'
import { padme, paddedLength } from '#app/crypto/padding.ts'

/** Bytes of the box of the largest file that is taken (FORMAT.md §2). */
export function largestBox(maxFileBytes: number): number {
  return boxLength(paddedLength('file', maxFileBytes))
}

/** Whether the box of a padded file can have this length (FORMAT.md §2). */
export function isFileBoxLength(length: number): boolean {
  const sealed = length - HEADER
  const padded = sealed - 16 * Math.ceil(sealed / SEALED_CHUNK)
  return padded >= 65_536 && padme(padded) === padded && boxLength(padded) === length
}
