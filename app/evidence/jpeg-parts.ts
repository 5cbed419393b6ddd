/** A part of a JPEG: a marker with its segment (ISO/IEC 10918-1 B.1.1), a scan with its coded data. `end` is exclusive. */
export interface JpegPart {
  marker: number
  start: number
  end: number
}

export const SOS = 0xda
const EOI = 0xd9

/** A file with more parts is broken. */
const PARTS = 20_000

const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/**
 * The parts of a JPEG between SOI and EOI, in order, and where the picture ends (behind EOI); `end` is null where the
 * file is cut or broken.
 */
export function splitJpeg(bytes: Uint8Array): { parts: JpegPart[]; end: number | null } {
  const parts: JpegPart[] = []
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return { parts, end: null }
  let at = 2
  while (at + 1 < bytes.length && parts.length < PARTS) {
    if (bytes[at] !== 0xff) return { parts, end: null }
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === EOI) return { parts, end: at + 2 }
    if (standsAlone(marker)) {
      parts.push({ marker, start: at, end: at + 2 })
      at += 2
      continue
    }
    if (at + 3 >= bytes.length) break
    const length = bytes[at + 2]! * 256 + bytes[at + 3]!
    const end = at + 2 + length
    if (length < 2 || end > bytes.length) break
    const last = marker === SOS ? endOfScan(bytes, end) : end
    parts.push({ marker, start: at, end: last })
    at = last
  }
  return { parts, end: null }
}

/** Where the coded data ends: before the next marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) break
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}
