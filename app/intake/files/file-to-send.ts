import type { FileMeta } from '#app/testimony/file-meta.ts'

/** One file as it goes into the manifest. A working copy is a file of its own, whose `meta.parent` names the original. */
export interface FileToSend {
  /** Named by the answers: `f1`, `f2` …; a working copy of `f1` is `f1c`. */
  id: string
  file: Blob
  name: string
  /** Media type by content. */
  type: string
  meta: FileMeta
}
