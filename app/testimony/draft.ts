import type { Consent } from './consent.ts'
import type { DraftDate } from './draft-date.ts'
import { valuesOf } from './form-words.ts'
import type { Field, Form, Section } from './form.ts'
import type { DraftNumber } from './number-range.ts'
import type { DraftPlace } from './place.ts'

/**
 * What is being filled in, by slot (`slotOf`). Under the id of a repeated section stands the list of its items. Consents
 * keep the moment and the language in which they were given.
 */
export type DraftValue = string | readonly string[] | DraftConsent | DraftDate | DraftPlace | DraftNumber
export type Draft = Readonly<Record<string, DraftValue | undefined>>
export interface DraftConsent {
  readonly answer: Consent
  readonly at: string
  readonly lang: string
}

/** Where the answer to a field stands: its id, and in a repeated section that of its item. */
export type Slot = string
export function slotOf(field: string, item?: string): Slot {
  return item === undefined ? field : field.replace('.', `:${item}.`)
}

/** The items of a repeated section, in the order in which they were added. */
export function itemsOf(draft: Draft, section: string): readonly string[] {
  const items = draft[section]
  return Array.isArray(items) ? (items as readonly string[]) : []
}

/** An id that no item of the section has or had. */
export function newItem(draft: Draft, section: string): string {
  const numbers = [...itemsOf(draft, section), ...Object.keys(draft)]
    .map(key => new RegExp(`^(?:${section}:)?${section}(\\d+)`).exec(key)?.[1])
    .map(Number)
    .filter(Number.isFinite)
  return `${section}${Math.max(0, ...numbers) + 1}`
}

/** Every place where a field can be answered: once, or in each item. */
export function slotsOf(section: Section, field: Field, draft: Draft): { slot: Slot; item?: string }[] {
  if (!section.repeat) return [{ slot: field.id }]
  return itemsOf(draft, section.id).map(item => ({ slot: slotOf(field.id, item), item }))
}

/** Whether a draft holds a consent. */
export const isConsent = (value: Draft[string]): value is DraftConsent => typeof value === 'object' && 'answer' in value

/** A consent given now. */
export function giveConsent(answer: Consent, lang: string, now: Date): DraftConsent {
  return { answer, lang, at: toMinute(now) }
}

/** The codes that a draft holds in a slot. */
export function codesOf(draft: Draft, slot: Slot): readonly string[] {
  const value = draft[slot]
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value as readonly string[]
  return isConsent(value) ? [value.answer] : []
}

/** Whether anything was answered. White space alone is nothing. */
export function isAnswered(draft: Draft, slot: Slot): boolean {
  const value = draft[slot]
  if (typeof value === 'object' && 'period' in value)
    return holdsText([value.first, value.period && value.last, value.words])
  return holdsText(value)
}

function holdsText(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsText)
}

/** Adds or removes a code; a code that stands alone excludes all others. */
export function toggleCode(form: Form, field: Field, codes: readonly string[], code: string): string[] {
  if (codes.includes(code)) return codes.filter(one => one !== code)
  const alone = (one: string) => valuesOf(form, field).some(value => value.code === one && value.alone)
  return alone(code) ? [code] : [...codes.filter(one => !alone(one)), code]
}

/** A moment in UTC, cut to the minute. */
export function toMinute(moment: Date): string {
  return `${moment.toISOString().slice(0, 16)}Z`
}
