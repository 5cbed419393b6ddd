import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { readForm } from '#app/testimony/read-form.ts'
import { formHash } from '#app/wire/form-hash.ts'
import { root } from '#tests/support/planted.ts'
import { WrongSetting } from './env.ts'
import { fileFor, readOfferedForms } from './form.ts'

let folder: string
const change = (name: string, from: string | RegExp, to: string) => {
  const file = join(folder, name)
  const text = readFileSync(file, 'utf8')
  const changed = text.replace(from, to)
  expect(changed).not.toBe(text)
  writeFileSync(file, changed)
  return changed.slice(0, text.search(from)).split('\n').length
}
const refusal = () => {
  try {
    readOfferedForms(folder)
  } catch (error) {
    if (error instanceof WrongSetting) return error.message
    throw error
  }
  throw new Error('it was taken')
}

beforeAll(() => sodiumReady())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'svidok-form-'))
  cpSync(join(root, 'app/testimony/form'), folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a form that cannot be used stops the start with a sentence that names file and line', () => {
  it.each<[string, string, string | RegExp, string, RegExp]>([
    ['no JSON', 'form.json', '"fallback": "uk",', '"fallback" "uk",', /this is not JSON/],
    ['a type that there is not', 'form.json', '"type": "single"', '"type": "stars"', /type/],
    ['a vocabulary that there is not', 'form.json', '"vocabulary": "safety_now"', '"vocabulary": "no"', /vocabular/],
    ['words for nothing', 'en.json', '"safety.now": {', '"safety.then": {', /are words for nothing in the form/],
  ])('%s', (_, name, from, to, message) => {
    const line = change(name, from, to)
    const sentence = refusal()
    expect(sentence).toMatch(message)
    expect(sentence).toContain(join(folder, name))
    const named = Number(/line (\d+)/.exec(sentence)?.[1])
    expect(Math.abs(named - line)).toBeLessThanOrEqual(1)
    expect(sentence.split('\n')).toHaveLength(1)
  })

  it('words that are missing are named by what they belong to', () => {
    const words = JSON.parse(readFileSync(join(folder, 'ru.json'), 'utf8')) as { fields: Record<string, unknown> }
    delete words.fields['safety.now']
    writeFileSync(join(folder, 'ru.json'), JSON.stringify(words, null, 2))
    expect(refusal()).toMatch(/ru\.json, line \d+: fields\.safety\.now\.label: has no words\.$/)
  })

  it('a language without a file', () => {
    rmSync(join(folder, 'en.json'))
    expect(refusal()).toBe(
      `The setting SVIDOK_FORM names a folder without a file that can be read: ${join(folder, 'en.json')}.`,
    )
  })

  it('a file for no language', () => {
    writeFileSync(join(folder, 'de.json'), '{}')
    expect(refusal()).toContain('de.json')
  })
})

describe('what an organisation changes, without a build', () => {
  it('a text, an answer, a question and a language are there at the next start', () => {
    const before = readOfferedForms(folder).express.hash
    change('en.json', /"label": "Are you safe right now\?"/, '"label": "Is it safe where you are?"')
    const { express } = readOfferedForms(folder)
    expect(express.hash).not.toBe(before)
    expect(fileFor(express, 'en').words['en']).toContain('Is it safe where you are?')
  })
})

describe('what a witness is sent', () => {
  it('is the form with the words of one language, and is read with them', () => {
    const { full } = readOfferedForms(folder)
    const file = fileFor(full, 'en')
    expect(Object.keys(file.words)).toEqual(['en'])
    expect(readForm(file, formHash)).toMatchObject({ mode: 'full' })
    expect(formHash(file.form)).toBe(full.hash)
  })

  it('has the words of the fallback first where a language is a draft, and alone where there is no such language', () => {
    const { express } = readOfferedForms(folder)
    expect(Object.keys(fileFor(express, 'crh').words)).toEqual(['uk', 'crh'])
    expect(Object.keys(fileFor(express, 'crh-Cyrl').words)).toEqual(['uk', 'crh'])
    expect(Object.keys(fileFor(express, 'tlh').words)).toEqual(['uk'])
    expect(Object.keys(fileFor(express, '__proto__').words)).toEqual(['uk'])
  })
})
