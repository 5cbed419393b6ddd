import { describe, expect, it } from 'vitest'
import { createHeldFiles } from './held-files.ts'

const origin = { name: 'a.jpg', picker: 'any', modified: null } as const

describe('the files of a page', () => {
  it('have ids that are never given twice', () => {
    const held = createHeldFiles()
    const [first, second] = [held.hold(new Blob(['a']), origin), held.hold(new Blob(['b']), origin)]
    held.drop(second.id)
    held.forget()
    const third = held.hold(new Blob(['c']), origin)
    expect([first.id, second.id, third.id]).toEqual(['f1', 'f2', 'f3'])
  })

  it('are gone when the page forgets, and whoever listens learns it', () => {
    const held = createHeldFiles()
    held.hold(new Blob(['a']), origin)
    let told = 0
    const end = held.subscribe(() => told++)
    held.forget()
    expect([held.list(), held.get('f1'), told]).toEqual([[], undefined, 1])
    end()
    held.hold(new Blob(['b']), origin)
    expect(told).toBe(1)
  })

  it('are the same list until something changes', () => {
    const held = createHeldFiles()
    const { id } = held.hold(new Blob(['a']), origin)
    const before = held.list()
    expect(held.list()).toBe(before)
    held.change(id, { choice: 'copy' })
    expect([before[0]?.choice, held.get(id)?.choice]).toEqual([null, 'copy'])
  })
})
