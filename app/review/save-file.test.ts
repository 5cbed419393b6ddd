import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameToSave } from './save-file.ts'

test('a file is saved under a name of ours that nothing opens by a double click', () => {
  expect(nameToSave('3Fz9kQabcdef', 'AbC_-123456', { type: 'image/jpeg', shownAs: 'image' })).toBe(
    'svidok_3Fz9kQab_AbC_-123.jpg.download',
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.string(), (id, upload, type) => {
      expect(nameToSave(id, upload, { type, shownAs: 'other' })).toMatch(
        /^svidok_[\w-]{0,8}_[\w-]{0,8}\.[a-z0-9]{2,4}\.download$/,
      )
    }),
  )
})
