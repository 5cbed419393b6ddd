import { describe, expect, it } from 'vitest'
import { chooseLanguage, directionOf, languages, languagesOf } from './language.ts'

describe('the language to begin with', () => {
  it.each([
    ['uk-UA,uk;q=0.9,ru;q=0.8,en;q=0.7', 'uk'],
    ['ru', 'ru'],
    ['en-GB, en;q=0.9', 'en'],
    ['de, ru;q=0.2, en;q=0.5', 'en'],
    ['en;q=0, ru;q=0.1', 'ru'],
    ['tr', 'uk'],
    ['crh, tr;q=0.9', 'crh-Latn'],
    ['crh-Cyrl-UA, crh-cyrl;q=0.9', 'crh-Latn'],
    ['crh-cyrl', 'crh-Cyrl'],
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

describe('the languages of the page', () => {
  it('are those that the organisation offers, Crimean Tatar in both scripts', () => {
    expect(languagesOf(['crh', 'uk'])).toEqual(['uk', 'crh-Latn', 'crh-Cyrl'])
    expect(languagesOf(['en'])).toEqual(['en'])
    expect(languagesOf([])).toEqual(languages)
  })

  it('all begin at the left', () => {
    expect(languages.map(directionOf)).toEqual(languages.map(() => 'ltr'))
    expect(directionOf('ar')).toBe('rtl')
  })
})
