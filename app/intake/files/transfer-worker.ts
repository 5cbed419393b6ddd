import { sodiumReady } from '#app/crypto/sodium.ts'
import { reasonOf } from './reason-of.ts'
import type { FromTransferWorker, ToTransferWorker } from './transfer-messages.ts'
import { transfer, type TransferWatch } from './transfer.ts'
import { Cancelled } from './upload-box.ts'

const tell = (message: FromTransferWorker) => self.postMessage(message)
const cancelled = new AbortController()
let goOn: () => void = () => undefined

const watch: TransferWatch = {
  total: bytes => tell({ type: 'total', bytes }),
  stored: bytes => tell({ type: 'stored', bytes }),
  offline: lost => tell({ type: 'offline', lost }),
  full: () => {
    tell({ type: 'failed', reason: { sentence: 'full', code: 'full' } })
    return new Promise(resolve => (goOn = resolve))
  },
}

async function start(file: Blob): Promise<void> {
  try {
    await sodiumReady()
  } catch {
    return tell({ type: 'failed', reason: { sentence: 'library', code: 'library' } })
  }
  try {
    tell({
      type: 'transferred',
      file: await transfer(file, `${self.location.origin}/api/uploads`, watch, cancelled.signal),
    })
  } catch (error) {
    tell(error instanceof Cancelled ? { type: 'cancelled' } : { type: 'failed', reason: reasonOf(error) })
  }
}

/** Files are sealed here while they are sent; the page never stalls, and keys go when the worker ends. */
self.onmessage = ({ data }: MessageEvent<ToTransferWorker>) => {
  if (data.do === 'start') void start(data.file)
  if (data.do === 'go-on') goOn()
  if (data.do === 'cancel') cancelled.abort()
}
