import { describe, expect, it } from 'vitest'
import { chooseLanguage, languages } from './language.ts'

describe('the language to begin with', () => {
  it.each([
    ['uk-UA,uk;q=0.9,ru;q=0.8,en;q=0.7', 'uk'],
    ['ru', 'ru'],
    ['en-GB, en;q=0.9', 'en'],
    ['de, ru;q=0.2, en;q=0.5', 'en'],
    ['en;q=0, ru;q=0.1', 'ru'],
    ['crh, tr;q=0.9', 'uk'],
    ['', 'uk'],
    ['*', 'uk'],
    [';;q=,,=;q=x', 'uk'],
    ['EN-us', 'en'],
  ])('for %j is %s', (header, expected) => {
    expect(chooseLanguage(header, languages)).toBe(expected)
  })

  it('is never one that the organisation does not offer', () => {
    expect(chooseLanguage('uk', ['ru', 'en'])).toBe('ru')
    expect(chooseLanguage('en', ['ru'])).toBe('ru')
    expect(chooseLanguage(null, ['en', 'uk'])).toBe('en')
  })
})
