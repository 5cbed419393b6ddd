import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { HEADER, SEALED_CHUNK, boxLength, checkBoxForm, CHUNK, LARGEST_PLAINTEXT } from './box-form.ts'
import { deriveBoxKey, matches, commitmentOf, newContentKey, openBox, resumeBox, sealBox, startBox } from './box.ts'
import { concat, equal, randomBytes } from './bytes.ts'
import { openChunk, sealChunk } from './chunk.ts'
import { attempt, Failure } from './failure.ts'
import { sodiumReady } from './sodium.ts'
import type { Purpose } from './types.ts'

const PURPOSES: Purpose[] = ['card', 'account', 'contact', 'message', 'file', 'team']
const key = newContentKey()
const code = (f: () => unknown) => {
  const result = attempt(f)
  return result instanceof Failure ? result.code : 'success'
}
/** A box of a file whose padded length is exactly `length`, which padding alone would round up. */
const boxOf = (length: number) => {
  const stream = startBox('file', deriveBoxKey(key, 'file'))
  const plaintext = randomBytes(length)
  const chunks: Uint8Array[] = []
  for (let at = 0; at < length; at += CHUNK) {
    chunks.push(sealChunk(stream, chunks.length, at + CHUNK >= length, plaintext.subarray(at, at + CHUNK)))
  }
  return { plaintext, chunks, header: stream.header, box: concat(stream.header, ...chunks) }
}

beforeAll(sodiumReady)

