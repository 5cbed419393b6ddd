import { describe, expect, it } from 'vitest'
import { en as enAnswers } from '../answers/en.ts'
import { ru as ruAnswers } from '../answers/ru.ts'
import { uk as ukAnswers } from '../answers/uk.ts'
import { en as enEvidence } from '../evidence/en.ts'
import { ru as ruEvidence } from '../evidence/ru.ts'
import { uk as ukEvidence } from '../evidence/uk.ts'
import { crh } from './crh.ts'
import { en } from './en.ts'
import { ru } from './ru.ts'
import { uk } from './uk.ts'

/** Every text of a dictionary by its path. */
function textsOf(words: object, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [name, value] of Object.entries(words)) {
    if (typeof value === 'string') found.set(`${path}${name}`, value)
    else for (const [inner, text] of textsOf(value as object, `${path}${name}.`)) found.set(inner, text)
  }
  return found
}

const placeholders = (text: string | undefined) => (text?.match(/\{\w+\}/g) ?? []).sort()

describe.each(Object.entries({ uk, ru, en }))('what the page says in %s', (_, words) => {
  const texts = textsOf(words)

  it('is all there, with the same places to fill in', () => {
    expect([...texts.keys()]).toEqual([...textsOf(en).keys()])
    for (const [path, text] of textsOf(en)) expect(placeholders(texts.get(path)), path).toEqual(placeholders(text))
  })

  it('has no exclamation marks, no percentages, no two genders in brackets, no empty text', () => {
    for (const [path, text] of texts) expect(text, path).toMatch(/^(?!.*(?:!|%|\(-|\(а\)|ла\))).+$/s)
  })

  it('never says that it was received before it was', () => {
    const { received, ...waiting } = words.state
    for (const text of Object.values(waiting)) expect(text.startsWith(words.state.notSent)).toBe(true)
    expect(received.startsWith(words.state.notSent)).toBe(false)
  })

  it('has a title that says nothing', () => {
    expect(['Анкета', 'Form']).toContain(words.title)
  })
})

const later = [
  ['the longer forms say in uk', ukAnswers, enAnswers],
  ['the longer forms say in ru', ruAnswers, enAnswers],
  ['the longer forms say in en', enAnswers, enAnswers],
  ['is said of files in uk', ukEvidence, enEvidence],
  ['is said of files in ru', ruEvidence, enEvidence],
  ['is said of files in en', enEvidence, enEvidence],
] as const

describe.each(later)('what %s', (_, words, english) => {
  const texts = textsOf(words)

  it('is all there, with the same places to fill in', () => {
    expect([...texts.keys()]).toEqual([...textsOf(english).keys()])
    for (const [path, text] of textsOf(english)) expect(placeholders(texts.get(path)), path).toEqual(placeholders(text))
  })

  it('has no exclamation marks, no percentages, no two genders in brackets, no empty text', () => {
    for (const [path, text] of texts) expect(text, path).toMatch(/^(?!.*(?:!|%|\(-|\(а\)|ла\))).+$/s)
  })
})

describe('the draft in Crimean Tatar', () => {
  const texts = textsOf(crh)

  it('has only texts that there are, with the same places to fill in', () => {
    const known = textsOf(en)
    expect([...texts.keys()].filter(path => !known.has(path))).toEqual([])
    for (const [path, text] of texts) expect(placeholders(text), path).toEqual(placeholders(known.get(path)))
  })

  it('is written in the alphabet of 2021, calmly', () => {
    const allowed = /^(?:JavaScript|Shift|[a-pr-vyzqâçğıiñöşü\s«».,:…(){}/]|\{\w+\})+$/u
    for (const [path, text] of texts)
      expect(text.replaceAll('İ', 'i').replaceAll('I', 'ı'), path).toMatch(new RegExp(allowed, 'iu'))
  })

  it('has a title that says nothing, and never says that it was received before it was', () => {
    expect(crh.title).toBe('Anketa')
    const { received, ...waiting } = crh.state ?? {}
    for (const text of Object.values(waiting)) expect(text.startsWith('Alâ daa yollanmadı')).toBe(true)
    expect(received).toBe('Alındı')
  })
})
