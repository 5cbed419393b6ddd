import { describe, expect, it } from 'vitest'
import type { WitnessCase } from '../send-testimony.ts'
import { beginWay } from './files-way.ts'
import type { FileSending, FileState } from './file-state.ts'
import type { FileToSend } from './file-to-send.ts'
import { createHeldFiles } from './held-files.ts'

const to = {} as WitnessCase
const still = { sent: 0, rate: null, left: null, offline: false, reason: null }

/** Sends nothing, and says what it was given. */
function lineOf() {
  const given: FileToSend[][] = []
  let [ended, tell] = [false, () => undefined as void]
  let states: FileState[] = []
  const send = (files: readonly FileToSend[]): FileSending => {
    given.push([...files])
    states = files.map(({ id, name, file }) => ({ id, name, size: file.size, phase: 'waiting', total: 9, ...still }))
    return {
      states: () => states,
      subscribe: listener => {
        tell = listener
        return () => undefined
      },
      cancel: () => undefined,
      retry: () => undefined,
      end: () => (ended = true),
    }
  }
  const receiveAll = () => {
    states = states.map(state => ({ ...state, phase: 'received' }))
    tell()
  }
  return { send, look: () => Promise.resolve(), given, receiveAll, ended: () => ended }
}
const holdTwo = () => {
  const held = createHeldFiles()
  const ids = ['a', 'b'].map(name => held.hold(new Blob([name]), { name, picker: 'any', modified: null }).id)
  return { held, ids }
}
const soon = () => new Promise(resolve => setTimeout(resolve, 0))

describe('the files that follow an account', () => {
  it('are made ready, sent, and held by the page no more', async () => {
    const { held, ids } = holdTwo()
    const line = lineOf()
    const way = beginWay(held, ids, to, line)
    expect(way.states().map(({ name, phase }) => [name, phase])).toEqual([
      ['a', 'preparing'],
      ['b', 'preparing'],
    ])
    let told = 0
    way.subscribe(() => told++)
    await soon()
    expect([line.given.flat().map(file => file.id), held.list()]).toEqual([['f1', 'f2'], []])
    expect(way.states().map(one => one.phase)).toEqual(['waiting', 'waiting'])
    line.receiveAll()
    expect([way.states().map(one => one.phase), told]).toEqual([['received', 'received'], 2])
  })

  it('tell of one whose hidden data could not be removed, and do not send it', async () => {
    const { held, ids } = holdTwo()
    const broken = Promise.reject(new Error('no copy'))
    broken.catch(() => undefined)
    held.change('f1', { choice: 'remove', clean: broken })
    const line = lineOf()
    const way = beginWay(held, ids, to, line)
    await soon()
    expect(line.given.flat().map(file => file.id)).toEqual(['f2'])
    expect(way.states().find(one => one.id === 'f1')).toMatchObject({
      phase: 'cancelled',
      reason: { sentence: 'not-clean' },
    })
  })

  it('are not sent any more when the page ends before they are ready, and forgotten when it ends later', async () => {
    const early = lineOf()
    const { held, ids } = holdTwo()
    beginWay(held, ids, to, early).end()
    await soon()
    expect(early.given).toEqual([])
    const late = lineOf()
    const other = holdTwo()
    const way = beginWay(other.held, other.ids, to, late)
    await soon()
    way.end()
    expect([late.ended(), way.states()]).toEqual([true, []])
  })
})
