import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { concat, equal, randomBytes, toHex } from './bytes.ts'
import { attempt, Failure } from './failure.ts'
import { newFileReader } from './file.ts'
import { newHasher, hash32 } from './hash.ts'
import { pad } from './padding.ts'
import { newFastSha256, newSha256, sha256 } from './sha256.ts'
import { sodiumReady } from './sodium.ts'

beforeAll(sodiumReady)

test('SHA-256 is the one of everybody, whole and in parts', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 6 }), parts => {
      const whole = concat(...parts)
      const hash = newSha256()
      const streamed = newHasher()
      for (const part of parts) {
        hash.update(part)
        streamed.update(part)
      }
      const expected = createHash('sha256').update(whole).digest('hex')
      expect([toHex(hash.digest()), toHex(sha256(whole))]).toEqual([expected, expected])
      expect(toHex(streamed.digest())).toBe(toHex(hash32(whole)))
    }),
    { numRuns: 300 },
  )
})

test('the fast SHA-256 is the same', async () => {
  for (const length of [0, 1, 63, 64, 65, 100_000]) {
    const file = randomBytes(length)
    const hash = await newFastSha256()
    hash.update(file.subarray(0, length >> 1))
    hash.update(file.subarray(length >> 1))
    expect(toHex(hash.digest())).toBe(createHash('sha256').update(file).digest('hex'))
  }
})

test('a file is what its manifest says, without the padding', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 1, max: 70_000 }), (file, step) => {
      const padded = pad('file', file)
      const reader = newFileReader({ size: file.length, sha256: toHex(sha256(file)) })
      const parts: Uint8Array[] = []
      for (let at = 0; at < padded.length; at += step) parts.push(reader.take(padded.subarray(at, at + step)))
      reader.end()
      expect(equal(concat(...parts), file)).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('a file that is shorter or another than its manifest says is tampered', () => {
  const file = randomBytes(100)
  const good = { size: 100, sha256: toHex(sha256(file)) }
  for (const promise of [
    { ...good, size: 101 },
    { ...good, size: 99 },
    { ...good, sha256: toHex(sha256(randomBytes(9))) },
  ]) {
    const reader = newFileReader(promise)
    reader.take(file)
    expect(attempt(() => reader.end())).toMatchObject({ code: 'tampered' })
  }
  expect(new Failure('tampered', 'x')).toBeInstanceOf(Error)
})
