import { toHex } from '#app/crypto/bytes.ts'
import { sha256 } from '#app/crypto/sha256.ts'
import type { FileKind, HiddenData } from './inspection.ts'
import { detectKind, HEAD_BYTES } from './kind.ts'
import { isRemovable } from './limits.ts'
import { lookInside } from './look-inside.ts'
import { readOrientation } from './read-picture.ts'
import { stripJpeg } from './strip-jpeg.ts'
import { stripPng } from './strip-png.ts'
import { stripWebp } from './strip-webp.ts'

/** A file without hidden data, and the SHA-256 (hex) of the one it was made from. */
export interface StrippedCopy {
  copy: Blob
  parent: string
}

const FILTERS: Readonly<Record<string, (bytes: Uint8Array, orientation: number) => Uint8Array>> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
}

/**
 * Takes hidden data off, picture untouched, and looks into the copy again: throws when anything is left, or when the
 * file is of another kind or broken.
 */
export async function stripFile(file: Blob, kind: FileKind): Promise<StrippedCopy> {
  const filter = FILTERS[kind.type]
  if (!filter || !isRemovable(file, kind)) throw new Error('hidden data of this kind stays')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const stripped = filter(bytes, await readOrientation(bytes.buffer))
  const copy = new Blob([stripped as Uint8Array<ArrayBuffer>], { type: kind.type })
  const found = await detectKind(stripped.subarray(0, HEAD_BYTES))
  const hidden = await lookInside(copy, found)
  if (found.type !== kind.type || !hidden || !saysNothing(hidden)) throw new Error('hidden data is left')
  return { copy, parent: toHex(sha256(bytes)) }
}

function saysNothing({ place, when, device, author, software, more }: HiddenData): boolean {
  return [place, when, device, author, software].every(fact => fact === null) && more.length === 0
}
