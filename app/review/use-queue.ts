import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Refused, Unreachable } from '#app/wire/client.ts'
import { startWorker } from '#app/wire/worker.ts'
import type { Keyring } from '#app/keyring/keyring.tsx'
import { keepEnds } from '#app/keyring/verified-ends.ts'
import type { Readings } from './gated-writer.ts'
import type { FromQueueWorker, ToQueueWorker } from './queue-messages.ts'
import { newQueueStore, type QueueState, type QueueStore } from './queue-store.ts'
import workerUrl from './queue-worker.ts?worker&url'
import { contextOf } from './review-keys.ts'

/** How often the server is asked for new arrivals, in ms. */
const lookEvery = 60_000

export interface Queue {
  state: QueueState
  store: QueueStore
  /** Reads the keys and then the queue anew. */
  read: () => void
  stop: () => void
}

export const todayOf = (now = new Date()): string => now.toISOString().slice(0, 10)

/** Reads the queue in a worker as long as the page is there. */
export function useQueue(keyring: Keyring, readings: Readings): Queue {
  const [store] = useState(newQueueStore)
  const worker = useRef<Worker | null>(null)
  const latest = useRef({ keyring, readings })
  latest.current = { keyring, readings }

  const post = useCallback((message: ToQueueWorker) => worker.current?.postMessage(message), [])

  const read = useCallback(
    async (confirm: boolean) => {
      latest.current.readings.began()
      store.update({ phase: confirm ? 'checking' : 'opening', opened: 0, perSecond: 0, newer: 0 })
      try {
        const fresh = await latest.current.keyring.refresh()
        post({ type: 'read', context: contextOf(fresh), today: todayOf(), confirm })
        store.update({ total: fresh.state.submissions })
      } catch (error) {
        latest.current.readings.ended(null)
        if (!(error instanceof Unreachable || error instanceof Refused)) throw error
        store.update({ phase: error instanceof Unreachable ? 'unreachable' : 'fault' })
      }
    },
    [post, store],
  )

  useEffect(() => {
    if (latest.current.keyring.epochs.account.length === 0) return
    const begun = { at: performance.now() }
    const own = startWorker(workerUrl)
    worker.current = own
    own.onmessage = ({ data }: MessageEvent<FromQueueWorker>) => {
      switch (data.type) {
        case 'rows': {
          if (data.opened <= data.rows.length) begun.at = performance.now()
          const seconds = (performance.now() - begun.at) / 1000
          const { phase } = store.snapshot()
          store.enter(data.rows)
          if (phase === 'opening' || phase === 'checking')
            store.progress(data.opened, seconds > 0.5 ? Math.round(data.opened / seconds) : 0)
          return
        }
        case 'suspect':
          return void read(true)
        case 'read':
          latest.current.readings.ended(data.position)
          if (data.alarms.length === 0) keepEnds(data.ends)
          return store.update({ phase: 'read', alarms: data.alarms })
        case 'stopped':
          latest.current.readings.ended(null)
          return store.update({ phase: 'stopped' })
        case 'adopted':
          return store.update({ adopted: data.swapped })
        case 'newer':
          return store.update({ newer: data.count })
        case 'failed':
          latest.current.readings.ended(null)
          if (data.why === 'sign-in') return latest.current.keyring.lock()
          return store.update({ phase: data.why })
      }
    }
    own.onerror = () => {
      latest.current.readings.ended(null)
      store.update({ phase: 'fault' })
    }
    store.update({ total: latest.current.keyring.state.submissions })
    post({ type: 'read', context: contextOf(latest.current.keyring), today: todayOf(), confirm: false })
    const timer = setInterval(() => {
      if (store.snapshot().phase === 'read') post({ type: 'look' })
    }, lookEvery)
    return () => {
      clearInterval(timer)
      own.terminate()
      worker.current = null
    }
  }, [post, read, store])

  const state = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot)
  return {
    state,
    store,
    read: useCallback(() => void read(false), [read]),
    stop: useCallback(() => post({ type: 'stop' }), [post]),
  }
}
