import type { FileKind } from '#app/evidence/inspection.ts'
import type { FileEntry } from '#app/testimony/codec.ts'

/** What a file is fetched for: to be shown, where its kind and size allow that, or to be saved. */
export type FilePurpose = 'show' | 'save'

/** What the page tells the worker of one file. Ended by terminating it. */
export interface ToFileWorker {
  file: Pick<FileEntry, 'upload' | 'key' | 'boxDigest' | 'size' | 'sha256'>
  purpose: FilePurpose
}

/** What the worker tells the page. */
export type FromFileWorker =
  /** Bytes of the file that were opened so far, of which nothing is believed yet. */
  | { type: 'progress'; done: number }
  /** After every check (FORMAT.md §4). */
  | { type: 'verified'; blob: Blob; kind: FileKind }
  /** Stopped early: it would not be shown anyway. By what its first bytes say; nothing else was checked. */
  | { type: 'not-shown'; kind: FileKind; why: 'kind' | 'size' }
  /** A code of FORMAT.md §11, a refusal of the server, `unreachable`, or `fault`. */
  | { type: 'failed'; code: string }
