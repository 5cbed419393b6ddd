import type { Picker } from '#app/testimony/file-meta.ts'
import type { HeldFile, HeldFiles } from './held-files.ts'

/** Why a file that was picked is not held. */
export type Refusal = 'empty' | 'folder' | 'large' | 'twice' | 'most'

export interface Taken {
  /** In the order in which they were picked. */
  held: HeldFile[]
  refused: { name: string; why: Refusal }[]
}

interface Bounds {
  picker: Picker
  /** How many more the list takes. */
  room: number
  maxFileBytes: number
  /** Ids of the files that stand in the list. */
  listed: readonly string[]
}

/** Holds what was picked, save what can't be sent. One bad file keeps none of the others away. */
export async function takeFiles(held: HeldFiles, files: readonly File[], bounds: Bounds): Promise<Taken> {
  const { picker, maxFileBytes } = bounds
  const listed = bounds.listed.flatMap(id => held.get(id) ?? [])
  const taken: Taken = { held: [], refused: [] }
  const readable = await Promise.all(files.map(isReadable))
  for (const [i, file] of files.entries()) {
    const same = (one: HeldFile) =>
      one.name === file.name && one.file.size === file.size && one.modified === file.lastModified
    const why = !readable[i]
      ? 'folder'
      : file.size === 0
        ? 'empty'
        : file.size > maxFileBytes
          ? 'large'
          : [...listed, ...taken.held].some(same)
            ? 'twice'
            : taken.held.length >= bounds.room
              ? 'most'
              : null
    if (why) taken.refused.push({ name: file.name, why })
    else taken.held.push(held.hold(file, { name: file.name, picker, modified: file.lastModified }))
  }
  return taken
}

/** A folder looks like a file until one byte of it is read. */
async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch {
    return false
  }
}
