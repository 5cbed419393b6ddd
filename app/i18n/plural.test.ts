import { describe, expect, it } from 'vitest'
import { plural } from './plural.ts'
import { en } from './witness/en.ts'
import { ru } from './witness/ru.ts'
import { uk } from './witness/uk.ts'

describe('a number with its noun', () => {
  it.each([
    ['uk', 1, '1 знак'],
    ['uk', 3, '3 знаки'],
    ['uk', 5, '5 знаків'],
    ['uk', 11, '11 знаків'],
    ['uk', 22, '22 знаки'],
    ['uk', 100_000, '100000 знаків'],
    ['ru', 21, '21 знак'],
    ['ru', 104, '104 знака'],
    ['ru', 112, '112 знаков'],
    ['en', 1, '1 character'],
    ['en', 21, '21 characters'],
  ] as const)('in %s for %s is %s', (language, n, expected) => {
    expect(plural(language, n, { uk, ru, en }[language].check.characters)).toBe(expected)
  })

  it('has one form in Crimean Tatar, in either script', () => {
    const forms = { one: 'a', few: 'b', many: 'c', other: '{n} işaret' }
    expect([1, 2, 5].map(n => plural('crh-Latn', n, forms))).toEqual(['1 işaret', '2 işaret', '5 işaret'])
    expect(plural('crh-Cyrl', 1, forms)).toBe('1 işaret')
  })
})
