import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerOf, consentFor, toTestimony } from './answers.ts'
import { isShown } from './asked.ts'
import { giveConsent, toggleCode, type Draft } from './draft.ts'
import { findMissing } from './missing.ts'
import { computeCard, firstWordsLength } from './card.ts'
import { decodeAccount, decodeCard, decodeContact, encodeTestimony } from './codec.ts'
import { fieldsOf, valuesOf } from './form-words.ts'
import { formIn } from '#tests/support/forms.ts'
import type { Field } from './form.ts'

const form = formIn()
const full = formIn('full')
const field = (id: string): Field => fieldsOf(form).find(one => one.id === id)!
const now = new Date('2026-11-22T09:41:59.999Z')
const sending = { formHash: 'A'.repeat(43), lang: 'uk', witness: null, now }
const yes = giveConsent('yes', 'uk', now)
const told = (text: string, more: Draft = {}): Draft => ({ 'consent.keep': yes, 'account.narrative': text, ...more })
const send = (draft: Draft) => encodeTestimony(toTestimony(form, draft, sending))
const narrative = (bytes: Uint8Array) => answerOf(decodeAccount(bytes)!.answers, 'account.narrative')
const padded = (bytes: Uint8Array) => {
  const longer = new Uint8Array(bytes.length + 700).fill(0x20)
  longer.set(bytes)
  return longer
}

describe('the words of a witness', () => {
  it('come out as they were typed, whatever was typed', () => {
    const typed = fc.string({ unit: 'binary', minLength: 1, maxLength: 400 }).filter(text => text.trim() !== '')
    fc.assert(
      fc.property(typed, text => {
        expect(narrative(send(told(text)).account)).toBe(text)
      }),
    )
  })

  it.each([
    ['NUL and control characters', 'до\u0000після\u0007\u001b[2J'],
    ['right to left', 'سلام \u202eсказали\u202c'],
    ['composed', 'Й\u0456 \u00e9'.normalize('NFC')],
    ['decomposed', 'Й\u0456 \u00e9'.normalize('NFD')],
    ['apostrophes of every kind', "об'єкт об’єкт обʼєкт"],
    ['JSON in the text', '"}],"answers":{}}'],
    ['a byte order mark', '\ufeffтекст'],
    ['10,000 words', 'слово '.repeat(10_000)],
    ['names of the prototype', '__proto__ constructor'],
  ])('%s', (_, text) => {
    const { account } = send(told(text))
    expect(narrative(padded(account))).toBe(text)
  })

  it('with half of a broken pair lose that half and nothing else', () => {
    expect(narrative(send(told('a\ud83dб')).account)).toBe('a\ufffdб')
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0xd7f0, max: 0xe010 }), { minLength: 1, maxLength: 80 }), units => {
        const text = `т${String.fromCharCode(...units)}`
        const { account, card } = send(told(text))
        const expected = text.replace(/\p{Surrogate}/gu, '\ufffd')
        expect(narrative(account)).toBe(expected)
        expect(decodeCard(card)!.words).not.toMatch(/\p{Surrogate}/u)
      }),
    )
  })
})

describe('a testimony', () => {
  it('keeps contact apart from the account', () => {
    const draft = told('текст', {
      'consent.contact': yes,
      'contact.may': 'yes',
      'contact.channel': 'signal',
      'contact.handle': 'example.01',
      'contact.name': 'Барвінок',
    })
    const { account, card, contact } = send(draft)
    expect(decodeContact(contact!)!.answers).toEqual({
      contact: { channel: 'signal', handle: 'example.01', name: 'Барвінок' },
    })
    for (const bytes of [account, card]) {
      const text = new TextDecoder().decode(bytes)
      expect(text).not.toContain('example.01')
      expect(text).not.toContain('Барвінок')
      expect(text).not.toContain('signal')
    }
    expect(answerOf(decodeAccount(account)!.answers, 'contact.may')).toBe('yes')
    expect(decodeCard(card)!.contact).toBe(true)
  })

  it('leaves out what is no longer shown', () => {
    const draft = told('текст', {
      'consent.contact': giveConsent('no', 'uk', now),
      'contact.may': 'yes',
      'contact.handle': 'example.01',
    })
    expect(isShown(form, field('contact.handle'), draft)).toBe(false)
    const { account, contact } = send(draft)
    expect(contact).toBeNull()
    expect(new TextDecoder().decode(account)).not.toContain('example.01')
  })

  it('holds codes that the form offers and no others', () => {
    const { account } = send(told('текст', { 'safety.now': 'perfectly', 'safety.urgent': ['missing', 'nonsense'] }))
    const { answers } = decodeAccount(account)!
    expect(answerOf(answers, 'safety.now')).toBeUndefined()
    expect(answerOf(answers, 'safety.urgent')).toEqual(['missing'])
  })

  it('treats a consent that was not answered as a no', () => {
    const { answers } = decodeAccount(send(told('текст')).account)!
    expect(consentFor(answers, 'consent.share_icc')).toBe('no')
    expect(consentFor(answers, 'consent.keep')).toBe('yes')
    expect(answerOf(answers, 'consent.share_icc')).toBeUndefined()
  })

  it('says with which words, in which language and when a consent was given', () => {
    const draft = told('text', {
      'consent.share_icc': giveConsent('ask_first', 'ru', new Date('2026-11-22T08:00:31Z')),
    })
    expect(answerOf(decodeAccount(send(draft).account)!.answers, 'consent.share_icc')).toEqual({
      answer: 'ask_first',
      textVersion: '2',
      textLang: 'ru',
      at: '2026-11-22T08:00Z',
    })
  })

  it('is sealed at a minute, not at a second', () => {
    expect(decodeAccount(send(told('т')).account)!.sealedAt).toBe('2026-11-22T09:41Z')
  })
})

