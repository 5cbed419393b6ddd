import type { ProblemCode } from '#app/keyring/problem-code.ts'
import { startWorker } from '#app/wire/worker.ts'
import type { RotationTask } from './rotation.ts'
import workerUrl from './rotation-worker.ts?worker&url'

/** What the page says to the rotation worker. */
export type RotationOrder = { do: 'start'; tasks: RotationTask[] } | { do: 'pause' | 'resume' | 'stop' }

/** What the worker reports; `code` is null for a program fault. */
export type RotationReport =
  | { kind: 'moved' | 'quarantined'; wraps: number }
  | { kind: 'retired'; epoch: number }
  | { kind: 'done' | 'stopped' }
  | { kind: 'failed'; code: ProblemCode | null }

/** A rotation under way. `ended` tells how it ended; whatever it says, going on later finishes. */
export interface RotationRun {
  pause(): void
  resume(): void
  stop(): void
  ended: Promise<Extract<RotationReport, { kind: 'done' | 'stopped' | 'failed' }>>
}

/** Runs the tasks in a worker, one after another. */
export function runRotation(tasks: RotationTask[], report: (report: RotationReport) => void): RotationRun {
  const worker = startWorker(workerUrl)
  const say = (order: RotationOrder) => worker.postMessage(order)
  const ended = new Promise<Awaited<RotationRun['ended']>>(resolve => {
    worker.onmessage = ({ data }: MessageEvent<RotationReport>) => {
      report(data)
      if (data.kind !== 'done' && data.kind !== 'stopped' && data.kind !== 'failed') return
      worker.terminate()
      resolve(data)
    }
    worker.onerror = () => {
      worker.terminate()
      resolve({ kind: 'failed', code: null })
    }
  })
  say({ do: 'start', tasks })
  return {
    pause: () => say({ do: 'pause' }),
    resume: () => say({ do: 'resume' }),
    stop: () => say({ do: 'stop' }),
    ended,
  }
}
