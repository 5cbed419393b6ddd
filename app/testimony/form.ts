import * as z from 'zod/mini'

/**
 * The form is data: every question, its codes, how sensitive it is and to whom it may be handed over, with words in each
 * language. Stored answers keep ids and codes of it, never words. Its exact bytes are hashed into every submission
 * (FORMAT.md §4), so a version that witnesses have seen never changes.
 */

export const Code = z.string().check(z.regex(/^[a-z0-9_]{1,40}$/))
export const LanguageTag = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z]{4})?$/))

/** `section.name`, the same for ever. */
export const FieldId = z.string().check(z.regex(/^[a-z0-9_]{1,40}\.[a-z0-9_]{1,40}$/))

/** One text by language. */
export const Words = z.record(z.string(), z.string().check(z.minLength(1)))
export type Words = z.infer<typeof Words>

/** How much is asked; each holds all of the one before. */
export const lengths = ['express', 'short', 'full'] as const
export const Mode = z.enum(lengths)
export type Mode = z.infer<typeof Mode>

/** S1 low, S2 personal, S3 special category or identity of others, S4 exposure could cost life or liberty. */
export const Sensitivity = z.enum(['S0', 'S1', 'S2', 'S3', 'S4'])

/** What an audience may be given of a field, before its consent is asked for. */
export const ExportRule = z.enum(['include', 'generalise', 'exclude', 'by_identity_consent'])
export const Audience = z.enum(['prosecutor', 'un', 'research', 'public'])

/**
 * Holds while a field has one of the codes `is`, or is answered with none of the codes `not`. A field of the same repeated
 * section is looked at in the same item, one of another repeated section in all items.
 */
export const Condition = z.union([
  z.strictObject({ field: FieldId, is: z.array(Code).check(z.minLength(1)) }),
  z.strictObject({ field: FieldId, not: z.array(Code) }),
])
export type Condition = z.infer<typeof Condition>

/**
 * What some answers change for the rest (D-03 to D-05): as soon as one condition of `when` holds, the fields and sections
 * in `hide` are not asked, and those in `fold` open only when the witness asks for it. `notice` stands where the answer
 * was given, and where something is folded.
 */
export const Route = z.object({
  id: Code,
  when: z.array(Condition).check(z.minLength(1)),
  hide: z.optional(z.array(z.union([FieldId, Code]))),
  fold: z.optional(z.array(Code)),
  notice: z.optional(Code),
})
export type Route = z.infer<typeof Route>

/** One code of a vocabulary. `alone`: excludes all others. `notice`: shown as soon as it is chosen. */
export const VocabularyValue = z.object({
  code: Code,
  label: Words,
  alone: z.optional(z.boolean()),
  notice: z.optional(Code),
})
export type VocabularyValue = z.infer<typeof VocabularyValue>

const common = {
  id: FieldId,
  notice: z.optional(Code),
  required: z.optional(z.boolean()),
  sensitivity: Sensitivity,
  export: z.record(Audience, ExportRule),
  /** `contact`: sealed for the contact custodians alone. */
  compartment: z.optional(z.enum(['account', 'contact'])),
  /** All of them hold, or the field is not asked. */
  showIf: z.optional(z.union([Condition, z.array(Condition)])),
  /** Stands on the same screen as the field before it. */
  joined: z.optional(z.boolean()),
  /** Stays in the browser: never stored, never sent. */
  stays: z.optional(z.boolean()),
}

/** The types of a field, without words. `extra` adds what belongs to every one of them. */
export const fieldTypes = <E extends Record<string, z.core.$ZodType>>(extra: E) =>
  [
    z.object({ ...common, ...extra, type: z.literal('single'), vocabulary: Code }),
    z.object({ ...common, ...extra, type: z.literal('multi'), vocabulary: Code }),
    z.object({ ...common, ...extra, type: z.literal('text'), maxLength: z.int() }),
    z.object({ ...common, ...extra, type: z.literal('text_long'), maxLength: z.int() }),
    /** `textVersion` names the words that the witness agreed to; `allowed` narrows the answers. */
    z.object({
      ...common,
      ...extra,
      type: z.literal('consent'),
      vocabulary: Code,
      textVersion: z.string(),
      allowed: z.optional(z.array(Code)),
    }),
    /** A fuzzy date (fuzzy-date.ts), a place (place.ts), a number of people or things, from–to. */
    z.object({ ...common, ...extra, type: z.literal('date') }),
    z.object({ ...common, ...extra, type: z.literal('place') }),
    z.object({ ...common, ...extra, type: z.literal('number') }),
    /** A statement that is true or was not made. */
    z.object({ ...common, ...extra, type: z.literal('yes') }),
    /** Items of other repeated sections, by their ids. */
    z.object({ ...common, ...extra, type: z.literal('refs'), to: z.array(Code).check(z.minLength(1)) }),
    /** Files that travel beside the account, by the ids of its manifest: one of each item, or a voice recorded here. */
    z.object({ ...common, ...extra, type: z.literal('file') }),
    z.object({ ...common, ...extra, type: z.literal('audio'), maxMinutes: z.int() }),
  ] as const

export const Field = z.discriminatedUnion('type', fieldTypes({ label: Words, help: z.optional(Words) }))
export type Field = z.infer<typeof Field>

/**
 * `repeat`: told one by one, at most `max` items; `one` names an item (`{n}`), `add` and `another` ask for the first and the next.
 * `folded`: opens only when the witness asks for it.
 */
export interface Section {
  id: string
  title: Words
  intro?: Words | undefined
  notice?: string | undefined
  folded?: boolean | undefined
  repeat?: { max: number; one: Words; add: Words; another: Words } | undefined
  fields: Field[]
}

/** A form in one length, with the words of every language that was read with it. */
export interface Form {
  id: string
  version: string
  mode: Mode
  title: Words
  /** The languages that it is offered in. Words that one lacks are shown in `fallback`. */
  languages: string[]
  fallback: string
  notices: Record<string, Words>
  vocabularies: Record<string, { values: VocabularyValue[] }>
  sections: Section[]
  routes: Route[]
  /** At least one of these is there before a submission is sent: a field that is answered, or a repeated section with an item. */
  content: string[]
}
