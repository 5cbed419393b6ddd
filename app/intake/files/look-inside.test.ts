import { describe, expect, it } from 'vitest'
import type { Inspection } from '#app/evidence/inspection.ts'
import { createHeldFiles } from './held-files.ts'
import { chooseHidden, lookInside, usualChoice, type Tools } from './look-inside.ts'

const nothing = { place: null, when: null, device: null, author: null, software: null, more: [], left: 0 }
const found = (more: Partial<Inspection> = {}): Inspection => ({
  kind: { type: 'image/jpeg', shownAs: 'image' },
  hidden: { ...nothing, device: 'A phone' },
  removable: true,
  ...more,
})
const tools = (inspection: Inspection | Error, stripped: Blob | Error = new Blob(['clean'])) => {
  const made: Tools = {
    inspectFile: () => (inspection instanceof Error ? Promise.reject(inspection) : Promise.resolve(inspection)),
    stripHidden: () =>
      stripped instanceof Error
        ? Promise.reject(stripped)
        : Promise.resolve({ copy: stripped, parent: 'a'.repeat(64) }),
  }
  return () => Promise.resolve(made)
}
const holdOne = () => {
  const held = createHeldFiles()
  return { held, ...held.hold(new Blob(['a']), { name: 'a.jpg', picker: 'any', modified: null }) }
}

describe('looking into a file', () => {
  it('chooses by the risk where hidden data can be removed', async () => {
    for (const usual of ['keep', 'copy'] as const) {
      const { held, id } = holdOne()
      await lookInside(held, id, usual, tools(found()))
      expect(held.get(id)).toMatchObject({ choice: usual, inspection: found() })
      expect((await held.get(id)?.clean)?.parent).toBe(usual === 'copy' ? 'a'.repeat(64) : undefined)
    }
  })

  it('keeps what cannot be removed, and leaves no choice where there is nothing to choose', async () => {
    const fixed = holdOne()
    await lookInside(fixed.held, fixed.id, 'copy', tools(found({ removable: false })))
    expect(fixed.held.get(fixed.id)?.choice).toBe('keep')
    const bare = holdOne()
    await lookInside(bare.held, bare.id, 'copy', tools(found({ hidden: nothing })))
    expect(bare.held.get(bare.id)?.choice).toBeNull()
  })

  it('that fails says that nobody could look, and the next file is looked at', async () => {
    const { held, id } = holdOne()
    const second = held.hold(new Blob(['b']), { name: 'b.jpg', picker: 'any', modified: null })
    await Promise.all([
      lookInside(held, id, 'keep', tools(new Error('no'))),
      lookInside(held, second.id, 'keep', tools(found())),
    ])
    expect(held.get(id)?.inspection).toMatchObject({ hidden: null, removable: false })
    expect(held.get(second.id)?.inspection).toEqual(found())
  })

  it('of a file that was taken off or forgotten meanwhile brings nothing back', async () => {
    const { held, id } = holdOne()
    const looking = lookInside(held, id, 'copy', tools(found()))
    held.forget()
    await looking
    expect(held.list()).toEqual([])
  })
})

describe('a choice', () => {
  it('makes the copy once', async () => {
    const { held, id } = holdOne()
    const first = chooseHidden(held, id, 'copy', tools(found()))
    void chooseHidden(held, id, 'keep', tools(found()))
    expect(chooseHidden(held, id, 'remove', tools(found()))).toBe(first)
    expect(await (await first)?.copy.text()).toBe('clean')
  })

  it.each([
    [{ 'safety.device': 'mine_private' }, 'keep'],
    [{}, 'keep'],
    [{ 'safety.device': 'mine_may_be_searched' }, 'copy'],
    [{ 'safety.device': 'shared' }, 'copy'],
    [{ 'safety.urgent': ['device_search'] }, 'copy'],
  ])('begins with what fits %j', (draft, choice) => expect(usualChoice(draft)).toBe(choice))
})
