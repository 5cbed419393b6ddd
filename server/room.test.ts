import { describe, expect, it } from 'vitest'
import { codeOf } from './refusal.ts'
import { createRoom, type RoomOptions } from './room.ts'

const MINUTE = 60_000

function setUp(change: Partial<RoomOptions> = {}) {
  const now = { at: Date.parse('2026-11-22T10:00:00Z') }
  const disk = { free: 1_000_000 }
  const removed: string[] = []
  const room = createRoom({
    quota: 0,
    keepFree: 1_000,
    freeBytes: () => disk.free,
    clock: () => new Date(now.at),
    taken: 0,
    open: [],
    remove: key => {
      removed.push(key)
      room.give(key)
      return Promise.resolve()
    },
    ...change,
  })
  const take = (key: string, length: number) =>
    room.take(key, length).then(
      () => 'taken',
      (error: unknown) => codeOf(error),
    )
  return { room, now, disk, removed, take }
}

describe('room for sealed files', () => {
  it('is what the disk has beyond what it has to keep, less what others will still bring', async () => {
    const { room, disk, take } = setUp()
    expect(await take('a', 600_000)).toBe('taken')
    expect(await take('b', 399_001)).toBe('full')
    expect(await take('b', 399_000)).toBe('taken')
    room.grow('a', 500_000)
    disk.free -= 500_000
    expect(await take('c', 1)).toBe('full')
    room.give('b')
    expect(await take('c', 399_000)).toBe('taken')
  })

  it('ends with the quota, which claimed files use too', async () => {
    const { room, take } = setUp({ quota: 10_000, taken: 4_000 })
    expect(await take('a', 6_001)).toBe('full')
    expect(await take('a', 6_000)).toBe('taken')
    room.settle('a')
    expect(await take('b', 1)).toBe('full')
  })

  it('counts what was open before this start', async () => {
    const { take } = setUp({ open: [{ key: 'old', length: 900_000, arrived: 100_000 }], taken: 900_000 })
    expect(await take('a', 199_001)).toBe('full')
    expect(await take('a', 199_000)).toBe('taken')
  })

  it('is made by uploads that never began, after a minute, and by no more of them than it takes', async () => {
    const { now, removed, take } = setUp()
    for (const key of ['a', 'b', 'c']) await take(key, 333_000)
    now.at += MINUTE - 1
    expect(await take('d', 300_000)).toBe('full')
    now.at += 1
    expect(await take('d', 300_000)).toBe('taken')
    expect(removed).toEqual(['a'])
  })

  it('is made by uploads that got no byte for ten minutes, who brought least first', async () => {
    const { room, now, removed, take } = setUp()
    for (const key of ['a', 'b', 'c']) await take(key, 333_000)
    room.grow('a', 100_000)
    room.grow('b', 90_000)
    room.grow('c', 80_000)
    now.at += 9 * MINUTE
    room.grow('c', 85_000)
    now.at += MINUTE
    expect(await take('d', 333_000)).toBe('taken')
    expect(removed).toEqual(['b'])
  })

  it('is made by uploads that go so slowly that they would take more than a day', async () => {
    const { room, now, removed, take } = setUp()
    await take('slow', 600_000)
    await take('fast', 390_000)
    for (let minute = 1; minute <= 60; minute++) {
      now.at += MINUTE
      room.grow('slow', minute)
      room.grow('fast', minute * 300)
    }
    expect(await take('d', 500_000)).toBe('taken')
    expect(removed).toEqual(['slow'])
  })

  it('takes nothing from anybody when that is not enough', async () => {
    const { room, now, removed, take } = setUp()
    await take('idle', 300_000)
    await take('busy', 600_000)
    now.at += 10 * MINUTE
    room.grow('busy', 100_000)
    expect(await take('d', 500_000)).toBe('full')
    expect(removed).toEqual([])
  })

  it('does not take a claimed file for one that nobody goes on with', async () => {
    const { room, now, removed, take } = setUp()
    await take('claimed', 900_000)
    room.grow('claimed', 900_000)
    room.settle('claimed')
    now.at += 60 * MINUTE
    expect(await take('d', 999_001)).toBe('full')
    expect(removed).toEqual([])
  })

  it('ends with ten thousand open uploads, however short', async () => {
    const open = Array.from({ length: 9_999 }, (_, i) => ({ key: String(i), length: 1, arrived: 1 }))
    const { now, removed, take } = setUp({ open })
    expect(await take('last', 1)).toBe('taken')
    expect(await take('more', 1)).toBe('full')
    now.at += 10 * MINUTE
    expect(await take('more', 1)).toBe('taken')
    expect(removed).toEqual(['last'])
  })
})
