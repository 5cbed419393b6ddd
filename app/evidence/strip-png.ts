import { asciiBytes, concat, readU32, u32 } from '#app/crypto/bytes.ts'
import { crc32 } from './crc32.ts'
import { orientationTiff } from './orientation.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Chunks that decide how the picture and its frames look; no other one is needed. */
const DRAWING = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV mDCv cLLI cLLi bKGD acTL fcTL fdAT'.split(' '),
)

/**
 * The same PNG with nothing but what draws it, and EXIF of the orientation alone where it is not 1. Chunks that stay are
 * untouched. Throws when the file does not end as a PNG does, or when a chunk is needed that is not known.
 */
export function stripPng(bytes: Uint8Array, orientation: number): Uint8Array {
  if (!SIGNATURE.every((byte, at) => bytes[at] === byte)) throw new Error('no PNG')
  const kept: Uint8Array[] = [Uint8Array.from(SIGNATURE)]
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + readU32(bytes, at)
    if (end > bytes.length) break
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if ((at === 8) !== (type === 'IHDR')) throw new Error('a broken PNG')
    // A small first letter says that the picture can be drawn without the chunk.
    if (!DRAWING.has(type) && !/^[a-z]/.test(type)) throw new Error('a PNG of another kind')
    if (DRAWING.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IHDR' && orientation !== 1) kept.push(exifOf(orientation))
    if (type === 'IEND') return concat(...kept)
    at = end
  }
  throw new Error('a broken PNG')
}

function exifOf(orientation: number): Uint8Array {
  const body = concat(asciiBytes('eXIf'), orientationTiff(orientation))
  return concat(u32(body.length - 4), body, u32(crc32(body)))
}