describe('a box', () => {
  test('gives back what was sealed, whatever the purpose', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PURPOSES), fc.uint8Array({ maxLength: 3000 }), (purpose, plaintext) => {
        const box = sealBox(purpose, plaintext, key)
        const opened = openBox(purpose, box, key)
        expect(equal(opened.subarray(0, plaintext.length), plaintext)).toBe(true)
        expect(opened.subarray(plaintext.length).every(byte => byte === (purpose === 'file' ? 0 : 0x20))).toBe(true)
      }),
    )
  })

  test.each([1, 262_143, 262_144, 262_145, 524_287, 524_288, 524_289])(
    'of %i bytes opens, whole and chunk by chunk',
    length => {
      const { plaintext, chunks, box } = boxOf(length)
      expect(box.length).toBe(boxLength(length))
      expect(equal(openBox('file', box, key), plaintext)).toBe(true)
      const stream = resumeBox('file', box.subarray(0, HEADER + 1), deriveBoxKey(key, 'file'))
      chunks.forEach((chunk, i) => {
        const part = openChunk(stream, i, i === chunks.length - 1, chunk)
        expect(equal(part, plaintext.subarray(i * CHUNK, (i + 1) * CHUNK))).toBe(true)
      })
    },
  )

  test.each([262_143, 262_144, 262_145, 524_289])('of a file of %i bytes opens with its padding', length => {
    const plaintext = randomBytes(length)
    expect(equal(openBox('file', sealBox('file', plaintext, key), key).subarray(0, length), plaintext)).toBe(true)
  })

  test('does not open when any bit is another', () => {
    const box = sealBox('card', randomBytes(100), key)
    fc.assert(
      fc.property(fc.nat(box.length * 8 - 1), bit => {
        const broken = box.slice()
        broken[bit >>> 3]! ^= 1 << (bit & 7)
        const at = bit >>> 3
        const expected =
          at < 4
            ? ['malformed']
            : at === 4
              ? ['unsupported']
              : at === 5
                ? ['malformed', 'unsupported']
                : at < 38
                  ? ['wrong-key']
                  : ['tampered']
        expect(expected).toContain(code(() => openBox('card', broken, key)))
      }),
      { numRuns: 300 },
    )
  })

  test('does not open when cut anywhere', () => {
    const { box } = boxOf(2 * CHUNK + 500)
    fc.assert(
      fc.property(fc.nat(box.length - 1), length => {
        const rest = length - HEADER
        const expected = rest <= 0 || rest % SEALED_CHUNK === 0 ? 'truncated' : 'tampered'
        expect(code(() => openBox('file', box.subarray(0, length), key))).toBe(expected)
      }),
      {
        numRuns: 40,
        examples: [
          [0],
          [3],
          [HEADER],
          [HEADER + 1],
          [HEADER + SEALED_CHUNK],
          [HEADER + SEALED_CHUNK + 15],
          [HEADER + 2 * SEALED_CHUNK],
        ],
      },
    )
  })

  test('does not open when its chunks are swapped, repeated, dropped or followed', () => {
    const { header, chunks, box } = boxOf(3 * CHUNK)
    const [a, b, last] = chunks as [Uint8Array, Uint8Array, Uint8Array]
    const open = (...parts: Uint8Array[]) => code(() => openBox('file', concat(header, ...parts), key))
    expect(open(b, a, last)).toBe('tampered')
    expect(open(a, a, b, last)).toBe('tampered')
    expect(open(b, last)).toBe('tampered')
    expect(open(a, last)).toBe('tampered')
    expect(open(a, b)).toBe('truncated')
    expect(open(a, b, last, Uint8Array.of(1))).toBe('malformed')
    expect(open(a, b, last, last)).toBe('malformed')
    expect(code(() => openBox('file', concat(box, randomBytes(SEALED_CHUNK)), key))).toBe('malformed')
  })

  test('does not open with another key or for another purpose', () => {
    const box = sealBox('account', randomBytes(100), key)
    expect(code(() => openBox('account', box, newContentKey()))).toBe('wrong-key')
    for (const purpose of PURPOSES.filter(other => other !== 'account')) {
      expect(code(() => openBox(purpose, box, key))).toBe('malformed')
    }
  })

  test('cannot change its purpose in the header', () => {
    const box = sealBox('account', randomBytes(100), key)
    box[5] = 6
    expect(code(() => openBox('team', box, key))).toBe('wrong-key')
  })

  test('commits to its key', () => {
    expect(matches(key, 'card', commitmentOf(key, 'card'))).toBe(true)
    expect(matches(key, 'account', commitmentOf(key, 'card'))).toBe(false)
    expect(matches(newContentKey(), 'card', commitmentOf(key, 'card'))).toBe(false)
  })

  test('seals the same chunk to the same bytes, and never two boxes alike', () => {
    const prefix = randomBytes(16)
    expect(equal(sealBox('card', prefix, key, prefix), sealBox('card', prefix, key, prefix))).toBe(true)
    expect(equal(sealBox('card', prefix, key), sealBox('card', prefix, key))).toBe(false)
  })
})

describe('the form of a box, which a server checks', () => {
  test('is right for whatever is sealed', () => {
    for (const purpose of PURPOSES)
      expect(code(() => checkBoxForm(purpose, sealBox(purpose, randomBytes(50), key)))).toBe('success')
  })

  test('has a limit of size, the same for the sealer and the server', () => {
    for (const purpose of ['card', 'contact', 'message', 'account'] as const) {
      const limit = LARGEST_PLAINTEXT[purpose]
      const box = sealBox(purpose, new Uint8Array(limit), key)
      expect(code(() => checkBoxForm(purpose, box))).toBe('success')
      expect(code(() => sealBox(purpose, new Uint8Array(limit + 1), key))).toBe('too-large')
      expect(code(() => checkBoxForm(purpose, concat(box, Uint8Array.of(0))))).toBe('too-large')
    }
  })

  test('knows stubs', () => {
    const { header } = boxOf(1)
    expect(code(() => checkBoxForm('file', header))).toBe('truncated')
    expect(code(() => checkBoxForm('file', concat(header, randomBytes(15))))).toBe('tampered')
    expect(code(() => checkBoxForm('file', concat(header, randomBytes(16))))).toBe('malformed')
    expect(code(() => checkBoxForm('file', concat(header, randomBytes(17))))).toBe('success')
  })
})
