import type { FileKind } from './inspection.ts'

/** A picture or a paper longer than this is not looked into, in bytes. */
export const WHOLE = 64 << 20

const REMOVABLE = new Set(['image/jpeg', 'image/png', 'image/webp'])

/** Whether there is a filter that takes hidden data off such a file without touching the picture. */
export function isRemovable(file: Blob, kind: FileKind): boolean {
  return REMOVABLE.has(kind.type) && file.size <= WHOLE
}
