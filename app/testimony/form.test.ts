import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fieldsOf, say, sayIn, valuesOf } from './form-words.ts'
import { parseForm, type Form } from './form.ts'

const bytes = new Uint8Array(readFileSync(new URL('./form.json', import.meta.url)))
const form = parseForm(bytes) as Form
const broken = (change: (form: Form) => void): Form | string => {
  const copy = structuredClone(form)
  change(copy)
  return parseForm(new TextEncoder().encode(JSON.stringify(copy)))
}

describe('the express form', () => {
  it('is a form', () => {
    expect(parseForm(bytes)).toMatchObject({ v: 1, mode: 'express', languages: ['uk', 'ru', 'en'] })
  })

  it('requires nothing but to be kept', () => {
    expect(
      fieldsOf(form)
        .filter(field => field.required)
        .map(field => field.id),
    ).toEqual(['consent.keep'])
  })

  it('asks for safety and consent before the account, and for contact last', () => {
    expect(form.sections.map(section => section.id)).toEqual(['safety', 'consent', 'account', 'contact'])
  })

  it('keeps every way to reach a person out of the account', () => {
    const open = fieldsOf(form).filter(field => field.id.startsWith('contact.') && field.compartment !== 'contact')
    expect(open.map(field => field.id)).toEqual(['contact.may'])
  })

  it('warns of self-incrimination where prosecutors in Ukraine are asked about', () => {
    const field = fieldsOf(form).find(one => one.id === 'consent.share_ua_prosecutor')
    expect(field?.notice).toBe('self_incrimination')
    const served = form.vocabularies['capacity']?.values.find(value => value.code === 'served_in_unit')
    expect(served?.notice).toBe('self_incrimination')
  })

  it('speaks without exclamation marks and without two genders in brackets', () => {
    const texts = JSON.stringify(form)
    expect(texts).not.toMatch(/!|\((-|а\)|ла\))/)
  })

  it('offers only a yes for being kept', () => {
    const keep = fieldsOf(form).find(one => one.id === 'consent.keep')!
    expect(valuesOf(form, keep).map(value => value.code)).toEqual(['yes'])
  })
})

describe('words of a form', () => {
  it('that there are not in a language are those in Ukrainian, and say so', () => {
    const words = { en: 'Where?', uk: 'Де?' }
    expect(sayIn(words, 'en')).toEqual({ text: 'Where?', lang: 'en' })
    expect(sayIn(words, 'crh-Latn')).toEqual({ text: 'Де?', lang: 'uk' })
    expect(sayIn({ en: 'Where?' }, 'crh-Latn')).toEqual({ text: 'Where?', lang: 'en' })
    expect(say(words, 'ru')).toBe('Де?')
  })
})

describe('a form that is wrong is refused with one sentence that names the place', () => {
  it.each<[string, (form: Form) => void, RegExp]>([
    ['an unknown type', f => Object.assign(f.sections[0]!.fields[0]!, { type: 'stars' }), /sections\.0\.fields\.0/],
    ['a missing vocabulary', f => delete f.vocabularies['urgent'], /safety\.urgent: there is no vocabulary urgent/],
    ['a missing notice', f => delete f.notices['heard'], /urgent\.self_harm: there is no notice heard/],
    ['an id that stands twice', f => f.sections[1]!.fields.push(f.sections[0]!.fields[0]!), /safety\.now: this id/],
    ['words that are missing', f => delete f.sections[0]!.fields[0]!.label['ru'], /no words in ru/],
    ['a notice without words', f => delete f.notices['heard']!['en'], /notices\.heard: there are no words in en/],
    ['a condition on a later field', f => f.sections[3]!.fields.reverse(), /showIf names no field before it/],
    ['an unknown content field', f => f.content.push('account.voice'), /no field account\.voice/],
    ['another version', f => Object.assign(f, { v: 2 }), /wrong at v/],
    [
      'a contact that everybody could read',
      f => Object.assign(f.sections[3]!.fields[2]!, { compartment: 'account' }),
      /contact\.handle: a field of contact belongs/,
    ],
    [
      'a code that stands twice',
      f => f.vocabularies['urgent']!.values.push(f.vocabularies['urgent']!.values[0]!),
      /code stands twice/,
    ],
    [
      'an answer that cannot be given',
      f => Object.assign(f.sections[1]!.fields[0]!, { allowed: ['maybe'] }),
      /consent\.keep: an allowed answer/,
    ],
  ])('%s', (_, change, sentence) => {
    expect(broken(change)).toMatch(sentence)
  })

  it('bytes that are not JSON', () => {
    expect(parseForm(new TextEncoder().encode('{'))).toBe('The form is not JSON in UTF-8.')
    expect(parseForm(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes))).toBe('The form is not JSON in UTF-8.')
  })
})

it('says words in another language rather than none', () => {
  expect(say({ uk: 'Так' }, 'en')).toBe('Так')
})
