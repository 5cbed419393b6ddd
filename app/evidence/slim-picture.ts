import { concat, readU32 } from '#app/crypto/bytes.ts'
import { splitJpeg } from './jpeg-parts.ts'

/** More parts, more bytes of them, or more bytes of values in one TIFF than this are no picture's. */
const PARTS = 2000
const BYTES = 8 << 20
const VALUES = 4 << 20
const HEADERS = 64
const DIRECTORIES = 12

/**
 * What of a picture is read for hidden data: JPEG and PNG without what draws them, others whole. Throws where tags claim more values
 * than any camera writes, for a few kB of them could ask for gigabytes.
 */
export function slimPicture(bytes: Uint8Array): Uint8Array {
  const slim = bytes[0] === 0xff ? slimJpeg(bytes) : bytes[0] === 0x89 ? slimPng(bytes) : bytes
  let headers = 0
  for (const mark of [
    [0x49, 0x49, 42, 0],
    [0x4d, 0x4d, 0, 42],
  ])
    for (let at = slim.indexOf(mark[0]!); at >= 0; at = slim.indexOf(mark[0]!, at + 1)) {
      if (!mark.every((byte, each) => slim[at + each] === byte)) continue
      if (++headers > HEADERS || claimedBytes(slim, at, mark[0] === 0x49) > VALUES) throw new Error('too many values')
    }
  return slim
}

function slimJpeg(bytes: Uint8Array): Uint8Array {
  const { parts } = splitJpeg(bytes)
  // Frames tell ExifReader the size; scans and tables tell nothing.
  const kept = parts.filter(({ marker }) => marker >= 0xe0 || marker === 0xc0 || marker === 0xc2)
  return bounded([bytes.subarray(0, 2), ...kept.map(({ start, end }) => bytes.subarray(start, end)), EOI])
}

const EOI = Uint8Array.of(0xff, 0xd9)

function slimPng(bytes: Uint8Array): Uint8Array {
  const kept = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length && kept.length <= PARTS;) {
    const end = at + 12 + readU32(bytes, at)
    if (end > bytes.length) break
    const head = String.fromCharCode(...bytes.subarray(at + 4, at + 24))
    // Old programs hide EXIF as hexadecimal text, which cannot be measured before it is unpacked.
    if (!/^(?:IDAT|fdAT)|^....Raw profile/.test(head)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return bounded(kept)
}

function bounded(parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  if (parts.length > PARTS || size > BYTES) throw new Error('too much around a picture')
  return concat(...parts)
}

/** Bytes by TIFF's types of values, 1 to 13. */
const SIZES = [1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]
const POINTERS = new Set([0x8769, 0x8825, 0xa005])

/** How many bytes the values of a TIFF claim, in all directories that can be reached, counted once for each way there. */
function claimedBytes(bytes: Uint8Array, start: number, little: boolean): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const u32 = (at: number) => (at + 4 <= bytes.length ? view.getUint32(at, little) : 0)
  const directories = [u32(start + 4)]
  let sum = 0
  for (let each = 0; each < directories.length && each < DIRECTORIES; each++) {
    const first = start + directories[each]!
    if (first + 2 > bytes.length) continue
    const count = view.getUint16(first, little)
    for (let entry = 0; entry < count; entry++) {
      const at = first + 2 + 12 * entry
      if (at + 12 > bytes.length) break
      sum += (SIZES[view.getUint16(at + 2, little)] ?? 8) * Math.min(u32(at + 4), bytes.length)
      if (POINTERS.has(view.getUint16(at, little))) directories.push(u32(at + 8))
    }
    const next = u32(first + 2 + 12 * count)
    if (next !== 0) directories.push(next)
  }
  return sum
}
