import { isShown } from '#app/testimony/asked.ts'
import { describeDate } from '#app/testimony/describe-date.ts'
import { toFuzzyDate } from '#app/testimony/draft-date.ts'
import { codesOf, isAnswered, itemsOf, slotOf, type Draft, type DraftValue } from '#app/testimony/draft.ts'
import { labelOf, say, sectionOf } from '#app/testimony/form-words.ts'
import type { Field, Form, Section } from '#app/testimony/form.ts'
import type { AnswerWords } from '#app/i18n/answers/en.ts'
import { fill } from '#app/i18n/fill.ts'

const PARTS = 3
const LETTERS = 40

/**
 * What was told of one item of a repeated section, in one short line: "Raid in the street · spring 2022 · Makiivka". At most
 * one answer of each kind, in the order of the form. Empty while nothing was told. Without `words` a date is left out.
 */
export function summariseItem(
  form: Form,
  section: Section,
  draft: Draft,
  item: string,
  language: string,
  words: AnswerWords | null = null,
): string {
  const parts = new Map<string, string>()
  for (const field of section.fields) {
    const slot = slotOf(field.id, item)
    const kind = kinds[field.type]
    if (!kind || parts.has(kind) || !isAnswered(draft, slot) || !isShown(form, field, draft, item)) continue
    const text = tellShortly(form, field, draft, slot, language, words)
    if (text) parts.set(kind, text)
  }
  return [...parts.values()].slice(0, PARTS).join(' · ')
}

/** The items that a field can point to, each with its name ("Event 1") and its summary. */
export function itemsIn(
  form: Form,
  field: Extract<Field, { type: 'refs' }>,
  draft: Draft,
  language: string,
  words: AnswerWords,
): { id: string; name: string; summary: string }[] {
  return field.to.flatMap(to => {
    const section = sectionOf(form, to)
    const one = section?.repeat ? say(section.repeat.one, language) : ''
    if (!section) return []
    return itemsOf(draft, to).map((id, i) => ({
      id,
      name: fill(one, { n: i + 1 }),
      summary: summariseItem(form, section, draft, id, language, words),
    }))
  })
}

/** What sets one item apart from another. A consent, a number and what points to other items do not. */
const kinds: Partial<Record<Field['type'], string>> = {
  single: 'code',
  multi: 'code',
  yes: 'yes',
  text: 'text',
  text_long: 'text',
  date: 'date',
  place: 'place',
}

function tellShortly(
  form: Form,
  field: Field,
  draft: Draft,
  slot: string,
  language: string,
  words: AnswerWords | null,
): string {
  const value: DraftValue | undefined = draft[slot]
  if (field.type === 'yes') return say(field.label, language)
  if (field.type === 'single' || field.type === 'multi') {
    const [first, ...others] = codesOf(draft, slot).map(code => labelOf(form, field, code, language))
    const name = cut((first ?? '').replace(/ \([^)]*\)$/, ''))
    return others.length > 0 ? `${name} +${others.length}` : name
  }
  if (typeof value === 'string') return cut(value)
  if (typeof value !== 'object') return ''
  if ('period' in value) {
    const date = toFuzzyDate(value)
    if (date?.edtf) return words ? describeDate(date.edtf, language, words.date.told) : ''
    return cut(date?.words ?? '')
  }
  return 'text' in value ? cut(value.text) || (value.settlement?.shown ?? '') : ''
}

function cut(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ')
  const letters = [...line]
  return letters.length <= LETTERS
    ? line
    : `${letters
        .slice(0, LETTERS - 1)
        .join('')
        .trimEnd()}…`
}
