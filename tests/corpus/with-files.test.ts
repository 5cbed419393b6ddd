import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { answerOf, storedItems, Testimony } from '#app/testimony/answers.ts'
import { decodeAccount, encodeTestimony } from '#app/testimony/codec.ts'
import { FileMeta } from '#app/testimony/file-meta.ts'
import seed from './seed.json' with { type: 'json' }
import { writeCasesWithFiles } from './with-files.ts'

const cases = writeCasesWithFiles({ canary: 'http://127.0.0.1:9' })
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('the accounts with files are the same bytes at every call', () => {
  const bytesOf = (all: typeof cases) =>
    JSON.stringify(all.map(({ testimony, files }) => [testimony, files.map(file => [file.name, sha256(file.bytes)])]))
  expect(bytesOf(writeCasesWithFiles({ canary: 'http://127.0.0.1:9' }))).toBe(bytesOf(cases))
})

test('they are what the seed asks for of files and voices', () => {
  const listed: readonly string[] = seed.noiseAndAdversarial
  for (const { covers } of cases) expect(listed).toContain(covers)
  expect(new Set(cases.map(({ covers }) => covers)).size).toBe(7)
})

test('each is of the form, is read back as it was, and names every file but working copies', () => {
  for (const { testimony, files } of cases) {
    expect(z.parse(Testimony, testimony)).toEqual(testimony)
    expect(decodeAccount(encodeTestimony(testimony).account)?.answers).toEqual(testimony.answers)
    const voice = (answerOf(testimony.answers, 'account.voice') ?? []) as string[]
    const named = storedItems(testimony.answers, 'evidence').flatMap(item => item['file'] as string[])
    const copies = files.filter(({ meta }) => meta.parent !== undefined)
    expect([...named, ...voice, ...copies.map(({ id }) => id)].sort()).toEqual(files.map(({ id }) => id).sort())
    for (const { meta } of files) expect(z.parse(FileMeta, meta)).toEqual(meta)
    for (const { meta } of copies) expect(files.map(({ bytes }) => sha256(bytes))).toContain(meta.parent)
  }
})

test('each says that it is synthetic: in its words, or in the names of its files', () => {
  for (const { testimony, files } of cases) {
    const narrative = answerOf(testimony.answers, 'account.narrative') as string | undefined
    const texts = narrative === undefined ? files.map(({ name }) => name) : [narrative]
    for (const text of texts) expect(text.startsWith(seed.watermark.text.uk)).toBe(true)
  }
})

test('two of them are one account, sent twice with the same files', () => {
  const [first, second] = cases.filter(({ id }) => id.startsWith('sent-twice'))
  expect(second!.testimony).toEqual(first!.testimony)
  expect(second!.files).toEqual(first!.files)
})