describe('the card', () => {
  it('tells what is urgent and the first words', () => {
    const draft = told(`Перше\n\n речення.  ${'слово '.repeat(100)}`, {
      'safety.now': 'danger',
      'safety.urgent': ['held_now', 'missing'],
      'start.capacity': 'family',
      'consent.share_icc': giveConsent('ask_first', 'uk', now),
      'consent.share_ua_prosecutor': giveConsent('no', 'uk', now),
    })
    const card = decodeCard(padded(send(draft).card))!
    expect(card).toMatchObject({
      safety: 'danger',
      urgent: ['held_now', 'missing'],
      capacity: 'family',
      share: { share_icc: 'ask_first' },
      files: 0,
      contact: false,
    })
    expect(card.words).toMatch(/^Перше речення\. слово .*слово…$/)
    expect([...card.words].length).toBeLessThanOrEqual(firstWordsLength + 1)
  })

  it('names the first place that was told, whole letters of it', () => {
    const at = (...texts: string[]) => {
      const items = texts.map((_, i) => `event${i + 1}`)
      const places = texts.map((text, i) => [`event:event${i + 1}.place`, { text, region: 'UA-14' }] as const)
      return computeCard(toTestimony(full, { event: items, ...Object.fromEntries(places) }, sending)).place
    }
    expect(at('')).toBeNull()
    expect(at('', 'Макіївка', 'Алчевськ')).toBe('Макіївка')
    expect(at(`м${'😢'.repeat(100)}`)).toBe(`м${'😢'.repeat(79)}`)
  })

  it('stays small whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), text => {
        const draft = { ...told(`т${text}`), event: ['event1'], 'event:event1.place': { text } }
        const testimony = toTestimony(full, draft, sending)
        expect(new TextEncoder().encode(JSON.stringify(computeCard(testimony))).length).toBeLessThan(4096)
      }),
    )
  })
})

describe('what still stands in the way of sending', () => {
  it('is the consent to be kept and something to keep', () => {
    expect(findMissing(form, {})).toEqual({ required: ['consent.keep'], content: true, tooLong: [] })
    expect(findMissing(form, told('  \n '))).toEqual({ required: [], content: true, tooLong: [] })
    expect(findMissing(form, told('Так було'))).toEqual({ required: [], content: false, tooLong: [] })
  })

  it('is a refusal to be kept', () => {
    const draft = told('Так було', { 'consent.keep': giveConsent('no', 'uk', now) })
    expect(findMissing(form, draft).required).toEqual(['consent.keep'])
  })

  it('is a text that would not fit', () => {
    expect(findMissing(form, told('т'.repeat(100_001))).tooLong).toEqual(['account.narrative'])
  })
})

it('whom to reach is for custodians alone, whatever a form from a hostile server says', () => {
  const open = structuredClone(full)
  for (const one of fieldsOf(open)) delete one.compartment
  const reach = {
    'consent.contact': yes,
    'contact.may': 'yes',
    'contact.handle': '+380000000000',
    'contact.name': 'О.',
  }
  const { account, card, contact } = encodeTestimony(toTestimony(open, told('Слово', reach), sending))
  for (const bytes of [account, card]) expect(new TextDecoder().decode(bytes)).not.toContain('+380000000000')
  expect(answerOf(decodeAccount(account)!.answers, 'contact.may')).toBe('yes')
  expect(answerOf(decodeContact(contact!)!.answers, 'contact.handle')).toBe('+380000000000')
})

it('nothing urgent excludes everything urgent', () => {
  const urgent = field('safety.urgent')
  expect(toggleCode(form, urgent, ['missing', 'minor'], 'none')).toEqual(['none'])
  expect(toggleCode(form, urgent, ['none'], 'missing')).toEqual(['missing'])
  expect(toggleCode(form, urgent, ['missing'], 'missing')).toEqual([])
  expect(valuesOf(form, urgent)).toHaveLength(11)
})

describe('bytes that are not of this form', () => {
  const { account, card } = send(told('текст'))
  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a card instead of an account', card],
    ['bad UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d)],
    ['a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...account)],
    [
      'an escaped lone surrogate',
      new TextEncoder().encode(new TextDecoder().decode(account).replace('текст', '\\ud800')),
    ],
    ['another version', new TextEncoder().encode(new TextDecoder().decode(account).replace('"v":1', '"v":2'))],
  ])('%s are no account', (_, bytes) => {
    expect(decodeAccount(bytes)).toBeNull()
  })
})
