import { describe, expect, test } from 'vitest'
import type { QueueRow } from './queue-row.ts'
import { arrange, countViews, daysBetween, firstView, priorityOf } from './view.ts'

const row = (cursor: number, change: Partial<QueueRow> = {}): QueueRow => ({
  cursor,
  id: `id${cursor}`,
  day: '2026-11-20',
  card: {
    v: 1,
    form: { id: 'f', version: '1' },
    mode: 'express',
    lang: 'uk',
    urgent: [],
    share: {},
    words: 'w',
    length: 1,
    files: 0,
    contact: false,
  },
  code: null,
  status: 'received',
  priority: null,
  suggested: 'P2',
  unread: true,
  records: 0,
  broken: null,
  ...change,
})
const order = (rows: QueueRow[], view = firstView) => arrange(rows, view).map(one => one.cursor)

describe('the queue', () => {
  test('begins with the urgent, and among equals with who has waited longest', () => {
    expect(
      order([
        row(1),
        row(2, { suggested: 'P0' }),
        row(3, { priority: 'P1', suggested: 'P0' }),
        row(4, { suggested: 'P0' }),
      ]),
    ).toEqual([2, 4, 3, 1])
  })

  test('goes by what a person confirmed, not by what was suggested', () => {
    expect(priorityOf(row(1, { suggested: 'P0', priority: 'P3' }))).toBe('P3')
  })

  test('begins with a broken chain, and keeps what failed to open apart and counted, in nobody’s place', () => {
    const failed = row(7, { card: null, code: 'tampered', suggested: 'P0' })
    const broken = row(8, { status: 'accepted', broken: { seq: 1, code: 'tampered' } })
    const rows = [row(1, { suggested: 'P0' }), failed, broken, row(9)]
    expect(order(rows)).toEqual([8, 1, 9])
    expect(countViews(rows)).toEqual({ open: 3, unread: 3, urgent: 1, trouble: 2, closed: 1, all: 4 })
    expect(order(rows, { ...firstView, name: 'trouble' })).toEqual([8, 7])
    expect(order(rows, { ...firstView, name: 'all' })).toEqual([8, 1, 9, 7])
    expect(order(rows, { ...firstView, name: 'all', descending: true }).at(-1)).toBe(7)
  })

  test('shows unread, urgent and closed ones in views of their own, with counts', () => {
    const rows = [
      row(1, { unread: false }),
      row(2, { suggested: 'P1' }),
      row(3, { status: 'duplicate', suggested: 'P0', unread: false }),
    ]
    expect(countViews(rows)).toEqual({ open: 2, unread: 1, urgent: 1, trouble: 0, closed: 1, all: 3 })
    expect(order(rows, { ...firstView, name: 'closed' })).toEqual([3])
  })

  test('narrows by priority, status and language, and turns its order round', () => {
    const rows = [row(1), row(2, { suggested: 'P0' }), row(3, { status: 'triage' })]
    expect(order(rows, { ...firstView, priorities: ['P0'] })).toEqual([2])
    expect(order(rows, { ...firstView, status: 'triage' })).toEqual([3])
    expect(order(rows, { ...firstView, language: 'ru' })).toEqual([])
    expect(order(rows, { ...firstView, sort: 'arrival', descending: true })).toEqual([3, 2, 1])
  })

  test('counts whole days, and none where the day makes no sense', () => {
    expect(daysBetween('2026-11-20', '2026-11-22')).toBe(2)
    expect(daysBetween('never', '2026-11-22')).toBe(0)
  })
})
