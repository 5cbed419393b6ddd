import type { Alarm, Position } from './ledger.ts'
import type { QueueRow } from './queue-row.ts'
import type { QueueContext } from './review-keys.ts'

/** What the page tells the worker. `confirm`: the keys were read anew after `suspect`, so what does not fit now is an alarm. Keys live in its memory until the page goes. */
export type ToQueueWorker =
  | { type: 'read'; context: QueueContext; today: string; confirm: boolean }
  | { type: 'check'; context: QueueContext }
  | { type: 'stop' }
  | { type: 'look' }

/** What the worker tells the page. */
export type FromQueueWorker =
  | { type: 'rows'; rows: QueueRow[]; opened: number }
  /** Something does not fit: read the keys anew and then the queue, before anybody is alarmed. */
  | { type: 'suspect' }
  | { type: 'stopped' }
  | { type: 'read'; alarms: Alarm[]; position: Position; ends: ReadonlyMap<string, number> }
  | { type: 'checking'; chains: number }
  | { type: 'checked'; alarms: Alarm[]; ends: ReadonlyMap<string, number> }
  | { type: 'adopted'; swapped: number }
  | { type: 'newer'; count: number }
  | { type: 'failed'; why: 'unreachable' | 'sign-in' | 'fault' }
