import { describe, expect, it } from 'vitest'
import { createGuesses } from './guesses.ts'

function setUp() {
  let now = 0
  const waits: number[] = []
  const guesses = createGuesses(
    () => new Date(now),
    milliseconds => {
      waits.push(milliseconds)
      return Promise.resolve()
    },
  )
  return { guesses, waits, pass: (milliseconds: number) => (now += milliseconds) }
}

describe('slow guessing', () => {
  it('lets a few mistakes pass, then doubles the wait, and never asks for more than ten seconds', async () => {
    const { guesses, waits } = setUp()
    for (let i = 0; i < 40; i++) await guesses.slow('olena')
    expect(waits.slice(0, 4)).toEqual([250, 500, 1000, 2000])
    expect(Math.max(...waits)).toBeLessThanOrEqual(10_000)
    expect(waits.length).toBe(36)
  })

  it('counts tries at the same time, so that many connections gain nothing', async () => {
    const { guesses, waits } = setUp()
    await Promise.all(Array.from({ length: 10 }, () => guesses.slow('olena')))
    expect(waits.length).toBe(6)
  })

  it('forgets after a success, and in time', async () => {
    const { guesses, waits, pass } = setUp()
    for (let i = 0; i < 8; i++) await guesses.slow('olena')
    guesses.succeed('olena')
    const before = waits.length
    await guesses.slow('olena')
    expect(waits.length).toBe(before)
    for (let i = 0; i < 8; i++) await guesses.slow('taras')
    pass(10 * 60_000)
    const then = waits.length
    await guesses.slow('taras')
    expect(waits.length).toBe(then)
  })

  it('slows down who tries many names, and does not lock anybody out', async () => {
    const { guesses, waits } = setUp()
    for (let i = 0; i < 500; i++) await guesses.slow(`name ${i}`)
    expect(waits.length).toBeGreaterThan(400)
    expect(Math.max(...waits)).toBeLessThanOrEqual(2_000)
  })
})
