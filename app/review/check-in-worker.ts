import type { CheckEvents } from '#app/keyring/keyring.tsx'
import { Refused, Unreachable } from '#app/wire/client.ts'
import { startWorker } from '#app/wire/worker.ts'
import { checkEvents, type ChainReading } from './check-events.ts'
import type { FromQueueWorker, ToQueueWorker } from './queue-messages.ts'
import workerUrl from './queue-worker.ts?worker&url'
import type { QueueContext } from './review-keys.ts'

/** `checkEvents` in a worker of its own. Throws also `Refused` and `Unreachable`. */
export const checkInWorker: CheckEvents = async (view, look) => {
  const worker = startWorker(workerUrl)
  try {
    return await checkEvents(view, context => readIn(worker, context, look.told), look)
  } finally {
    worker.terminate()
  }
}

function readIn(worker: Worker, context: QueueContext, told?: (chains: number) => void): Promise<ChainReading> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromQueueWorker>) => {
      if (data.type === 'checking') told?.(data.chains)
      if (data.type === 'checked') resolve(data)
      if (data.type === 'failed') reject(data.why === 'unreachable' ? new Unreachable() : new Refused(data.why))
    }
    worker.onerror = () => reject(new Refused('fault'))
    worker.postMessage({ type: 'check', context } satisfies ToQueueWorker)
  })
}
