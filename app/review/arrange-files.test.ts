import { expect, test } from 'vitest'
import { formIn } from '#tests/support/forms.ts'
import { sealFile } from '#tests/support/evidence.ts'
import type { Form } from '#app/testimony/form.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { arrangeFiles, countArrived, toldOfFiles } from './arrange-files.ts'
import type { ListedFile } from './listed-files.ts'

await sodiumReady()

const file = (id: string, sha: string, parent?: string): ListedFile => ({
  ...sealFile(undefined, { id, sha256: sha.repeat(64), meta: parent ? { parent: parent.repeat(64) } : {} }).entry,
  source: 1,
  code: null,
})
const order = (files: readonly ListedFile[]) => arrangeFiles(files, new Map()).map(({ file: { id } }) => id)

test('a working copy stands right before its original, which knows it', () => {
  const files = [file('f1', 'a'), file('f2', 'b'), file('f1c', 'c', 'a')]
  expect(order(files)).toEqual(['f1c', 'f1', 'f2'])
  const lines = arrangeFiles(files, new Map())
  expect(lines.map(({ copy, original }) => [copy?.id ?? null, original?.id ?? null])).toEqual([
    [null, 'f1'],
    ['f1c', null],
    [null, null],
  ])
})

test('files that call each other their parent, or themselves, are each listed once', () => {
  expect(order([file('f1', 'a', 'b'), file('f2', 'b', 'a')]).sort()).toEqual(['f1', 'f2'])
  expect(order([file('f1', 'a', 'a')])).toEqual(['f1'])
  expect(order([file('f1', 'a'), file('f2', 'b', 'a'), file('f3', 'c', 'b')]).sort()).toEqual(['f1', 'f2', 'f3'])
})

test('a file that is named and did not arrive is counted, and its working copy stands for it', () => {
  const label = { en: 'The file' }
  const section = {
    ...formIn('full').sections[0]!,
    id: 'evidence',
    repeat: { one: { en: 'Evidence {n}' } },
    fields: [{ id: 'evidence.file', type: 'file', label }],
  }
  const form = { ...formIn('full'), sections: [section] } as unknown as Form
  const answers = {
    evidence: [
      { _id: 'one', file: ['f1'] },
      { _id: 'two', file: ['f2'] },
      { _id: 'three', file: ['f3', 'constructor'] },
    ],
  }
  expect(countArrived(answers, form, [file('f1', 'a'), file('f2c', 'b')])).toEqual({ announced: 3, arrived: 2 })
  const heading = { text: 'Evidence 2', lang: 'en' }
  const items = [1, 2, 3].map(n => ({
    anchor: `evidence-${n}`,
    name: { ...heading, text: `Evidence ${n}` },
    answers: [],
  }))
  const shown = [{ id: 'evidence', title: heading, answers: [], items }]
  const told = toldOfFiles(answers, form, shown, 'en')
  expect([...told.keys()]).toEqual(['f1', 'f2', 'f3'])
  expect(told.get('f2')).toEqual([{ heading, answers: [] }])
  // What was said of an original is said of its working copy.
  const [copy] = arrangeFiles([file('f2', 'b'), file('f2c', 'd', 'b')], told)
  expect(copy?.told).toEqual([{ heading, answers: [] }])
})
