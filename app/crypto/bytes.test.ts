import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  concat,
  decodeFrames,
  encodeFrames,
  equal,
  fromB64u,
  fromHex,
  randomBytes,
  toB64u,
  toHex,
  u32,
  u64,
  utf8Text,
} from './bytes.ts'
import { attempt, Failure } from './failure.ts'

const code = (f: () => unknown) => {
  const result = attempt(f)
  return result instanceof Failure ? result.code : 'success'
}

describe('base64url', () => {
  test('comes back, and is what Node writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const text = toB64u(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64url'))
        expect(equal(fromB64u(text), bytes)).toBe(true)
      }),
    )
  })

  test('is read in one way only: any text that is read is the one that would be written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgw_-9z=+/ \n'), maxLength: 9 }), text => {
        const bytes = attempt(() => fromB64u(text))
        if (bytes instanceof Failure) expect(bytes.code).toBe('malformed')
        else expect(toB64u(bytes)).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })

  test.each(['A', 'AA==', 'AB', 'AAB', 'AA A', 'AA+A', 'AA/A', 'AAA\n', 'AAÄA', 'AAAAA'])('refuses %j', text => {
    expect(code(() => fromB64u(text))).toBe('malformed')
  })
})

describe('frames', () => {
  test('come back as views of the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }), parts => {
        const frames = encodeFrames(parts)
        const back = decodeFrames(frames)
        expect(back.map(part => toHex(part))).toEqual(parts.map(part => toHex(part)))
        expect(back.every(part => part.buffer === frames.buffer)).toBe(true)
      }),
    )
  })

  test('refuse any cut inside a frame', () => {
    const frames = encodeFrames([randomBytes(5), randomBytes(3)])
    for (const length of [1, 3, 4, 8, 10, 13, 15]) {
      expect(code(() => decodeFrames(frames.subarray(0, length)))).toBe('malformed')
    }
    expect(code(() => decodeFrames(concat(u32(0xffffffff), randomBytes(10))))).toBe('malformed')
  })
})

test('numbers are big-endian', () => {
  expect(toHex(u32(0x01020304))).toBe('01020304')
  expect(toHex(u64(2 ** 40 + 5))).toBe('0000010000000005')
  expect(() => u32(-1)).toThrow(RangeError)
  expect(() => u32(2 ** 32)).toThrow(RangeError)
  expect(() => u64(2 ** 53)).toThrow(RangeError)
})

test('hexadecimal is lower case', () => {
  expect(toHex(fromHex('00ff7a'))).toBe('00ff7a')
  for (const text of ['0', 'FF', '0g']) expect(code(() => fromHex(text))).toBe('malformed')
})

test('bad UTF-8 is malformed, and a byte order mark is not swallowed', () => {
  expect(code(() => utf8Text(Uint8Array.of(0xc3)))).toBe('malformed')
  expect(utf8Text(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\uFEFFA')
})

test('random bytes of any length differ', () => {
  expect(randomBytes(0).length).toBe(0)
  expect(randomBytes(200_000).length).toBe(200_000)
  expect(equal(randomBytes(32), randomBytes(32))).toBe(false)
})
