import { describe, expect, it } from 'vitest'
import { createTurns } from './turns.ts'

describe('turns', () => {
  it('come one after the other, in the order in which they were asked for', async () => {
    const turns = createTurns()
    const seen: string[] = []
    const work = async (name: string) => {
      const done = await turns.take('file')
      seen.push(`${name} begins`)
      await new Promise(go => setTimeout(go, 2))
      seen.push(`${name} ends`)
      done()
    }
    await Promise.all(['a', 'b', 'c'].map(work))
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })

  it('of different files do not wait for each other', async () => {
    const turns = createTurns()
    await turns.take('one')
    expect(await turns.take('other')).toBeTypeOf('function')
  })

  it('ask who has it to end, also when somebody waits already', async () => {
    const turns = createTurns()
    const asked: string[] = []
    const first = await turns.take('file', { asked: () => asked.push('first') })
    const second = turns.take('file', { asked: () => asked.push('second') })
    const third = turns.take('file', { asked: () => asked.push('third') })
    expect(asked).toEqual(['first', 'first'])
    first()
    ;(await second)()
    expect(asked).toEqual(['first', 'first', 'second'])
    ;(await third)()
  })

  it('can be tried, and given up while waiting', async () => {
    const turns = createTurns()
    const done = turns.tryTake('file')!
    expect(turns.tryTake('file')).toBeNull()
    const stop = new AbortController()
    const waiting = turns.take('file', { signal: stop.signal })
    const next = turns.take('file')
    stop.abort(new RangeError('enough'))
    await expect(waiting).rejects.toThrow(RangeError)
    done()
    done()
    ;(await next)()
    expect(turns.tryTake('file')).not.toBeNull()
  })
})
