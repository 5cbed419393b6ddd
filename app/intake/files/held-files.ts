import type { Inspection } from '#app/evidence/inspection.ts'
import { toMinute } from '#app/testimony/draft.ts'
import type { HiddenChoice, Picker } from '#app/testimony/file-meta.ts'

/** A file that the witness added or recorded. Only this page holds it, and only while it is open. */
export interface HeldFile {
  readonly id: string
  readonly file: Blob
  readonly name: string
  /** Milliseconds, as the device said; null: not known. */
  readonly modified: number | null
  readonly picker: Picker
  /** UTC, to the minute. */
  readonly added: string
  /** What is found in it; null while it is looked at. */
  readonly inspection: Inspection | null
  /** What happens to what it says of itself; null where there is nothing to choose. */
  readonly choice: HiddenChoice | null
  /** The file without hidden data: made when it is chosen. */
  readonly clean: Promise<{ copy: Blob; parent: string }> | null
}

/** How a file came in. `name`: a recording has none of its own. */
export type Origin = Pick<HeldFile, 'name' | 'picker' | 'modified'>

/** The files of this page, in memory alone. */
export interface HeldFiles {
  /** The same list until something changes. */
  list(): readonly HeldFile[]
  get(id: string): HeldFile | undefined
  hold(file: Blob, origin: Origin): HeldFile
  change(id: string, changes: Partial<Pick<HeldFile, 'inspection' | 'choice' | 'clean'>>): void
  drop(id: string): void
  /** Gives what ends it. */
  subscribe(listener: () => void): () => void
  /** Forgets all of them. Ids are not given again. */
  forget(): void
}

/** An empty store. An id is never given twice. */
export function createHeldFiles(): HeldFiles {
  let files: readonly HeldFile[] = []
  let count = 0
  const listeners = new Set<() => void>()
  const set = (changed: readonly HeldFile[]) => {
    files = changed
    for (const listener of listeners) listener()
  }
  return {
    list: () => files,
    get: id => files.find(one => one.id === id),
    hold: (file, { name, picker, modified }) => {
      count++
      const blank = { inspection: null, choice: null, clean: null }
      const held = { id: `f${count}`, file, name, picker, modified, added: toMinute(new Date()), ...blank }
      set([...files, held])
      return held
    },
    change: (id, changes) => set(files.map(one => (one.id === id ? { ...one, ...changes } : one))),
    drop: id => set(files.filter(one => one.id !== id)),
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    forget: () => set([]),
  }
}
