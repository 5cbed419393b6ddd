import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { hashCaseToken } from './case-token.ts'
import { equal, randomBytes } from './bytes.ts'
import { attempt, Failure } from './failure.ts'
import { checkProof, deriveReceipt, formatCode, newCode, parseCode } from './receipt.ts'
import { sodiumReady } from './sodium.ts'
import type { Hash32 } from './types.ts'

const code = (f: () => unknown) => {
  const result = attempt(f)
  return result instanceof Failure ? result.code : 'success'
}
const seeded = (seed: Uint8Array) => {
  let at = 0
  return (length: number) => Uint8Array.from({ length }, () => seed[at++ % seed.length]! ^ (at * 37))
}
const codes = fc.uint8Array({ minLength: 64, maxLength: 64 }).map(seed => newCode(seeded(seed)))

beforeAll(sodiumReady)

describe('a code', () => {
  test('has six groups of five digits and is read back', () => {
    fc.assert(
      fc.property(codes, text => {
        expect(text).toMatch(/^(\d{5} ){5}\d{5}$/)
        expect(formatCode(parseCode(text))).toBe(text)
        expect(parseCode(` ${text.replaceAll(' ', '-')}\n`)).toBe(parseCode(text))
        expect(parseCode(text.replaceAll(' ', '\u2011\u00a0'))).toBe(parseCode(text))
      }),
    )
  })

  test('with one wrong digit is malformed', () => {
    fc.assert(
      fc.property(codes, fc.nat(29), fc.integer({ min: 1, max: 9 }), (text, place, by) => {
        const digits = [...parseCode(text)]
        digits[place] = String((Number(digits[place]) + by) % 10)
        expect(code(() => parseCode(digits.join('')))).toBe('malformed')
      }),
      { numRuns: 1000 },
    )
  })

  test('with two neighbours exchanged is malformed', () => {
    fc.assert(
      fc.property(codes, fc.nat(28), (text, place) => {
        const digits = [...parseCode(text)]
        const [a, b] = [digits[place]!, digits[place + 1]!]
        fc.pre(a !== b)
        digits.splice(place, 2, b, a)
        expect(code(() => parseCode(digits.join('')))).toBe('malformed')
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    '',
    '0',
    '88335 79935 43929 12064 67261 3810',
    '٨٨٣٣٥ 79935 43929 12064 67261 38102',
    '88335–79935–43929–12064–67261–38102',
  ])('%j is malformed', text => expect(code(() => parseCode(text))).toBe('malformed'))

  test('has uniform digits: bytes over 249 are thrown away', () => {
    const bytes = [255, 250, ...Array.from({ length: 29 }, () => 249)]
    expect(newCode(() => Uint8Array.from(bytes)).startsWith('99999 99999')).toBe(true)
  })
})

test('a receipt belongs to one organisation, and the server that lacks it is found out', () => {
  const digits = parseCode('88335 79935 43929 12064 67261 38102')
  const [here, there] = [randomBytes(32), randomBytes(32)].map(hash => deriveReceipt(digits, hash as Hash32))
  expect(equal(here!.tokenHash, hashCaseToken(here!.token))).toBe(true)
  expect(equal(here!.token, there!.token)).toBe(false)
  expect(code(() => checkProof(here!, here!.proof))).toBe('success')
  expect(code(() => checkProof(here!, there!.proof))).toBe('wrong-key')
})
