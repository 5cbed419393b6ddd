import { describe, expect, it } from 'vitest'
import { createLogger, faultName, type LogLine } from './log.ts'

describe('the log', () => {
  it('writes the day, names, codes, counts and milliseconds, and drops whatever else it is given', () => {
    const lines: string[] = []
    const { log } = createLogger(
      line => lines.push(line),
      () => new Date('2026-11-22T13:45:00Z'),
    )
    log({ event: 'wraps swapped', count: 3, refused: 1, milliseconds: 12.7 })
    log({ event: 'fault', code: 'SqliteError', address: '192.0.2.1', id: 'abc', body: 'text' } as LogLine)
    log({ event: 'fault', code: 'no such table: https://example.org/?q=1' })
    expect(lines.map(line => JSON.parse(line) as unknown)).toEqual([
      { day: '2026-11-22', event: 'wraps swapped', count: 3, refused: 1, milliseconds: 13 },
      { day: '2026-11-22', event: 'fault', code: 'SqliteError' },
      { day: '2026-11-22', event: 'fault' },
    ])
  })

  it('keeps the hour of what witnesses do to itself: one line for a day, after it', () => {
    const lines: string[] = []
    let now = new Date('2026-11-22T13:45:00Z')
    const { log, flush } = createLogger(
      line => lines.push(line),
      () => now,
    )
    log({ event: 'submissions', count: 2, known: 0 })
    log({ event: 'submissions', count: 1, known: 1 })
    log({ event: 'refused', code: 'expired', count: 1 })
    flush(false)
    expect(lines).toEqual([])
    now = new Date('2026-11-23T00:10:00Z')
    log({ event: 'submissions', count: 5, known: 0 })
    flush(false)
    expect(lines.map(line => JSON.parse(line) as unknown)).toEqual([
      { day: '2026-11-22', event: 'submissions', count: 3, known: 1 },
      { day: '2026-11-22', event: 'refused', code: 'expired', count: 1 },
    ])
    flush(true)
    expect(lines.length).toBe(3)
  })

  it('names a fault by its class and never by its message', () => {
    expect(faultName(new TypeError('secret'))).toBe('TypeError')
    expect(faultName(Object.assign(new Error('x'), { name: 'at /home/olena' }))).toBe('Error')
    expect(faultName('text')).toBe('Error')
  })
})
