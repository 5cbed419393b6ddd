import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasUnseen, langOf, oneLine, showUnseen } from './visible-text.ts'

test('a mark that turns the direction of writing is named in its place', () => {
  expect(showUnseen('до \u202Eпісля\u2066')).toBe('до [U+202E]після[U+2066]')
  expect(showUnseen('a\u0000b\u001Bc\u0085d\u{E0041}')).toBe('a[U+0000]b[U+001B]c[U+0085]d[U+E0041]')
})

test('line breaks and tabs stay', () => {
  expect(showUnseen('a\r\nb\tc\rd')).toBe('a\nb\tc\nd')
  expect(hasUnseen('a\r\nb\tc')).toBe(false)
})

test('letters with ordinary marks stay as they are', () => {
  const text = 'й ї é ç Къырым ё́ 👩‍👧'
  expect(showUnseen(text)).toBe(text)
})

test('a pile of marks on one letter is cut to four', () => {
  expect(showUnseen(`a${'\u0301'.repeat(500)}b`)).toBe(`a${'\u0301'.repeat(4)}b`)
})

test('nothing that is shown turns, hides or breaks a line, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 60 }), (text, most) => {
      expect(hasUnseen(showUnseen(text))).toBe(false)
      const line = oneLine(text, most)
      expect(line).not.toMatch(/[\n\r\t]/)
      expect([...line].length).toBeLessThanOrEqual(most)
    }),
  )
})

test('only a plain language tag gets onto an element', () => {
  expect(langOf('uk')).toBe('uk')
  expect(langOf('uk" onclick="')).toBeUndefined()
})
