import { sodiumReady } from '#app/crypto/sodium.ts'
import { getBytes, postBytes, Refused, Unreachable } from '#app/wire/client.ts'
import { SwapsAnswer } from '#app/wire/members.ts'
import { settleAlarms } from './ledger.ts'
import type { FromQueueWorker, ToQueueWorker } from './queue-messages.ts'
import { isStrange } from './queue-row.ts'
import { countNewer, readQueue, sendAdoptions, type QueueListener, type QueueServer } from './read-queue.ts'

/** Reads the queue away from the page, so that the page is never blocked. */

const queuePage = (after: number, limit: number) => `/api/desk/queue?after=${after}&limit=${limit}`

const server: QueueServer = {
  page: (after, limit) => getBytes(queuePage(after, limit)),
  parts: id => getBytes(`/api/desk/submissions/${id}`),
  swap: swaps => postBytes('/api/desk/wraps', swaps, SwapsAnswer),
}

const tell = (message: FromQueueWorker) => postMessage(message)

let run = 0
let cursor = 0
/** Rows that opened since the page was there. */
const once = new Set<number>()
/** Where every author stood at the end of the last whole reading. */
let ends = new Map<string, number>()

async function read({ context, today, confirm }: Extract<ToQueueWorker, { type: 'read' }>): Promise<void> {
  const mine = ++run
  const stopped = () => mine !== run
  const strange = new Set<number>()
  let opened = 0
  await sodiumReady()
  const rows: QueueListener['rows'] = (batch, again) => {
    if (!again) opened += batch.length
    for (const row of batch) {
      if (isStrange(row, once.has(row.cursor))) strange.add(row.cursor)
      else strange.delete(row.cursor)
      if (row.code === null) once.add(row.cursor)
    }
    tell({ type: 'rows', rows: batch, opened })
  }
  const reading = await readQueue(context, server, { rows, stopped }, today)
  if (stopped()) return
  cursor = Math.max(cursor, reading.cursor)
  const alarms = settleAlarms(reading.alarms, ends)
  ends = reading.ends
  if ((reading.alarms.length > 0 || strange.size > 0) && !confirm) return tell({ type: 'suspect' })
  tell({ type: 'read', alarms, position: reading.position, ends: reading.ends })
  if (reading.adoptions.length > 0)
    tell({ type: 'adopted', swapped: await sendAdoptions(reading.adoptions, server, stopped) })
}

/** Reads the chains alone, for who is about to sign for the organisation. */
async function check({ context }: Extract<ToQueueWorker, { type: 'check' }>): Promise<void> {
  let chains = 0
  await sodiumReady()
  const rows: QueueListener['rows'] = batch => tell({ type: 'checking', chains: (chains += batch.length) })
  const chainsAlone: QueueServer = {
    ...server,
    page: (after, limit) => getBytes(`${queuePage(after, limit)}&chains=1`),
  }
  const { alarms, ends } = await readQueue(context, chainsAlone, { rows, stopped: () => false }, '')
  tell({ type: 'checked', alarms, ends })
}

function tellFailure(error: unknown): void {
  if (error instanceof Unreachable) return tell({ type: 'failed', why: 'unreachable' })
  if (error instanceof Refused && error.code === 'sign-in') return tell({ type: 'failed', why: 'sign-in' })
  tell({ type: 'failed', why: 'fault' })
}

addEventListener('message', ({ data }: MessageEvent<ToQueueWorker>) => {
  if (data.type === 'stop') {
    run++
    tell({ type: 'stopped' })
  }
  if (data.type === 'look') countNewer(cursor, server).then(count => tell({ type: 'newer', count }), tellFailure)
  if (data.type === 'check') check(data).catch(tellFailure)
  if (data.type === 'read') read(data).catch(tellFailure)
})
