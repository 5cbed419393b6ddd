import { describe, expect, it } from 'vitest'
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
