import * as z from 'zod/mini'
import { ConsentAnswer, Minute, consentOf, type Consent } from './consent.ts'
import { codesOf, isAnswered, isConsent, isShown, toMinute, type Draft } from './draft.ts'
import { fieldsOf, valuesOf } from './form-words.ts'
import type { Field, Form } from './form.ts'

/** Answers as they are stored: by section, then by name; ids and codes of the form, never its words. */
const Value = z.union([z.string(), z.array(z.string()), ConsentAnswer])
export const Answers = z.record(z.string(), z.record(z.string(), Value))
export type Answers = z.infer<typeof Answers>
export type AnswerValue = z.infer<typeof Value>

/** The form that a witness filled in; `hash` = b64u(H(32, its bytes)) (FORMAT.md §4). */
export const FormRef = z.object({ id: z.string(), version: z.string(), hash: z.string() })
export type FormRef = z.infer<typeof FormRef>

/** The public keys of a receipt (FORMAT.md §5). */
export const WitnessKeys = z.object({ kem: z.string(), sign: z.string() })
export type WitnessKeys = z.infer<typeof WitnessKeys>

export const Mode = z.enum(['express', 'short', 'full'])
export type Mode = z.infer<typeof Mode>

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
  for (const field of fieldsOf(form)) {
    const value =
      isShown(form, field, draft) && isAnswered(draft, field.id) ? storedValue(form, field, draft) : undefined
    if (value === undefined) continue
    const [section = '', name = ''] = field.id.split('.')
    const compartment = field.compartment === 'contact' ? contact : answers
    compartment[section] = { ...compartment[section], [name]: value }
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

function storedValue(form: Form, field: Field, draft: Draft): AnswerValue | undefined {
  const value = draft[field.id]
  const known = valuesOf(form, field).map(one => one.code)
  switch (field.type) {
    case 'text':
    case 'text_long':
      return typeof value === 'string' ? wellFormed(value) : undefined
    case 'single':
      return codesOf(draft, field.id).find(code => known.includes(code))
    case 'multi':
      return known.filter(code => codesOf(draft, field.id).includes(code))
    case 'consent':
      if (!isConsent(value) || !known.includes(value.answer)) return undefined
      return { answer: value.answer, textVersion: field.textVersion, textLang: value.lang, at: value.at }
  }
}

const LONE_SURROGATES = /\p{Surrogate}/gu

/**
 * Half of a broken pair has no UTF-8 and would be refused by every reader (FORMAT.md §1); U+FFFD takes its place, so that
 * the rest of the text is neither lost nor held back.
 */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATES, '\uFFFD')
}

/** The stored answer of a field, or undefined. */
export function answerOf(answers: Answers, id: string): AnswerValue | undefined {
  const [section = '', name = ''] = id.split('.')
  return Object.hasOwn(answers, section) && Object.hasOwn(answers[section]!, name) ? answers[section]![name] : undefined
}

/** What a stored consent allows; unanswered: `no`. */
export function consentFor(answers: Answers, id: string): Consent {
  return consentOf(answerOf(answers, id))
}
