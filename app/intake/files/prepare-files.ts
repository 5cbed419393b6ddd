import type { HeldFile, HeldFiles } from './held-files.ts'
import type { FileToSend } from './file-to-send.ts'
import { toMinute } from '#app/testimony/draft.ts'
import type { FileMeta } from '#app/testimony/file-meta.ts'

export interface Prepared {
  files: FileToSend[]
  /** Their hidden data could not be removed as it was chosen: they are not sent. */
  unclean: HeldFile[]
}

/**
 * Held files as they are sent: of `keep` the file, of `copy` the file and its copy, of `remove` the copy alone. An original
 * whose copy can't be made is sent of `copy`, for it would be anyway, and never of `remove`.
 */
export async function prepareFiles(held: HeldFiles, ids: readonly string[]): Promise<Prepared> {
  const prepared: Prepared = { files: [], unclean: [] }
  for (const id of ids) {
    const file = held.get(id)
    if (!file) continue
    const { name, choice } = file
    const type = file.inspection?.kind.type ?? 'application/octet-stream'
    const meta = metaOf(file)
    const clean = choice === 'keep' ? null : await file.clean?.catch(() => null)
    if (choice === 'remove' && !clean) {
      prepared.unclean.push(file)
      continue
    }
    if (choice !== 'remove') prepared.files.push({ id, file: file.file, name, type, meta })
    if (clean) {
      const { copy, parent } = clean
      const own = choice === 'remove' ? id : `${id}c`
      // When the device changed the original is one of the things that were taken off.
      const { modified: _, ...rest } = meta
      prepared.files.push({ id: own, file: copy, name, type, meta: { ...rest, parent } })
    }
  }
  return prepared
}

function metaOf({ picker, added, modified, choice }: HeldFile): FileMeta {
  return {
    picker,
    added,
    ...(modified === null ? {} : { modified: toMinute(new Date(modified)) }),
    ...(choice === null ? {} : { hidden: choice }),
  }
}
