import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat, utf8Bytes } from './bytes.ts'
import { attempt, Failure } from './failure.ts'
import { decodeJson, encodeJson } from './json.ts'
import { trimJson } from './padding.ts'

const code = (text: string | Uint8Array) => {
  const result = attempt(() => decodeJson(typeof text === 'string' ? utf8Bytes(text) : text))
  return result instanceof Failure ? result.code : 'success'
}

test('an object comes back, with padding behind it or not', () => {
  const values = fc.dictionary(
    fc.string({ unit: 'binary' }),
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.string()),
    ),
    { noNullPrototype: true },
  )
  fc.assert(
    fc.property(values, fc.nat(30), (value, spaces) => {
      const json = encodeJson(value)
      expect(JSON.stringify(decodeJson(concat(json, utf8Bytes(' '.repeat(spaces)))))).toBe(JSON.stringify(value))
      expect(trimJson(concat(json, utf8Bytes(' '.repeat(spaces))))).toEqual(json)
    }),
  )
})

test.each([
  ['a byte order mark', '\uFEFF{}'],
  ['a fraction', '{"a":[{"b":1.5}]}'],
  ['a number over 2^53 − 1', '{"a":9007199254740992}'],
  ['an infinite number', '{"a":1e999}'],
  ['a lone surrogate in a text', '{"a":"\\ud800"}'],
  ['a lone surrogate in a name', '{"\\uDC00":1}'],
  ['a list', '[]'],
  ['a text', '"a"'],
  ['null', 'null'],
  ['half an object', '{"a":'],
  ['nothing', ''],
  ['a comment', '{} // no'],
])('%s is malformed', (_, text) => expect(code(text)).toBe('malformed'))

test('bad UTF-8 is malformed', () => expect(code(Uint8Array.of(0x7b, 0xff, 0x7d))).toBe('malformed'))

test('of a repeated name the last counts, and a pair of surrogates is a letter', () => {
  expect(decodeJson(utf8Bytes('{"a":1,"a":2}'))).toEqual({ a: 2 })
  expect(decodeJson(utf8Bytes('{"a":"\\ud83d\\ude00"}'))).toEqual({ a: '😀' })
})

test('hostile nesting ends in a failure or a value, never in a stack overflow', () => {
  const deep = 400_000
  expect(code(`{"a":${'['.repeat(deep)}${']'.repeat(deep)}}`)).toMatch(/success|malformed/)
})

test('what cannot be written is refused before it is sealed', () => {
  for (const value of [{ a: 1.5 }, { a: NaN }, { a: ['\ud800'] }, { '\ud800': 1 }, []]) {
    expect(() => encodeJson(value)).toThrow(Failure)
  }
})
