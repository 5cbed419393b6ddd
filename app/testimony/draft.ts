import type { Consent } from './consent.ts'
import { fieldsOf, valuesOf } from './form-words.ts'
import type { Field, Form } from './form.ts'

/** What is being filled in, by field id. Consents keep the moment and the language in which they were given. */
export type Draft = Readonly<Record<string, string | readonly string[] | DraftConsent | undefined>>
export interface DraftConsent {
  readonly answer: Consent
  readonly at: string
  readonly lang: string
}

/** Whether a draft holds a consent. */
export const isConsent = (value: Draft[string]): value is DraftConsent =>
  typeof value === 'object' && !Array.isArray(value)

/** A consent given now. */
export function giveConsent(answer: Consent, lang: string, now: Date): DraftConsent {
  return { answer, lang, at: toMinute(now) }
}

/** The codes that a draft holds for a field. */
export function codesOf(draft: Draft, id: string): readonly string[] {
  const value = draft[id]
  if (value === undefined) return []
  if (typeof value === 'string') return [value]
  return isConsent(value) ? [value.answer] : value
}

/** Whether a field stands on the screen: its condition holds, and so does that of the field it hangs on. */
export function isShown(form: Form, field: Field, draft: Draft): boolean {
  if (!field.showIf) return true
  const { field: on, is } = field.showIf
  const parent = fieldsOf(form).find(one => one.id === on)
  return parent !== undefined && isShown(form, parent, draft) && codesOf(draft, on).some(code => is.includes(code))
}

/** Whether anything was answered. White space alone is nothing. */
export function isAnswered(draft: Draft, id: string): boolean {
  const value = draft[id]
  return typeof value === 'string' ? value.trim() !== '' : isConsent(value) ? true : (value?.length ?? 0) > 0
}

/** Adds or removes a code; a code that stands alone excludes all others. */
export function toggleCode(form: Form, field: Field, codes: readonly string[], code: string): string[] {
  if (codes.includes(code)) return codes.filter(one => one !== code)
  const alone = (one: string) => valuesOf(form, field).some(value => value.code === one && value.alone)
  return alone(code) ? [code] : [...codes.filter(one => !alone(one)), code]
}

export interface Missing {
  /** `consent.keep`, or another required field. */
  required: string[]
  /** True while no field of the form's `content` is filled in. */
  content: boolean
  /** Texts over their greatest length. */
  tooLong: string[]
}

/** What still stands in the way of sending. */
export function findMissing(form: Form, draft: Draft): Missing {
  const shown = fieldsOf(form).filter(field => isShown(form, field, draft))
  return {
    required: shown.filter(field => field.required && !isAccepted(field, draft)).map(field => field.id),
    content: !form.content.some(id => isAnswered(draft, id)),
    tooLong: shown.filter(field => 'maxLength' in field && lengthOf(draft[field.id]) > field.maxLength).map(f => f.id),
  }
}

/** A consent that is needed has to be a yes. */
function isAccepted(field: Field, draft: Draft): boolean {
  return field.type === 'consent' ? codesOf(draft, field.id)[0] === 'yes' : isAnswered(draft, field.id)
}

const lengthOf = (value: Draft[string]): number => (typeof value === 'string' ? value.length : 0)

/** A moment in UTC, cut to the minute. */
export function toMinute(moment: Date): string {
  return `${moment.toISOString().slice(0, 16)}Z`
}
