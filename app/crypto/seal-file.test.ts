import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { bytes, type Vector } from '#tests/vectors/kinds/vector.ts'
import { newContentKey, openBox, sealBox } from './box.ts'
import { CHUNK } from './box-form.ts'
import { concat, equal, randomBytes, toHex } from './bytes.ts'
import { hash32 } from './hash.ts'
import { paddedLength } from './padding.ts'
import { FileChanged, fileBoxLength, sealFile, type SealedFile } from './seal-file.ts'
import { sodiumReady } from './sodium.ts'
import type { Bytes, ContentKey, OwnBytes } from './types.ts'

beforeAll(async () => void (await sodiumReady()))

async function* slicesOf(file: Bytes, lengths: readonly number[]) {
  let at = 0
  for (let i = 0; at < file.length; i++) {
    const length = Math.max(1, lengths[i % lengths.length]!)
    yield file.subarray(at, at + length)
    at += length
  }
}

async function readAll(sealing: AsyncGenerator<OwnBytes, SealedFile, void>) {
  const parts: OwnBytes[] = []
  for (;;) {
    const next = await sealing.next()
    if (next.done) return { parts, box: concat(...parts), file: next.value }
    parts.push(next.value)
  }
}

const sealWhole = (file: Bytes, slice = CHUNK, key?: ContentKey, prefix?: Bytes) =>
  readAll(sealFile(slicesOf(file, [slice]), file.length, key, prefix))

describe('a file that is sealed while it is read', () => {
  it.each(['box-file', 'box-file-empty', 'box-file-exact-chunk', 'box-file-two-chunks'])(
    'is the box of the vector %s',
    async name => {
      const vector = JSON.parse(
        readFileSync(new URL(`../../tests/vectors/v1/${name}.json`, import.meta.url), 'utf8'),
      ) as Vector
      const key = bytes<ContentKey>(vector, 'contentKey')
      const box = bytes(vector, 'box')
      const length = 'plaintext' in vector ? bytes(vector, 'plaintext').length : Number(vector['plaintextLength'])
      const file = openBox('file', box, key).slice(0, length)
      for (const slice of [1000, CHUNK, 4 * CHUNK]) {
        const sealed = await sealWhole(file, slice, key.slice() as ContentKey, box.subarray(38, 54))
        expect(equal(sealed.box, box)).toBe(true)
        expect(equal(sealed.file.boxDigest, hash32(box))).toBe(true)
      }
    },
  )

  it('is, in whatever slices it comes, what sealing it whole gives', async () => {
    const size = fc.oneof(
      fc.integer({ min: 0, max: 1000 }),
      fc.integer({ min: 60_000, max: 70_000 }),
      fc.constantFrom(CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5, 1_000_003),
    )
    const lengths = fc.array(fc.integer({ min: 1000, max: 3 * CHUNK }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(size, lengths, async (size, lengths) => {
        const file = randomBytes(size)
        const key = newContentKey()
        const prefix = randomBytes(16)
        const { box, parts, file: told } = await readAll(sealFile(slicesOf(file, lengths), size, key, prefix))
        expect(equal(box, sealBox('file', file, key, prefix))).toBe(true)
        expect(parts[0]!.length).toBe(54)
        expect(box.length).toBe(fileBoxLength(size))
        expect(equal(told.boxDigest, hash32(box))).toBe(true)
        expect(told.size).toBe(size)
        expect(toHex(told.sha256)).toBe(createHash('sha256').update(file).digest('hex'))
        expect(equal(told.key, key)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('is padded with zeros', async () => {
    const { box, file } = await sealWhole(new Uint8Array(300_000).fill(7))
    const opened = openBox('file', box, file.key)
    expect(opened.length).toBe(paddedLength('file', 300_000))
    expect(opened.subarray(300_000).every(byte => byte === 0)).toBe(true)
  })

  it('has a key and a prefix of its own each time', async () => {
    const [one, other] = [await sealWhole(new Uint8Array(10)), await sealWhole(new Uint8Array(10))]
    expect(equal(one.file.key, other.file.key)).toBe(false)
    expect(equal(one.box.subarray(38, 54), other.box.subarray(38, 54))).toBe(false)
  })

  it.each([
    ['fewer', 9],
    ['no', 0],
    ['more', 11],
  ])('is refused when %s bytes come than it promised, and its key is wiped', async (_, length) => {
    const key = newContentKey()
    await expect(readAll(sealFile(slicesOf(new Uint8Array(length), [4]), 10, key))).rejects.toThrow(FileChanged)
    expect(key.every(byte => byte === 0)).toBe(true)
  })

  it('leaves no key behind when it is given up', async () => {
    const key = newContentKey()
    const sealing = sealFile(slicesOf(new Uint8Array(10), [4]), 10, key)
    await sealing.next()
    await sealing.return(undefined as never)
    expect(key.every(byte => byte === 0)).toBe(true)
  })

  it('too large for any box is refused before a byte is read', async () => {
    let read = false
    const source = (async function* () {
      read = true
      yield new Uint8Array(1)
    })()
    await expect(sealFile(source, 2 ** 40 + 1).next()).rejects.toMatchObject({ code: 'too-large' })
    expect(read).toBe(false)
  })
})
