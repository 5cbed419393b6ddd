import { describe, expect, test } from 'vitest'
import { Answers } from '#app/testimony/answers.ts'
import { fieldsOf, sayIn } from '#app/testimony/form-words.ts'
import { formIn } from '#tests/support/forms.ts'
import { arrangeAnswers, arrangeConsents, type ShownSection } from './account-answers.ts'

const form = formIn('full')
const consent = { answer: 'yes', textVersion: '1', textLang: 'uk', at: '2026-11-22T10:00Z' } as const

/** As an account brings them: through JSON and the check on opening. */
function arrange(answers: unknown, language = 'en'): ShownSection[] {
  return arrangeAnswers(Answers.parse(JSON.parse(JSON.stringify(answers))), form, language, 'Others')
}

const sectionOf = (sections: ShownSection[], id: string) => sections.find(section => section.id === id)!

describe('answers at the desk', () => {
  test('stand by section in the order of the form, whatever the order in which they were stored', () => {
    const stored = {
      review: { more: 'Ще одне' },
      aftermath: { harm: ['injury'] },
      event: [{ _id: 'event1', text: 'Слова' }],
      account: { narrative: 'Нас забрали.' },
      safety: { now: 'safe' },
    }
    expect(arrange(stored).map(section => section.id)).toEqual(['safety', 'account', 'event', 'aftermath', 'review'])
  })

  test('of a repeated section stand item by item, each named in the language of the reader', () => {
    const stored = {
      event: [
        { _id: 'event2', text: 'Перша' },
        { _id: 'event1', text: 'Друга' },
      ],
    }
    const [english] = arrange(stored)
    expect(english!.items.map(item => item.name)).toEqual([
      { text: 'Event 1', lang: 'en' },
      { text: 'Event 2', lang: 'en' },
    ])
    expect(english!.items.map(item => item.answers[0]!.value)).toEqual([
      { kind: 'words', words: 'Перша', long: true },
      { kind: 'words', words: 'Друга', long: true },
    ])
    const [ukrainian] = arrange(stored, 'uk')
    expect(ukrainian!.items[1]!.name).toEqual({ text: 'Подія 2', lang: 'uk' })
  })

  test('of every type of field are found under the label of their field', () => {
    const when = { edtf: '2022-09~', words: 'після свята' }
    const place = { text: 'Макіївка, ринок', region: 'UA-14', katottg: 'UA14080070010078220', name_uk: 'Макіївка' }
    const count = { min: 5, max: 10, words: 'може й більше' }
    const [section] = arrange({ event: [{ _id: 'event1', type: ['detention'], when, place, count }] })
    expect(section!.items[0]!.answers.map(({ id, value }) => [id, value])).toEqual([
      ['event.type', { kind: 'codes', codes: [{ text: 'Held against the will', lang: 'en' }] }],
      ['event.when', { kind: 'date', date: when }],
      ['event.place', { kind: 'place', place }],
      ['event.count', { kind: 'number', number: count }],
    ])
  })

  test('that refer to items lead to them, by the number that the reader sees', () => {
    const sections = arrange({
      event: [
        { _id: 'event7', text: 'a' },
        { _id: 'event2', text: 'b' },
      ],
      official: [{ _id: 'official1', events: ['event2', 'event9', '__proto__'] }],
    })
    expect(sectionOf(sections, 'official').items[0]!.answers[0]!.value).toEqual({
      kind: 'refs',
      refs: [
        { label: { text: 'Event 2', lang: 'en' }, anchor: 'event-2' },
        { label: { text: 'event9', lang: null }, anchor: null },
        { label: { text: '__proto__', lang: null }, anchor: null },
      ],
    })
    expect(sectionOf(sections, 'event').items[1]!.anchor).toBe('event-2')
  })

  test('that are files bear the names that they had; one that is not there its id', () => {
    const stored = { evidence: [{ _id: 'evidence1', file: ['f1', 'f2'], kind: 'photo' }] }
    const sections = arrangeAnswers(Answers.parse(stored), form, 'en', 'Others', new Map([['f1', 'повістка.jpg']]))
    expect(sections[0]!.items[0]!.answers[0]!.value).toEqual({ kind: 'files', names: ['повістка.jpg', 'f2'] })
  })

  test('that the form does not know come last, under their ids and as they are', () => {
    const sections = arrange({
      strange: { name: 'x', list: ['a'] },
      things: [{ _id: 'things4', size: 'big' }, { size: 'small' }],
      event: [{ _id: 'event1', text: 'a', colour: 'red' }],
      account: { narrative: 'b', constructor: 'c' },
    })
    expect(sections.at(-1)!.id).toBe('other')
    expect(sections.at(-1)!.answers.map(({ label }) => [label.text, label.lang])).toEqual([
      ['strange.name', null],
      ['strange.list', null],
      ['things.things4.size', null],
      ['things.2.size', null],
      ['event.event1.colour', null],
      ['account.constructor', null],
    ])
  })

  test('in a shape that their field does not have are still shown, none twice', () => {
    const sections = arrange({
      event: { text: 'not a list' },
      account: [{ narrative: 'a list' }],
      safety: { now: ['safe', 'no_such_code'], urgent: 'held_now', deadline: 'tomorrow' },
      review: { read: 'no', more: consent },
      affected: [{ _id: ['x'], is_me: 'yes', age: { edtf: '2022', words: null }, name: consent }],
    })
    const shown = sections.flatMap(({ answers, items }) => [...answers, ...items.flatMap(item => item.answers)])
    expect(shown.map(({ id }) => id).sort()).toEqual(
      [
        'event.text',
        'account.1.narrative',
        'safety.now',
        'safety.urgent',
        'safety.deadline',
        'review.read',
        'affected.is_me',
        'affected.age',
        'affected.name',
        'affected.1._id',
      ].sort(),
    )
    const valueOf = (id: string) => shown.find(answer => answer.id === id)!.value
    expect(valueOf('safety.now')).toEqual({
      kind: 'codes',
      codes: [
        { text: 'Yes, I am safe', lang: 'en' },
        { text: 'no_such_code', lang: null },
      ],
    })
    expect(valueOf('review.read')).toEqual({ kind: 'words', words: 'no', long: false })
    expect(valueOf('affected.age').kind).toBe('date')
    expect(valueOf('affected.is_me')).toEqual({ kind: 'yes' })
  })

  test('in ten thousand items and under names of prototypes break nothing', () => {
    const items = Array.from({ length: 10_000 }, (_, i) => ({ _id: `event${i % 7}`, text: 'x', ['n' + i]: 'y' }))
    const hostile = JSON.parse(
      `{"__proto__":{"polluted":"yes"},"constructor":{"prototype":"x"},"toString":[{"_id":"hasOwnProperty"}],"event":${JSON.stringify(items)}}`,
    ) as unknown
    const sections = arrangeAnswers(Answers.parse(hostile), form, 'en', 'Others')
    expect(sectionOf(sections, 'event').items).toHaveLength(10_000)
    expect(sectionOf(sections, 'other').answers.map(answer => answer.id)).toContain('constructor.prototype')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('without their form are shown whole under their ids', () => {
    const answers = Answers.parse({
      event: [{ _id: 'event1', when: { edtf: '2022', words: null } }],
      safety: { now: 'safe' },
    })
    const [only, ...more] = arrangeAnswers(answers, null, 'en', 'Answers')
    expect(more).toEqual([])
    expect(only!.answers.map(({ id, value }) => [id, value.kind])).toEqual([
      ['event.event1.when', 'date'],
      ['safety.now', 'words'],
    ])
  })
})

describe('consents at the desk', () => {
  test('are all that the form asks for, no where nothing was answered, and then those it does not know', () => {
    const answers = Answers.parse({ consent: { keep: consent, strange: { ...consent, answer: 'ask_first' } } })
    const shown = arrangeConsents(answers, form, 'uk')
    const asked = fieldsOf(form).filter(field => field.type === 'consent')
    expect(shown.map(({ id }) => id)).toEqual([...asked.map(field => field.id), 'consent.strange'])
    // Whether a voice may be heard is asked for by itself.
    expect(shown.map(({ id }) => id)).toContain('consent.voice')
    expect(shown.map(({ answer }) => answer)).toEqual(['yes', ...asked.slice(1).map(() => 'no'), 'ask_first'])
    expect(shown[0]!.label).toEqual(sayIn(asked[0]!.label, 'uk'))
  })

  test('in another shape are a no', () => {
    const [first] = arrangeConsents(Answers.parse({ consent: { keep: 'yes' } }), form, 'en')
    expect(first!.answer).toBe('no')
  })
})
