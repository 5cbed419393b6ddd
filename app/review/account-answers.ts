import type { ConsentAnswer } from '#app/testimony/consent.ts'
import { answerOf, storedItems, type AnswerFields, type Answers, type AnswerValue } from '#app/testimony/answers.ts'
import { fieldsOf, sayIn } from '#app/testimony/form-words.ts'
import type { Form, Section } from '#app/testimony/form.ts'
import { showValue, type Asked, type Items, type ShownValue } from './shown-value.ts'

/** Words of the form and the language that they are in; null: an id or a code, as it is. */
export interface Told {
  text: string
  lang: string | null
}

export interface ShownAnswer {
  id: string
  label: Told
  value: ShownValue
}

/** One event, one person: `name` is "Event 2" in the reviewer's language, `anchor` its place in the list. */
export interface ShownItem {
  anchor: string
  name: Told
  answers: ShownAnswer[]
}

export interface ShownSection {
  id: string
  title: Told
  answers: ShownAnswer[]
  items: ShownItem[]
}

export interface ShownConsent {
  id: string
  label: Told
  answer: 'yes' | 'ask_first' | 'no'
  at: string | null
}

/**
 * Answers by section in the order of the form, repeated ones item by item, consents aside. What the form does not know
 * comes last, under its ids. `files`: names by the ids that answers hold.
 */
export function arrangeAnswers(
  answers: Answers,
  form: Form | null,
  language: string,
  otherTitle: string,
  files: ReadonlyMap<string, string> = new Map(),
): ShownSection[] {
  const known = { language, items: findItems(answers, form, language), files }
  const sections = (form?.sections ?? []).map((section): ShownSection => {
    const title = sayIn(section.title, language)
    const empty = { id: section.id, title, answers: [], items: [] }
    if (!section.repeat) return { ...empty, answers: showFields(section, id => answerOf(answers, id), form!, known) }
    return {
      ...empty,
      items: storedItems(answers, section.id).map((item, i) => ({
        anchor: anchorOf(section.id, i),
        name: nameOf(section, i, language),
        answers: showFields(section, id => ownValue(item, nameIn(id)), form!, known),
      })),
    }
  })
  const rest = { id: 'other', title: { text: otherTitle, lang: language }, answers: showRest(answers, form), items: [] }
  return [...sections, rest].filter(section => section.answers.length + section.items.length > 0)
}

/** The consent matrix: every consent that the form asks for; what was not answered is a no. */
export function arrangeConsents(answers: Answers, form: Form | null, language: string): ShownConsent[] {
  const fields = form ? fieldsOf(form).filter(field => field.type === 'consent') : []
  const asked = fields.map(field => {
    const value = answerOf(answers, field.id)
    const consent = isConsent(value) ? value : null
    const [answer, at] = consent ? [consent.answer, consent.at] : (['no', null] as const)
    return { id: field.id, label: sayIn(field.label, language), answer, at }
  })
  const known = new Set(fields.map(field => field.id))
  const others = Object.entries(answers).flatMap(([section, stored]) =>
    Object.entries(Array.isArray(stored) ? {} : stored).flatMap(([name, value]) => {
      const id = `${section}.${name}`
      return isConsent(value) && !known.has(id) ? [{ id, label: plain(id), answer: value.answer, at: value.at }] : []
    }),
  )
  return [...asked, ...others]
}

const isConsent = (value: AnswerValue | undefined): value is ConsentAnswer =>
  typeof value === 'object' && !Array.isArray(value) && 'answer' in value

const plain = (text: string): Told => ({ text, lang: null })
const nameIn = (id: string): string => id.slice(id.indexOf('.') + 1)
const anchorOf = (section: string, i: number): string => `${section}-${i + 1}`

function nameOf(section: Section, i: number, language: string): Told {
  const { text, lang } = sayIn(section.repeat!.one, language)
  return { text: text.replace('{n}', String(i + 1)), lang }
}

function ownValue(fields: AnswerFields, name: string): AnswerValue | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** The items by section and id, for what refers to them. Of two with one id the first counts. */
function findItems(answers: Answers, form: Form | null, language: string): Items {
  const found: Items = new Map()
  for (const section of form?.sections ?? []) {
    if (!section.repeat) continue
    const byId = new Map<string, { name: Told; anchor: string }>()
    for (const [i, item] of storedItems(answers, section.id).entries()) {
      const id = ownValue(item, '_id')
      if (typeof id === 'string' && !byId.has(id))
        byId.set(id, { name: nameOf(section, i, language), anchor: anchorOf(section.id, i) })
    }
    found.set(section.id, byId)
  }
  return found
}

function showFields(
  section: Section,
  read: (id: string) => AnswerValue | undefined,
  form: Form,
  known: Pick<Asked, 'language' | 'items' | 'files'>,
): ShownAnswer[] {
  return section.fields.flatMap(field => {
    const value = read(field.id)
    if (value === undefined || (isConsent(value) && !section.repeat)) return []
    return [
      { id: field.id, label: sayIn(field.label, known.language), value: showValue(value, { form, field, ...known }) },
    ]
  })
}

/** Every answer that no field of the form shows, under its ids: `section.name`, `section.item.name`. */
function showRest(answers: Answers, form: Form | null): ShownAnswer[] {
  const [once, repeated] = [idsOf(form, false), idsOf(form, true)]
  const add = (id: string, value: AnswerValue): ShownAnswer => ({ id, label: plain(id), value: showValue(value, null) })
  return Object.entries(answers).flatMap(([section, stored]) =>
    Array.isArray(stored)
      ? stored.flatMap((item, i) => {
          const { _id: own } = item
          const [named, id] = typeof own === 'string' ? [true, own] : [false, String(i + 1)]
          return Object.entries(item).flatMap(([name, value]) =>
            (named && name === '_id') || repeated.has(`${section}.${name}`)
              ? []
              : [add(`${section}.${id}.${name}`, value)],
          )
        })
      : Object.entries(stored).flatMap(([name, value]) => {
          const id = `${section}.${name}`
          return once.has(id) || isConsent(value) ? [] : [add(id, value)]
        }),
  )
}

/** The fields of the sections that are told once, or of those that repeat. */
function idsOf(form: Form | null, repeated: boolean): ReadonlySet<string> {
  const sections = (form?.sections ?? []).filter(section => (section.repeat !== undefined) === repeated)
  return new Set(sections.flatMap(section => section.fields.map(field => field.id)))
}
