import { constants } from 'node:fs'
import { open, opendir, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { newHasher } from '#app/crypto/hash.ts'
import type { Hash32 } from '#app/crypto/types.ts'

const SLICE = 1_048_576

/** Whether an error of the file system has this code. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException | null)?.code ?? '')
}

/** Whether a write failed because the disk, or its share of it, is full. */
export function isOutOfRoom(error: unknown): boolean {
  return hasCode(error, 'ENOSPC', 'EDQUOT', 'EFBIG')
}

/** An open file, or null where there is none. */
export async function openIfThere(path: string, flags: number = constants.O_RDONLY): Promise<FileHandle | null> {
  return open(path, flags).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  })
}

export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, 'ENOENT')) return false
      throw error
    },
  )
}

/** Puts the names in a folder on disk. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Folders in a folder. */
export async function* foldersOf(path: string): AsyncIterable<string> {
  for await (const entry of await opendir(path)) if (entry.isDirectory()) yield join(path, entry.name)
}

/** Writes all parts from `at` on, however little the disk takes at once. */
export async function writeAll(file: FileHandle, parts: readonly Uint8Array[], at: number): Promise<void> {
  let rest = [...parts]
  let place = at
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest, place)
    place += bytesWritten
    rest = dropFirst(rest, bytesWritten)
  }
}

/** At most so many bytes of the parts; the same array where they are no more. */
export function takeFirst(parts: Uint8Array[], most: number): Uint8Array[] {
  let length = 0
  for (const [i, part] of parts.entries()) {
    if (length + part.length > most) return [...parts.slice(0, i), part.subarray(0, most - length)]
    length += part.length
  }
  return parts
}

function dropFirst(parts: Uint8Array[], bytes: number): Uint8Array[] {
  let dropped = 0
  for (const [i, part] of parts.entries()) {
    if (dropped + part.length > bytes) return [part.subarray(bytes - dropped), ...parts.slice(i + 1)]
    dropped += part.length
  }
  return []
}

/** H(32, ·) of a file, read in slices between which others have their turn. */
export async function digestFile(file: FileHandle): Promise<Hash32> {
  const hasher = newHasher()
  const slice = new Uint8Array(SLICE)
  try {
    for (let at = 0; ;) {
      const { bytesRead } = await file.read(slice, 0, SLICE, at)
      if (bytesRead === 0) return hasher.digest()
      hasher.update(slice.subarray(0, bytesRead))
      at += bytesRead
    }
  } catch (error) {
    hasher.digest()
    throw error
  }
}
