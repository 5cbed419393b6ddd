import { describe, expect, it } from 'vitest'
import { createHeldFiles } from './held-files.ts'
import { prepareFiles } from './prepare-files.ts'

const origin = { name: 'IMG_1.jpg', picker: 'any', modified: Date.UTC(2022, 8, 21, 10, 30, 59) } as const
const clean = () => Promise.resolve({ copy: new Blob(['clean']), parent: 'b'.repeat(64) })
const holdAs = (choice: 'keep' | 'copy' | 'remove' | null, made: ReturnType<typeof clean> | null = clean()) => {
  const held = createHeldFiles()
  const { id } = held.hold(new Blob(['whole']), origin)
  held.change(id, { choice, clean: made })
  return prepareFiles(held, [id, 'f9'])
}
const told = async (prepared: ReturnType<typeof holdAs>) =>
  Promise.all(
    (await prepared).files.map(async ({ id, file, meta }) => [id, await file.text(), meta.hidden, meta.parent]),
  )

describe('files as they are sent', () => {
  it('are the file of keep, file and copy of copy, the copy alone of remove', async () => {
    const parent = 'b'.repeat(64)
    expect(await told(holdAs('keep'))).toEqual([['f1', 'whole', 'keep', undefined]])
    expect(await told(holdAs('copy'))).toEqual([
      ['f1', 'whole', 'copy', undefined],
      ['f1c', 'clean', 'copy', parent],
    ])
    expect(await told(holdAs('remove'))).toEqual([['f1', 'clean', 'remove', parent]])
    expect(await told(holdAs(null, null))).toEqual([['f1', 'whole', undefined, undefined]])
  })

  it('never hold an original that was not to leave, also when no copy could be made', async () => {
    const broken = Promise.reject(new Error('no copy'))
    broken.catch(() => undefined)
    const removed = await holdAs('remove', broken)
    expect([removed.files, removed.unclean.map(one => one.name)]).toEqual([[], ['IMG_1.jpg']])
    expect((await holdAs('remove', null)).files).toEqual([])
    expect(await told(holdAs('copy', broken))).toEqual([['f1', 'whole', 'copy', undefined]])
  })

  it('say how they were picked, when, and what the device says of their date', async () => {
    const [file] = (await holdAs('keep')).files
    expect(file).toMatchObject({ name: 'IMG_1.jpg', type: 'application/octet-stream' })
    expect(file?.meta).toEqual({
      picker: 'any',
      added: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/) as string,
      modified: '2022-09-21T10:30Z',
      hidden: 'keep',
    })
  })

  it('say nothing of the date of a file whose hidden data was taken off', async () => {
    const dates = async (choice: 'copy' | 'remove') => (await holdAs(choice)).files.map(({ meta }) => meta.modified)
    expect(await dates('copy')).toEqual(['2022-09-21T10:30Z', undefined])
    expect(await dates('remove')).toEqual([undefined])
  })
})
