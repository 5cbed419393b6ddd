import { startWorker } from '#app/wire/worker.ts'
import workerUrl from './inspect-worker.ts?worker&url'
import type { InspectOrder, InspectReport } from './inspect-worker.ts'
import type { FileKind, Inspection } from './inspection.ts'
import { isRemovable } from './limits.ts'
import type { StrippedCopy } from './strip.ts'

/** How long a file may be looked at, and how long its reader may take to arrive over a slow line, in milliseconds. */
const LOOKING = 15_000
const LOADING = 120_000

const UNKNOWN: FileKind = { type: 'application/octet-stream', shownAs: 'other' }

type Ended = { kind: FileKind; last: InspectReport | null }

let worker: Worker | null = null
let waiting = 0
let turns = 0
let turn: Promise<unknown> = Promise.resolve()

/**
 * What a file is by its content and what it says of place, time, device and people, found in a worker on this device.
 * Never rejects: what cannot be read within the time is `hidden: null`. Files take turns; nothing is kept.
 */
export async function inspectFile(file: Blob): Promise<Inspection> {
  const { kind, last } = await takeTurn({ do: 'inspect', file })
  const hidden = last?.step === 'found' ? last.hidden : null
  return { kind, hidden, removable: hidden !== null && isRemovable(file, kind) }
}

/**
 * A copy without hidden data, picture untouched, and the SHA-256 (hex) of the original. Rejects when the file is of a
 * kind whose data stays (`removable` false), is broken, or when anything is left in the copy.
 */
export async function stripHidden(file: Blob): Promise<StrippedCopy> {
  const { last } = await takeTurn({ do: 'strip', file })
  if (last?.step !== 'stripped' || !last.made) throw new Error('hidden data could not be taken off')
  return last.made
}

function takeTurn(order: Omit<InspectOrder, 'turn'>): Promise<Ended> {
  waiting++
  const mine = turn.then(() => ask({ ...order, turn: ++turns }))
  turn = mine.then(() => {
    if (--waiting === 0) stop()
  })
  return mine
}

function stop(): void {
  worker?.terminate()
  worker = null
}

/** Never rejects. A worker that fails or takes too long ends; the next file gets another one. */
function ask(order: InspectOrder): Promise<Ended> {
  return new Promise(resolve => {
    let kind = UNKNOWN
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = (last: InspectReport | null) => {
      clearTimeout(timer)
      if (!last) stop()
      resolve({ kind, last })
    }
    const limit = (time: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => end(null), time)
    }
    try {
      worker ??= startWorker(workerUrl)
      worker.onmessage = ({ data }: MessageEvent<InspectReport>) => {
        // A reader may post messages of its own.
        if (data.turn !== order.turn) return
        if (data.step === 'kind') kind = data.kind
        else if (data.step === 'loaded') limit(LOOKING)
        else end(data)
      }
      worker.onerror = () => end(null)
      limit(LOADING)
      worker.postMessage(order)
    } catch {
      end(null)
    }
  })
}
