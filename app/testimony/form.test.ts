import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { formHash } from '#app/wire/form-hash.ts'
import { isShown } from './asked.ts'
import { giveConsent } from './draft.ts'
import { castForm } from './form-join.ts'
import { findMissing } from './missing.ts'
import { readForm } from './read-form.ts'
import { cutForm, findMistake, FormSource } from './form-source.ts'
import { fieldOf, fieldsOf, say, sayIn, valuesOf } from './form-words.ts'
import { lengths, type Form } from './form.ts'
import type { FormWords } from './form-file.ts'

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./form/${name}.json`, import.meta.url), 'utf8'))
const source = FormSource.parse(read('form'))
const words = Object.fromEntries(source.languages.map(language => [language, read(language) as FormWords]))

const offer = (length: (typeof lengths)[number], languages = source.languages) => {
  const cut = cutForm(source, words, length)
  const texts = Object.fromEntries(languages.map(language => [language, JSON.stringify(cut.words[language])]))
  const hashes = Object.fromEntries(
    Object.entries(cut.words).map(([language, one]) => [language, formHash(JSON.stringify(one))]),
  )
  return { form: JSON.stringify({ ...cut.structure, words: hashes }), words: texts }
}
const formOf = (length: (typeof lengths)[number]): Form => {
  const form = readForm(offer(length), formHash)
  if (typeof form === 'string') throw new Error(form)
  return form
}

beforeAll(() => sodiumReady())

describe('the form', () => {
  it('has no mistake', () => {
    expect(findMistake(source, words)).toBeNull()
  })

  it.each(lengths)('is read in its length %s as it was cast', length => {
    expect(formOf(length)).toEqual(castForm(offer(length)))
    expect(formOf(length).mode).toBe(length)
  })

  it('asks for more in each length, and for the same in the same words', () => {
    const [express, short, full] = lengths.map(formOf)
    const ids = (form: Form | undefined) => fieldsOf(form!).map(field => field.id)
    expect(ids(short)).toEqual(expect.arrayContaining(ids(express)))
    expect(ids(full)).toEqual(expect.arrayContaining(ids(short)))
    expect(ids(express).length).toBeLessThan(ids(short).length)
    expect(ids(short).length).toBeLessThan(ids(full).length)
    for (const id of ids(express)) expect(fieldOf(full!, id)?.label).toEqual(fieldOf(express!, id)?.label)
  })

  it('requires nothing but to be kept', () => {
    const required = fieldsOf(formOf('full')).filter(field => field.required)
    expect(required.map(field => field.id)).toEqual(['consent.keep'])
  })

  it.each(lengths)(
    'asks for safety and consent before the account, and for contact after it, in its length %s',
    length => {
      const order = formOf(length).sections.map(section => section.id)
      expect(order.slice(0, 3)).toEqual(['safety', 'consent', 'account'])
      expect(order.indexOf('contact')).toBeGreaterThanOrEqual(order.length - 2)
    },
  )

  it.each(lengths)('keeps every way to reach a person out of the account, in its length %s', length => {
    const open = fieldsOf(formOf(length)).filter(
      field => field.id.startsWith('contact.') && field.compartment !== 'contact',
    )
    expect(open.map(field => field.id)).toEqual(['contact.may'])
  })

  it('asks for eleven consents one by one, each with the version of its words', () => {
    const consents = fieldsOf(formOf('full')).filter(field => field.type === 'consent')
    expect(consents.map(field => field.id)).toEqual([
      'consent.keep',
      'consent.contact',
      'consent.share_ua_prosecutor',
      'consent.share_icc',
      'consent.share_other_states',
      'consent.share_un',
      'consent.share_reparations',
      'consent.share_ngos',
      'consent.research_anon',
      'consent.public_anon',
      'consent.voice',
    ])
    for (const field of consents) expect(field.type === 'consent' && field.textVersion).toBeTruthy()
  })

  it.each(lengths)(
    'takes a voice alone, and asks whether it may be heard once there is one, in its length %s',
    length => {
      const form = formOf(length)
      expect(form.content).toContain('account.voice')
      expect(fieldOf(form, 'account.voice')).toMatchObject({ type: 'audio', maxMinutes: 30 })
      const consent = fieldOf(form, 'consent.voice')!
      expect(consent.required).toBeUndefined()
      expect(isShown(form, consent, { 'account.narrative': 'Слово' })).toBe(false)
      expect(isShown(form, consent, { 'account.voice': ['f1'] })).toBe(true)
      const voiceAlone = { 'consent.keep': giveConsent('yes', 'uk', new Date()), 'account.voice': ['f1'] }
      expect(findMissing(form, voiceAlone)).toEqual({ required: [], content: false, tooLong: [] })
    },
  )

  it('warns of self-incrimination where prosecutors in Ukraine and service are asked about', () => {
    const form = formOf('full')
    expect(fieldOf(form, 'consent.share_ua_prosecutor')?.notice).toBe('self_incrimination')
    expect(form.sections.find(section => section.id === 'service')).toMatchObject({
      notice: 'self_incrimination',
      folded: true,
    })
    const served = form.vocabularies['capacity']?.values.find(value => value.code === 'served_in_unit')
    expect(served?.notice).toBe('self_incrimination')
  })

  it('speaks without exclamation marks and without two genders in brackets', () => {
    expect(JSON.stringify(words)).not.toMatch(/!|\((-|а\)|ла\))/)
  })

  it('offers only a yes for being kept', () => {
    const form = formOf('express')
    expect(valuesOf(form, fieldOf(form, 'consent.keep')!).map(value => value.code)).toEqual(['yes'])
  })

  it('is shown in its fallback where a draft of a language lacks words', () => {
    const form = castForm(offer('express', ['uk', 'crh']))
    const { label } = fieldOf(form, 'account.narrative')!
    expect(say(label, 'crh')).toBe(label['crh'] ?? label['uk'])
    expect(say(label, 'crh')).not.toBe('')
  })
})

describe('words of a form', () => {
  it('that there are not in a language are those of the fallback, and say so', () => {
    const texts = { uk: 'Де?', en: 'Where?' }
    expect(sayIn(texts, 'en')).toEqual({ text: 'Where?', lang: 'en' })
    expect(sayIn(texts, 'crh-Latn')).toEqual({ text: 'Де?', lang: 'uk' })
    expect(sayIn({ en: 'Where?' }, 'crh-Latn')).toEqual({ text: 'Where?', lang: 'en' })
    expect(say(texts, 'ru')).toBe('Де?')
  })
})

describe('a form that came with other words or another shape is refused with one sentence', () => {
  it('words that the form does not name', () => {
    const file = offer('express')
    const changed = { ...file, words: { ...file.words, en: file.words['en']!.replace('Yes', 'No') } }
    expect(readForm(changed, formHash)).toBe('The words in en are not those of the form.')
  })

  it('an unknown type', () => {
    const file = offer('express')
    const changed = { ...file, form: file.form.replace('"type":"single"', '"type":"stars"') }
    expect(readForm(changed, formHash)).toMatch(/^The form is wrong at sections\.0\.fields\.0/)
  })

  it('no JSON', () => {
    expect(readForm({ form: '{', words: {} }, formHash)).toBe('The form is not JSON.')
  })
})

describe('a mistake in the form is found where it stands', () => {
  type Change = (form: FormSource, words: Record<string, FormWords>) => void
  it.each<[string, Change, string, RegExp]>([
    ['an id that stands twice', f => f.sections[0]!.fields.push(f.sections[0]!.fields[0]!), 'form', /stands twice/],
    ['a missing vocabulary', f => delete f.vocabularies['urgent'], 'form', /not among the vocabularies/],
    ['a missing notice', f => f.notices.splice(0, 1), 'form', /not among the notices/],
    [
      'a condition on nothing',
      f => (f.sections[1]!.fields[0]!.showIf = { field: 'a.b', is: ['c'] }),
      'form',
      /no field/,
    ],
    ['a route to nothing', f => f.routes[0]!.hide!.push('nothing.here'), 'form', /nothing of the form/],
    [
      'a contact for everybody',
      f => delete f.sections.find(s => s.id === 'contact')!.fields[1]!.compartment,
      'form',
      /custodians/,
    ],
    [
      'a file that is not of a list',
      f => f.sections[2]!.fields.push({ id: 'account.file', type: 'file', sensitivity: 'S4', export: {} as never }),
      'form',
      /told one by one/,
    ],
    ['content that is not asked', f => f.content.push('a.b'), 'form', /nothing of the form/],
    ['words that are missing', (_, w) => delete w['ru']!.fields!['safety.now'], 'ru', /has no words/],
    ['words for nothing', (_, w) => (w['en']!.fields!['no.field'] = { label: 'No' }), 'en', /nothing in the form/],
  ])('%s', (_, change, file, message) => {
    const [brokenSource, brokenWords] = structuredClone([source, words]) as [FormSource, Record<string, FormWords>]
    change(brokenSource, brokenWords)
    expect(findMistake(brokenSource, brokenWords)).toMatchObject({
      file,
      message: expect.stringMatching(message) as string,
    })
  })
})

describe('a form of version 1', () => {
  const text = readFileSync(new URL('../../tests/samples/2026-11-22/form-v1.json', import.meta.url), 'utf8')

  it('is read as the forms of today are', () => {
    const form = readForm({ form: text, words: {} }, formHash)
    expect(form).toMatchObject({ mode: 'express', languages: ['uk', 'ru', 'en'], fallback: 'uk', routes: [] })
    expect(say(fieldOf(form as Form, 'account.narrative')!.label, 'en')).toBe('Tell us what happened')
  })
})
