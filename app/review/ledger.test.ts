import { beforeAll, describe, expect, test } from 'vitest'
import { toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { NO_PREV, readChain } from '#app/crypto/review-event.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Bytes } from '#app/crypto/types.ts'
import { eventOf, makeCase, newReviewer, type Case, type Reviewer } from '#tests/support/sealed-case.ts'
import { checkLedger, endsOf, enterChain, newLedger, positionOf, settleAlarms, type LedgerContext } from './ledger.ts'

const LOG = toB64u(new Uint8Array(32))
let team: Reviewer
let a: Case
let b: Case
/** One author signs 1 on a, 2 on b, 3 on a. */
let events: { one: Bytes; two: Bytes; three: Bytes }

beforeAll(async () => {
  await sodiumReady()
  team = newReviewer()
  a = makeCase({ team })
  b = makeCase({ team })
  const one = eventOf(a, { seq: 1, n: 1, prev: NO_PREV, kind: 'opened' })
  const two = eventOf(b, { seq: 1, n: 2, prev: NO_PREV, last: one, kind: 'opened' })
  const three = eventOf(a, { seq: 2, n: 3, prev: hash32(one), last: two, kind: 'status', status: 'triage' })
  events = { one, two, three }
})

const ledgerOf = (onA: Bytes[], onB: Bytes[]) => {
  const ledger = newLedger()
  for (const [at, list] of [
    [a, onA],
    [b, onB],
  ] as const) {
    const { digest, reviewKey, id } = at
    enterChain(ledger, id, readChain(list, { digest, reviewKey, chain: 'account', members: [team.sign.publicKey] }))
  }
  return ledger
}
const hashOf = (event: Bytes) => toB64u(hash32(event))
const context = (change: Partial<LedgerContext> = {}): LedgerContext => ({
  logs: new Set([LOG]),
  leavers: new Map(),
  me: { by: team.by, n: 0, last: null },
  ...change,
})
const reasons = (onA: Bytes[], onB: Bytes[], change?: Partial<LedgerContext>) =>
  checkLedger(ledgerOf(onA, onB), context(change)).map(({ reason, code, n }) => `${reason} ${n} ${code}`)

describe('chains laid side by side', () => {
  test('raise nothing when the server shows all', () => {
    const { one, two, three } = events
    expect(reasons([one, three], [two], { me: { by: team.by, n: 3, last: hashOf(three) } })).toEqual([])
    expect(positionOf(ledgerOf([one, three], [two]), team.by)).toEqual({ n: 3, last: hashOf(three) })
  })

  test('show that a whole chain is held back', () => {
    expect(reasons([events.one, events.three], [])).toEqual(['gap 2 truncated'])
  })

  test('show that the end of every chain is held back, to whoever knows where they stood', () => {
    const { one, two, three } = events
    expect(reasons([one], [two], { me: { by: team.by, n: 3, last: hashOf(three) } })).toEqual(['hidden 3 truncated'])
  })

  test('show two events under one number', () => {
    const { one, two, three } = events
    const twin = eventOf(b, { seq: 2, n: 3, prev: hash32(two), last: two, kind: 'opened' })
    expect(reasons([one, three], [two, twin])).toEqual(['fork 3 truncated'])
  })

  test('show an event that was built on another than the one that is served', () => {
    const { one, three } = events
    const other = eventOf(b, { seq: 1, n: 2, prev: NO_PREV, last: one, kind: 'status', status: 'triage' })
    expect(reasons([one, three], [other])).toEqual(['order 3 truncated'])
  })

  test('show a key log that was rolled back', () => {
    expect(reasons([events.one], [], { logs: new Set() })).toEqual(['unknown-log 1 truncated'])
  })

  test('show what was signed after its author left, and that their last events are held back', () => {
    const { one, two, three } = events
    expect(reasons([one, three], [two], { leavers: new Map([[team.by, { n: 2, last: hashOf(two) }]]) })).toEqual([
      'after-leaving 3 truncated',
    ])
    expect(reasons([one], [], { leavers: new Map([[team.by, { n: 2, last: hashOf(two) }]]) })).toEqual([
      'hidden 2 truncated',
    ])
  })

  test('end in an answer when an author claims an absurd number', () => {
    const far = eventOf(a, { seq: 1, n: 2 ** 50, prev: NO_PREV, last: events.one, kind: 'opened' })
    expect(reasons([far], [])).toEqual(['gap 1 truncated'])
  })
})

describe('a reading that is repeated before anybody is alarmed', () => {
  test('forgives what was signed while the pages were read', () => {
    const { one, two, three } = events
    const first = ledgerOf([one], [])
    const second = checkLedger(ledgerOf([one, three], []), context({ logs: new Set() }))
    expect(settleAlarms(second, endsOf(first)).map(alarm => `${alarm.reason} ${alarm.n}`)).toEqual(['unknown-log 1'])
    expect(endsOf(ledgerOf([one], [two])).get(team.by)).toBe(2)
  })

  test('keeps what was there before', () => {
    const first = ledgerOf([events.one, events.three], [])
    const alarms = checkLedger(first, context())
    expect(settleAlarms(alarms, endsOf(first))).toEqual(alarms)
  })
})
