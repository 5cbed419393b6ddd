import { describe, expect, it } from 'vitest'
import { en } from '#app/i18n/evidence/en.ts'
import { uk } from '#app/i18n/evidence/uk.ts'
import { describeLeft } from './describe-left.ts'
import { describeSize } from './describe-size.ts'

describe('a size', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1234, '1.2 kB'],
    [183_221, '183 kB'],
    [5_250_000, '5.3 MB'],
    [10 * 2 ** 30, '11 GB'],
  ])('of %d bytes is %s', (bytes, words) => expect(describeSize(bytes, 'en', en.files)).toBe(words))

  it('is written as the language writes numbers, in Ukrainian where the words are borrowed', () => {
    expect(describeSize(1234, 'uk', uk.files)).toBe('1,2 КБ')
    expect(describeSize(1234, 'crh-Latn', uk.files)).toBe('1,2 КБ')
  })
})

describe('the time that is left', () => {
  it.each([
    [0.4, '5 seconds'],
    [42, '40 seconds'],
    [60, '1 minute'],
    [200, '3 minutes'],
    [9000, '3 hours'],
  ])('of %d seconds is about %s', (seconds, words) => expect(describeLeft(seconds, 'en', en.way)).toBe(words))

  it('has the noun that the number asks for', () => {
    expect(describeLeft(120, 'uk', uk.way)).toBe('2 хвилини')
    expect(describeLeft(300, 'crh-Cyrl', uk.way)).toBe('5 хвилин')
  })
})
