import type { AnswerValue } from '#app/testimony/answers.ts'
import { holdsFiles } from '#app/testimony/attached.ts'
import { sayIn, valuesOf } from '#app/testimony/form-words.ts'
import type { Field, Form } from '#app/testimony/form.ts'
import type { FuzzyDate } from '#app/testimony/fuzzy-date.ts'
import type { NumberRange } from '#app/testimony/number-range.ts'
import type { Place } from '#app/testimony/place.ts'
import type { Told } from './account-answers.ts'

/** An item that another answer refers to. `anchor`: where it stands; null: there is no such item. */
export interface ShownRef {
  label: Told
  anchor: string | null
}

/** An answer by what it is, whatever field it stands in: `words` are the witness's own, `codes` have words of the form. */
export type ShownValue =
  | { kind: 'words'; words: string; long: boolean }
  | { kind: 'codes'; codes: Told[] }
  | { kind: 'yes' }
  | { kind: 'refs'; refs: ShownRef[] }
  /** Names that the witness's device gave, or ids of files that are not there. */
  | { kind: 'files'; names: string[] }
  | { kind: 'date'; date: FuzzyDate }
  | { kind: 'place'; place: Place }
  | { kind: 'number'; number: NumberRange }

/** Items by section, then by their stored id. */
export type Items = Map<string, Map<string, { name: Told; anchor: string }>>

/** What an answer is read with. */
export interface Asked {
  form: Form
  field: Field
  language: string
  items: Items
  /** Names of files by their ids. */
  files: ReadonlyMap<string, string>
}

/** Words in one line are long from here on. */
const longLine = 300

/** An answer to show. Null: no field is known for it. What does not fit its field is shown as it is. */
export function showValue(value: AnswerValue, asked: Asked | null): ShownValue {
  if (typeof value === 'string') return showText(value, asked)
  if (Array.isArray(value)) {
    if (asked?.field.type === 'refs') return { kind: 'refs', refs: showRefs(value, asked.field.to, asked.items) }
    if (asked && holdsFiles(asked.field)) return { kind: 'files', names: value.map(id => asked.files.get(id) ?? id) }
    return { kind: 'codes', codes: showCodes(value, asked) }
  }
  if ('answer' in value) return { kind: 'codes', codes: showCodes([value.answer], asked) }
  if ('edtf' in value) return { kind: 'date', date: value }
  if ('min' in value) return { kind: 'number', number: value }
  return { kind: 'place', place: value }
}

function showText(text: string, asked: Asked | null): ShownValue {
  const type = asked?.field.type
  if (type === 'yes' && text === 'yes') return { kind: 'yes' }
  if (type === 'single' || type === 'multi') return { kind: 'codes', codes: showCodes([text], asked) }
  return { kind: 'words', words: text, long: type === 'text_long' || text.length > longLine }
}

/** Codes in the words of their field; one that it does not know as it is. */
export function showCodes(codes: readonly string[], asked: Omit<Asked, 'items' | 'files'> | null): Told[] {
  const labels = new Map(asked ? valuesOf(asked.form, asked.field).map(value => [value.code, value.label]) : [])
  return codes.map(code => {
    const label = labels.get(code)
    return asked && label ? sayIn(label, asked.language) : { text: code, lang: null }
  })
}

function showRefs(ids: readonly string[], to: readonly string[], items: Items): ShownRef[] {
  return ids.map(id => {
    const found = to.map(section => items.get(section)?.get(id)).find(Boolean)
    return found ? { label: found.name, anchor: found.anchor } : { label: { text: id, lang: null }, anchor: null }
  })
}
