import { Failure } from '#app/crypto/failure.ts'
import { startWorker } from '#app/wire/worker.ts'
import type { OpaqueResult } from './opaque-steps.ts'
import type { TakeOpaqueStep } from './take-opaque-step.ts'
import workerUrl from './opaque-worker.ts?worker&url'

/**
 * Takes one step in a worker that ends with it, so that its memory goes too. Rejects with `malformed` when the answer of
 * the other side is none of OPAQUE.
 */
export const askOpaqueWorker: TakeOpaqueStep = step =>
  new Promise((resolve, reject) => {
    const worker = startWorker(workerUrl)
    const end = (settle: () => void) => {
      worker.terminate()
      settle()
    }
    worker.onmessage = ({ data }: MessageEvent<{ result: OpaqueResult } | { fault: true }>) =>
      end(() => ('result' in data ? resolve(data.result) : reject(new Failure('malformed', 'not an answer of OPAQUE'))))
    worker.onerror = () => end(() => reject(new Error('the key derivation did not start')))
    worker.postMessage(step)
  })
