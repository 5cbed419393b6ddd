import { describe, expect, it } from 'vitest'
import { createHeldFiles } from './held-files.ts'
import { takeFiles } from './take-files.ts'

const file = (name: string, text = 'words', lastModified = 1000) => new File([text], name, { lastModified })
const bounds = { picker: 'any', room: 50, maxFileBytes: 100, listed: [] as string[] } as const

/** As a browser gives a folder that was dropped: it has a size, and can't be read. */
function folder(name: string): File {
  const one = file(name)
  one.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) }) as unknown as Blob
  return one
}

describe('files that were picked', () => {
  it('are held one by one, each with what the device says of it', async () => {
    const held = createHeldFiles()
    const taken = await takeFiles(held, [file('a.jpg'), file('b.jpg', 'other', 2000)], bounds)
    expect(taken.refused).toEqual([])
    expect(held.list().map(({ id, name, modified, picker }) => [id, name, modified, picker])).toEqual([
      ['f1', 'a.jpg', 1000, 'any'],
      ['f2', 'b.jpg', 2000, 'any'],
    ])
  })

  it('are refused when nothing can be sent of them, and the others are taken', async () => {
    const held = createHeldFiles()
    const picked = [file('empty', ''), folder('папка'), file('large', 'x'.repeat(101)), file('good'), file('good')]
    const { refused, held: taken } = await takeFiles(held, picked, bounds)
    expect(refused.map(one => one.why)).toEqual(['empty', 'folder', 'large', 'twice'])
    expect(taken.map(one => one.name)).toEqual(['good'])
  })

  it('are the same by name, size and date alone, and only while they stand in the list', async () => {
    const held = createHeldFiles()
    const [first] = (await takeFiles(held, [file('a')], bounds)).held
    const again = await takeFiles(held, [file('a'), file('a', 'words', 2000)], { ...bounds, listed: [first!.id] })
    expect([again.refused.map(one => one.why), again.held.length]).toEqual([['twice'], 1])
    expect((await takeFiles(held, [file('a')], bounds)).held).toHaveLength(1)
  })

  it('are no more than the list has room for', async () => {
    const { refused, held } = await takeFiles(createHeldFiles(), [file('a'), file('b')], { ...bounds, room: 1 })
    expect([held.map(one => one.name), refused]).toEqual([['a'], [{ name: 'b', why: 'most' }]])
  })
})
