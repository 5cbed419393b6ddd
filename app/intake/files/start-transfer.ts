import { startWorker } from '#app/wire/worker.ts'
import type { FromTransferWorker, ToTransferWorker } from './transfer-messages.ts'
import workerUrl from './transfer-worker.ts?worker&url'

/** One file on its way. `end`: at once, and what it holds is gone. */
export interface TransferHandle {
  send(message: ToTransferWorker): void
  end(): void
}

export type StartTransfer = (file: Blob, tell: (message: FromTransferWorker) => void) => TransferHandle

/** Seals and uploads a file in a worker of its own. */
export const startInWorker: StartTransfer = (file, tell) => {
  const worker = startWorker(workerUrl)
  worker.onmessage = ({ data }: MessageEvent<FromTransferWorker>) => tell(data)
  worker.onerror = () => tell({ type: 'failed', reason: { sentence: 'library', code: 'library' } })
  worker.postMessage({ do: 'start', file } satisfies ToTransferWorker)
  return {
    send: message => worker.postMessage(message),
    end: () => worker.terminate(),
  }
}
