import type { Position } from './ledger.ts'
import type { EventWriter } from './write-event.ts'

/** The queue was not read to its end, so nobody knows under which number to sign. Nothing was signed. */
export class NotRead extends Error {
  constructor() {
    super('not-read')
    this.name = 'NotRead'
  }
}

/** Hears of every reading of the queue. */
export interface Readings {
  began: () => void
  /** `position`: ours by all chains, verified; null when they were not all read. */
  ended: (position: Position | null) => void
}

/**
 * A writer that signs nothing into an account chain before the queue was once read whole: until then our position is only what the server claims,
 * and an event under a number of its choice looks like a lie of ours (FORMAT.md §7). While the queue is read, decisions
 * wait; where the reading did not come to its end they throw `NotRead`. Contact chains have no such reading.
 */
export function gateWriter(inner: EventWriter): { writer: EventWriter; readings: Readings; waits: () => boolean } {
  let state: 'reading' | 'halted' | 'verified' = 'reading'
  let waiting: { go: () => void; refuse: (why: NotRead) => void }[] = []

  const write: EventWriter['write'] = async (target, decision) => {
    if (target.chain === 'account' && state === 'halted') throw new NotRead()
    if (target.chain === 'account' && state === 'reading') {
      await new Promise<void>((go, refuse) => waiting.push({ go, refuse }))
    }
    return inner.write(target, decision)
  }
  return {
    writer: { ...inner, write },
    waits: () => state === 'reading',
    readings: {
      began() {
        if (state === 'halted') state = 'reading'
      },
      ended(position) {
        if (position) inner.advance('account', position)
        if (position) state = 'verified'
        else if (state === 'reading') state = 'halted'
        for (const { go, refuse } of waiting) {
          if (state === 'verified') go()
          else refuse(new NotRead())
        }
        waiting = []
      },
    },
  }
}
