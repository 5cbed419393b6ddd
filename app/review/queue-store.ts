import type { Alarm } from './ledger.ts'
import type { QueueRow, RowTriage } from './queue-row.ts'

/** What the page knows of the queue. `checking`: something did not fit, the keys and the queue are read anew. */
export interface QueueState {
  rows: readonly QueueRow[]
  phase: 'opening' | 'checking' | 'read' | 'stopped' | 'unreachable' | 'fault'
  opened: number
  total: number
  perSecond: number
  alarms: readonly Alarm[]
  newer: number
  adopted: number
}

export interface QueueStore {
  subscribe: (listener: () => void) => () => void
  snapshot: () => QueueState
  update: (change: Partial<QueueState>) => void
  /** Enters rows. A row with fewer records than the one that is here was read before a decision and is dropped. */
  enter: (rows: readonly QueueRow[]) => void
  /** How far the reading is; told with the next beat. */
  progress: (opened: number, perSecond: number) => void
  decide: (id: string, triage: RowTriage) => void
}

/** While rows pour in, the page is told this often, in ms. */
const beat = 150

export function newQueueStore(): QueueStore {
  const rows = new Map<number, QueueRow>()
  const byId = new Map<string, number>()
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | null = null
  let changed = false
  let state: QueueState = {
    rows: [],
    phase: 'opening',
    opened: 0,
    total: 0,
    perSecond: 0,
    alarms: [],
    newer: 0,
    adopted: 0,
  }

  function tell() {
    timer = null
    if (changed) state = { ...state, rows: [...rows.values()] }
    changed = false
    for (const listener of listeners) listener()
  }

  function put(row: QueueRow) {
    const here = rows.get(row.cursor)
    if (here && here.id === row.id && here.code === null && here.records > row.records) return
    rows.set(row.cursor, row)
    if (row.id !== null) byId.set(row.id, row.cursor)
    changed = true
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => state,
    update(change) {
      state = { ...state, ...change }
      if (timer !== null) clearTimeout(timer)
      tell()
    },
    enter(batch) {
      batch.forEach(put)
      if (state.rows.length === 0) tell()
      else timer ??= setTimeout(tell, beat)
    },
    progress(opened, perSecond) {
      state = { ...state, opened, perSecond }
      timer ??= setTimeout(tell, beat)
    },
    decide(id, triage) {
      const row = rows.get(byId.get(id) ?? -1)
      if (!row || row.records > triage.records) return
      put({ ...row, ...triage })
      tell()
    },
  }
}
