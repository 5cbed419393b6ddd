import { beforeAll, describe, expect, test } from 'vitest'
import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { signKeyPairFromSeed } from '#app/crypto/keys.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Digest, Hash32, SignKeyPair } from '#app/crypto/types.ts'
import { addDays, dayNumber, isDate, isTime } from './date.ts'
import { dayText, FIRST_DAY } from './day.ts'
import { judgeThread, type ThreadMessage } from './thread.ts'
import { signTombstone, tombstoneText, verifyTombstone } from './tombstone.ts'

const code = (f: () => unknown) => {
  const result = attempt(f)
  return result instanceof Failure ? result.code : 'success'
}
let witness: SignKeyPair, a: SignKeyPair, b: SignKeyPair
beforeAll(async () => {
  await sodiumReady()
  ;[witness, a, b] = [randomBytes(32), randomBytes(32), randomBytes(32)].map(signKeyPairFromSeed) as [
    SignKeyPair,
    SignKeyPair,
    SignKeyPair,
  ]
})

test('a tombstone needs the witness, or two different members', () => {
  const text = tombstoneText({
    digest: randomBytes(32) as Digest,
    at: '2026-12-01',
    reason: 'withdrawn',
    events: [randomBytes(32) as Hash32],
  })
  const deciders = { witness: witness.publicKey, members: [a.publicKey, b.publicKey, a.publicKey] }
  const judge = (...signers: SignKeyPair[]) =>
    code(() =>
      verifyTombstone(
        text,
        signers.map(pair => signTombstone(text, pair)),
        deciders,
      ),
    )
  expect(judge(witness)).toBe('success')
  expect(judge(a, b)).toBe('success')
  expect(judge(a)).toBe('tampered')
  expect(judge(a, a)).toBe('tampered')
  expect(judge()).toBe('tampered')
  expect(judge(signKeyPairFromSeed(randomBytes(32)))).toBe('tampered')
  expect(code(() => verifyTombstone(text.subarray(1), [], deciders))).toBe('malformed')
})

test('a day tells what arrived and not in which order', () => {
  const submissions = [randomBytes(32), randomBytes(32), randomBytes(32)] as Digest[]
  const events = [randomBytes(32) as Hash32]
  const day = { date: '2026-11-22', before: FIRST_DAY, submissions, events }
  expect(dayText(day)).toEqual(dayText({ ...day, submissions: submissions.toReversed() }))
  const next = dayText({ ...day, date: '2026-11-23', before: dayText(day).sha256, submissions: [], events: [] })
  expect(next.text).toBe(`svidok/v1/day\n2026-11-23\n${dayText(day).sha256}\n`)
  expect(() => dayText({ ...day, date: '2026-02-30' })).toThrow(RangeError)
})

test('dates and times are real', () => {
  expect(['2026-02-28', '2024-02-29', '2000-02-29'].every(isDate)).toBe(true)
  for (const text of [
    '2026-02-29',
    '1900-02-29',
    '2026-2-1',
    '2026-00-10',
    '2026-04-31',
    ' 2026-01-01',
    '2026-01-01T00:00:00Z',
    '',
  ])
    expect(isDate(text)).toBe(false)
  expect(isTime('2026-11-22T23:59:59Z')).toBe(true)
  for (const text of [
    '2026-11-22T24:00:00Z',
    '2026-11-22T10:60:00Z',
    '2026-02-30T10:00:00Z',
    '2026-11-22T10:00Z',
    '2026-11-22T10:00:00+02:00',
  ])
    expect(isTime(text)).toBe(false)
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(dayNumber('2027-01-01')! - dayNumber('2026-01-01')!).toBe(365)
})

describe('a thread', () => {
  const key = toB64u(randomBytes(32))
  const taken = toB64u(randomBytes(32))
  const team = (
    seq: number,
    by: string,
    hash = `t${seq}`,
    prev: string | undefined = seq > 1 ? `t${seq - 1}` : undefined,
  ): ThreadMessage => ({ from: 'team', seq, hash, prev, by })
  const standings = (messages: ThreadMessage[], speakers = [key]) =>
    judgeThread(messages, speakers).map(({ standing }) => standing)
  const conflicts = (messages: ThreadMessage[]) => judgeThread(messages, [key]).map(({ conflict }) => conflict)

  test('counts who speaks for the team now, and whom they vouched for', () => {
    expect(standings([team(1, key), team(2, key)])).toEqual(['counts', 'counts'])
    expect(standings([team(1, taken), team(2, taken), team(3, key)])).toEqual(['counts', 'counts', 'counts'])
    expect(standings([team(1, key), team(2, taken)])).toEqual(['counts', 'unconfirmed'])
    expect(standings([team(1, taken)], [])).toEqual(['unconfirmed'])
    expect(standings([{ from: 'witness', seq: 1, hash: 'w1' }], [])).toEqual(['counts'])
  })

  test('shows what does not fit as a conflict', () => {
    expect(conflicts([team(1, key), team(2, key)])).toEqual([false, false])
    expect(conflicts([team(1, key), team(1, key, 'x')])).toEqual([true, true])
    expect(conflicts([team(1, key), team(2, key, 't2', 'elsewhere')])).toEqual([true, true])
    expect(conflicts([team(1, key, 't1', 'something'), team(2, key, 't2', undefined)])).toEqual([true, false])
    expect(conflicts([team(1, key), { from: 'witness', seq: 1, hash: 'w1' }])).toEqual([false, false])
  })
})
