import type { FileReason } from './file-state.ts'
import type { Transferred } from './transfer.ts'

/** What the page tells a worker that seals and uploads one file. `cancel` also deletes what arrived. */
export type ToTransferWorker = { do: 'start'; file: Blob } | { do: 'go-on' } | { do: 'cancel' }

/** What the worker tells. After `failed` with `full` it waits for `go-on`; after anything else that ends it, it may still be deleting. */
export type FromTransferWorker =
  | { type: 'total'; bytes: number }
  | { type: 'stored'; bytes: number }
  | { type: 'offline'; lost: boolean }
  | { type: 'failed'; reason: FileReason }
  | { type: 'cancelled' }
  | { type: 'transferred'; file: Transferred }
