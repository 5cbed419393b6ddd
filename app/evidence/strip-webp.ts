import { asciiBytes, concat } from '#app/crypto/bytes.ts'
import { orientationTiff } from './orientation.ts'

const DRAWING = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP'])
const EXIF_FLAG = 0x08
const XMP_FLAG = 0x04

/**
 * The same still WebP with nothing but what draws it, and EXIF of the orientation alone where it is not 1. Chunks that
 * stay are untouched, but for the flags that name what follows. Throws on animations and on what does not end as a WebP does.
 */
export function stripWebp(bytes: Uint8Array, orientation: number): Uint8Array {
  const name = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (bytes.length < 20 || name(0) !== 'RIFF' || name(8) !== 'WEBP') throw new Error('no WebP')
  const end = 8 + view.getUint32(4, true)
  if (end > bytes.length) throw new Error('a broken WebP')
  const kept: Uint8Array[] = []
  let extended = false
  for (let at = 12; at + 8 <= end;) {
    const type = name(at)
    const size = view.getUint32(at + 4, true)
    const next = at + 8 + size + (size % 2)
    if (next > end || type === 'ANMF') throw new Error('a WebP that is broken or moves')
    const chunk = bytes.slice(at, next)
    if (type === 'VP8X') {
      if (size < 10 || kept.length > 0) throw new Error('a broken WebP')
      extended = true
      chunk[8] = (chunk[8]! & ~(EXIF_FLAG | XMP_FLAG)) | (orientation === 1 ? 0 : EXIF_FLAG)
    }
    if (DRAWING.has(type)) kept.push(chunk)
    at = next
  }
  if (extended && orientation !== 1) kept.push(exifOf(orientation))
  const body = concat(asciiBytes('WEBP'), ...kept)
  return concat(asciiBytes('RIFF'), u32le(body.length), body)
}

function exifOf(orientation: number): Uint8Array {
  const tiff = orientationTiff(orientation)
  return concat(asciiBytes('EXIF'), u32le(tiff.length), tiff)
}

function u32le(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24)
}
