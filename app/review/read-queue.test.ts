import { beforeAll, describe, expect, test } from 'vitest'
import { hash32 } from '#app/crypto/hash.ts'
import { NO_PREV } from '#app/crypto/review-event.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Bytes } from '#app/crypto/types.ts'
import { encodeQueuePage, encodeSubmissionParts, type QueueEntry } from '#app/wire/queue.ts'
import { eventOf, makeCase, newReviewer, type Case } from '#tests/support/sealed-case.ts'
import { openSubmission } from './open-submission.ts'
import { isStrange, readRow, type QueueRow } from './queue-row.ts'
import { readQueue, type QueueServer } from './read-queue.ts'

let one: Case
let other: Case
beforeAll(async () => {
  await sodiumReady()
  const team = newReviewer()
  one = makeCase({ team })
  other = makeCase({ team })
})

/** Sealed as the form seals, and opens for nobody: what anybody can send. */
const garbage = (): QueueEntry => ({ ...one.entry(), wrap: other.entry().wrap })
const rowOf = (entry: QueueEntry): QueueRow => readRow(entry, one.team.keys.account, one.team.by, '2026-11-22').row

async function read(entry: QueueEntry) {
  const asked: string[] = []
  const rows: QueueRow[] = []
  const server: QueueServer = {
    page: async after => encodeQueuePage(after === 0 ? [entry] : [], null),
    async parts(id) {
      asked.push(id)
      return encodeSubmissionParts({ ...one.parts(), accountWraps: [entry.wrap, ...one.parts().accountWraps] })
    },
    swap: async () => ({ swapped: 0 }),
  }
  const context = {
    keys: one.team.keys,
    me: { by: one.team.by, n: 0, last: null },
    logs: new Set<string>(),
    total: 1,
  }
  const listener = { rows: (told: QueueRow[]) => void rows.push(...told), stopped: () => false }
  await readQueue(context, server, listener, '2026-11-22')
  return { asked, codes: rows.map(row => row.code) }
}

describe('what does not open', () => {
  test('costs no other request where it came sealed: there is no other wrap', async () => {
    expect(await read(garbage())).toEqual({ asked: [], codes: ['tampered'] })
  })

  test('is opened with another wrap where a member put a wrong one before it', async () => {
    const wrong: Bytes = openSubmission(other.parts(), other.team.keys, other.id).adoption!.wrap
    expect(await read({ ...one.entry(), wrap: wrong })).toEqual({ asked: [one.id], codes: ['tampered', null] })
  })

  test('makes everything be read again only if it opened before or somebody worked on it', () => {
    expect(isStrange(rowOf(garbage()), false)).toBe(false)
    expect(isStrange(rowOf(garbage()), true)).toBe(true)
    const opened = eventOf(one, { seq: 1, n: 1, prev: NO_PREV, kind: 'opened' })
    expect(isStrange(rowOf({ ...garbage(), events: [opened] }), false)).toBe(true)
    const broken = eventOf(one, { seq: 1, n: 1, prev: hash32(opened), kind: 'opened' })
    expect(isStrange(rowOf({ ...one.entry(), events: [broken] }), false)).toBe(true)
    expect(isStrange(rowOf(one.entry()), true)).toBe(false)
  })
})
