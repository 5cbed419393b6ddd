import { asciiBytes, concat } from '#app/crypto/bytes.ts'
import { splitJpeg, type JpegPart } from './jpeg-parts.ts'
import { orientationTiff } from './orientation.ts'

/**
 * The same JPEG with nothing but what draws it: frames, tables, scans, an ICC profile, Adobe's colour transform, JFIF
 * without its thumbnail, and EXIF of the orientation alone where it is not 1. Coded data is untouched. Throws when the
 * file does not end as a JPEG does.
 */
export function stripJpeg(bytes: Uint8Array, orientation: number): Uint8Array {
  const { parts, end } = splitJpeg(bytes)
  if (end === null) throw new Error('a broken JPEG')
  const kept = parts.flatMap(part => keep(bytes, part))
  const jfif = kept[0]?.[1] === 0xe0 ? kept.slice(0, 1) : []
  const upright = orientation === 1 ? [] : [exifOf(orientation)]
  return concat(Uint8Array.of(0xff, 0xd8), ...jfif, ...upright, ...kept.slice(jfif.length), Uint8Array.of(0xff, 0xd9))
}

function keep(bytes: Uint8Array, { marker, start, end }: JpegPart): Uint8Array[] {
  const part = bytes.subarray(start, end)
  // SOF, DHT, DAC, restarts, SOS, DQT, DNL, DRI, DHP, EXP.
  if (marker >= 0xc0 && marker <= 0xdf) return [part]
  if (marker === 0xe2 && startsWith(part, 'ICC_PROFILE\0')) return [part]
  if (marker === 0xee && startsWith(part, 'Adobe') && part.length === 16) return [part]
  if (marker === 0xe0 && startsWith(part, 'JFIF\0') && part.length >= 18)
    return [concat(Uint8Array.of(0xff, 0xe0, 0, 16), part.subarray(4, 16), Uint8Array.of(0, 0))]
  return []
}

const startsWith = (part: Uint8Array, name: string): boolean =>
  [...asciiBytes(name)].every((byte, at) => part[4 + at] === byte)

function exifOf(orientation: number): Uint8Array {
  const body = concat(asciiBytes('Exif\0\0'), orientationTiff(orientation))
  return concat(Uint8Array.of(0xff, 0xe1, 0, body.length + 2), body)
}
