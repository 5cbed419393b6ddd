import * as z from 'zod/mini'
import { isShown } from './asked.ts'
import { isFileId } from './attached.ts'
import { ConsentAnswer, Minute, consentOf, type Consent } from './consent.ts'
import { toFuzzyDate, type DraftDate } from './draft-date.ts'
import { codesOf, isAnswered, isConsent, itemsOf, slotOf, toMinute, type Draft, type Slot } from './draft.ts'
import { compartmentOf, valuesOf } from './form-words.ts'
import { Mode, type Field, type Form } from './form.ts'
import { FuzzyDate } from './fuzzy-date-schema.ts'
import { NumberRange, toNumberRange, type DraftNumber } from './number-range.ts'
import { Place, toPlace, type DraftPlace } from './place.ts'

/**
 * Answers as they are stored: by section, then by name; ids and codes of the form, never its words. A repeated section is
 * a list of items, each with its id as `_id`.
 */
const Value = z.union([z.string(), z.array(z.string()), ConsentAnswer, FuzzyDate, Place, NumberRange])
export type AnswerValue = z.infer<typeof Value>
const Fields = z.record(z.string(), Value)
export type AnswerFields = z.infer<typeof Fields>
export const Answers = z.record(z.string(), z.union([Fields, z.array(Fields)]))
export type Answers = z.infer<typeof Answers>

/** The form that a witness filled in; `hash` = b64u(H(32, its bytes)) (FORMAT.md §4). */
export const FormRef = z.object({ id: z.string(), version: z.string(), hash: z.string() })
export type FormRef = z.infer<typeof FormRef>

/** The public keys of a receipt (FORMAT.md §5). */
export const WitnessKeys = z.object({ kem: z.string(), sign: z.string() })
export type WitnessKeys = z.infer<typeof WitnessKeys>

/**
 * A testimony, plain and whole, in the witness's browser. `lang`: the language of the page when it was sent; the words may
 * be in any. `contact`: answers for the contact custodians alone. `witness`: null when there is no way back.
 */
export const Testimony = z.object({
  form: FormRef,
  mode: Mode,
  lang: z.string(),
  answers: Answers,
  contact: z.nullable(Answers),
  witness: z.nullable(WitnessKeys),
  sealedAt: Minute,
})
export type Testimony = z.infer<typeof Testimony>

export interface Sending {
  formHash: string
  lang: string
  witness: WitnessKeys | null
  now: Date
}

/**
 * The testimony in a draft. Fields that are not shown, not answered or not known to the form are left out. Texts stay
 * byte for byte as they were typed, save lone surrogates (`wellFormed`).
 */
export function toTestimony(form: Form, draft: Draft, { formHash, lang, witness, now }: Sending): Testimony {
  const answers: Answers = {}
  const contact: Answers = {}
  for (const section of form.sections)
    for (const [kept, compartment] of [
      [answers, 'account'],
      [contact, 'contact'],
    ] as const) {
      const fields = section.fields.filter(field => compartmentOf(field) === compartment)
      if (section.repeat) {
        const items = itemsOf(draft, section.id)
          .map(item => ({ _id: item, ...Object.fromEntries(readFields(form, fields, draft, item)) }))
          .filter(item => Object.keys(item).length > 1)
        if (items.length > 0) kept[section.id] = items
      } else {
        for (const [name, value, group] of readFields(form, fields, draft))
          kept[group] = { ...(kept[group] as AnswerFields | undefined), [name]: value }
      }
    }
  return {
    form: { id: form.id, version: form.version, hash: formHash },
    mode: form.mode,
    lang,
    answers,
    contact: Object.keys(contact).length > 0 ? contact : null,
    witness,
    sealedAt: toMinute(now),
  }
}

/** Name, value and section of each field that was asked and answered. */
function readFields(form: Form, fields: Field[], draft: Draft, item?: string): [string, AnswerValue, string][] {
  return fields.flatMap(field => {
    const slot = slotOf(field.id, item)
    if (field.stays || !isShown(form, field, draft, item) || !isAnswered(draft, slot)) return []
    const value = storedValue(form, field, draft, slot)
    const [group = '', name = ''] = field.id.split('.')
    return value === undefined ? [] : [[name, value, group] as [string, AnswerValue, string]]
  })
}

function storedValue(form: Form, field: Field, draft: Draft, slot: Slot): AnswerValue | undefined {
  const value = draft[slot]
  const known = valuesOf(form, field).map(one => one.code)
  switch (field.type) {
    case 'text':
    case 'text_long':
      return typeof value === 'string' ? wellFormed(value) : undefined
    case 'single':
      return codesOf(draft, slot).find(code => known.includes(code))
    case 'multi':
      return known.filter(code => codesOf(draft, slot).includes(code))
    case 'yes':
      return value === 'yes' ? 'yes' : undefined
    case 'refs':
      return field.to.flatMap(to => itemsOf(draft, to)).filter(item => codesOf(draft, slot).includes(item))
    case 'file':
    case 'audio':
      return codesOf(draft, slot).filter(id => isFileId(id))
    case 'date':
      return wellFormedAll(toFuzzyDate(value as DraftDate))
    case 'place':
      return wellFormedAll(toPlace(value as DraftPlace))
    case 'number':
      return wellFormedAll(toNumberRange(value as DraftNumber))
    case 'consent':
      if (!isConsent(value) || !known.includes(value.answer)) return undefined
      return { answer: value.answer, textVersion: field.textVersion, textLang: value.lang, at: value.at }
  }
}

/** Every text in it made well-formed; null is undefined. */
function wellFormedAll<T extends object>(value: T | null): T | undefined {
  if (value === null) return undefined
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, typeof inner === 'string' ? wellFormed(inner) : inner]),
  ) as T
}

const LONE_SURROGATES = /\p{Surrogate}/gu

/**
 * Half of a broken pair has no UTF-8 and would be refused by every reader (FORMAT.md §1); U+FFFD takes its place, so that
 * the rest of the text is neither lost nor held back.
 */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATES, '\uFFFD')
}

/** The stored answer of a field that stands once, or undefined. */
export function answerOf(answers: Answers, id: string): AnswerValue | undefined {
  const [section = '', name = ''] = id.split('.')
  const fields = Object.hasOwn(answers, section) ? answers[section]! : {}
  return !Array.isArray(fields) && Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** The stored items of a repeated section. */
export function storedItems(answers: Answers, section: string): AnswerFields[] {
  const items = Object.hasOwn(answers, section) ? answers[section]! : []
  return Array.isArray(items) ? items : []
}

/** What a stored consent allows; unanswered: `no`. */
export function consentFor(answers: Answers, id: string): Consent {
  return consentOf(answerOf(answers, id))
}
