import { LARGEST_PLAINTEXT } from '#app/crypto/box-form.ts'
import { Failure } from '#app/crypto/failure.ts'
import type { Bytes, OwnBytes, Purpose } from '#app/crypto/types.ts'

const SPACE = 0x20

/** Padmé: the next length that tells O(log log L) bits, in whole numbers up to 2^53 (FORMAT.md §2). */
export function padme(length: number): number {
  if (length < 2) return length
  const e = floorLog2(length)
  const step = 2 ** (e - floorLog2(e) - 1)
  return Math.ceil(length / step) * step
}

/**
 * The length to which a plaintext of `length` bytes is padded, a message counted with its signature
 * (FORMAT.md §2). Throws `too-large` over the largest padded plaintext of the purpose.
 */
export function paddedLength(purpose: Purpose, length: number): number {
  const padded = purpose === 'file' ? Math.max(65_536, padme(length)) : paddedText(length)
  if (padded > LARGEST_PLAINTEXT[purpose]) throw new Failure('too-large', 'over the limit of its purpose')
  return padded
}

/** A padded copy: zero bytes for a file, spaces else (FORMAT.md §2). JSON is freed by `trimJson`. */
export function pad(purpose: Purpose, bytes: Bytes): OwnBytes {
  const padded = new Uint8Array(paddedLength(purpose, bytes.length))
  padded.set(bytes)
  if (purpose !== 'file') padded.fill(SPACE, bytes.length)
  return padded
}

/** A view of what is left when trailing spaces are cut off: the JSON that is signed (FORMAT.md §1). */
export function trimJson<B extends Bytes>(bytes: B): B {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === SPACE) end--
  return bytes.subarray(0, end) as B
}

function paddedText(length: number): number {
  for (const step of [1024, 4096, 16_384]) if (length <= step) return step
  return padme(length)
}

/** Bit arithmetic ends at 32 bits and Math.log2 rounds; files reach 2^40. */
function floorLog2(value: number): number {
  const high = Math.floor(value / 2 ** 32)
  return high > 0 ? 63 - Math.clz32(high) : 31 - Math.clz32(value)
}
