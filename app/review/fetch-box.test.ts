import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refused, Unreachable } from '#app/wire/client.ts'
import { fetchBox, type BoxSource } from './fetch-box.ts'

const box = Uint8Array.from({ length: 1_000 }, (_, i) => i)

/** Answers from a byte on and breaks after `lengths[i]` bytes at the i-th time. */
function brokenLine(lengths: readonly number[], { ranges = true, sized = true } = {}) {
  const asked: number[] = []
  const pauses: number[] = []
  const source: BoxSource = {
    wait: ms => Promise.resolve(pauses.push(ms)),
    get(from) {
      const most = lengths[asked.length] ?? Infinity
      asked.push(from)
      if (most < 0) return Promise.reject(new Unreachable())
      const rest = box.subarray(ranges ? from : 0)
      let at = 0
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (at >= rest.length) return controller.close()
          if (at >= most) return controller.error(new Error('lost'))
          controller.enqueue(rest.slice(at, (at = Math.min(at + 7, rest.length, most))))
        },
      })
      const headers: Record<string, string> = sized ? { 'content-length': String(rest.length) } : {}
      return Promise.resolve(new Response(body, { status: ranges && from > 0 ? 206 : 200, headers }))
    },
  }
  return { source, asked, pauses }
}

async function readAll(source: BoxSource): Promise<number[]> {
  const bytes: number[] = []
  for await (const part of fetchBox(source)) bytes.push(...part)
  return bytes
}

describe('a box that is fetched', () => {
  it('arrives whole, in order and once, wherever the line breaks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -1, max: 400 }), { maxLength: 6 }),
        fc.boolean(),
        async (lengths, ranges) => {
          expect(await readAll(brokenLine(lengths, { ranges }).source)).toEqual([...box])
        },
      ),
      { numRuns: 60 },
    )
  })

  it('goes on where it broke, not from the beginning', async () => {
    const { source, asked } = brokenLine([70, 140])
    await readAll(source)
    expect(asked).toEqual([0, 70, 210])
  })

  it('ends where an answer of unknown length ends', async () => {
    expect(await readAll(brokenLine([], { sized: false }).source)).toHaveLength(1_000)
  })

  it('is given up when nothing more arrives, after ever longer pauses', async () => {
    const { source, asked, pauses } = brokenLine([14, ...Array.from({ length: 20 }, () => 0)])
    await expect(readAll(source)).rejects.toBeInstanceOf(Unreachable)
    expect(asked.length).toBeLessThan(10)
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
  })

  it('is not asked for again when the server refuses', async () => {
    let asked = 0
    const refuse = () => Promise.reject((asked++, new Refused('not-found')))
    await expect(readAll({ get: refuse, wait: () => Promise.resolve() })).rejects.toBeInstanceOf(Refused)
    expect(asked).toBe(1)
  })
})
