import * as z from 'zod/mini'
import { Code, FieldId, fieldTypes, LanguageTag, Mode, Route } from './form.ts'

/**
 * A form as it travels: the structure, whose hash names the form, and the words of each language, whose hashes stand in
 * the structure. A witness fetches the words of one language; the hash in the submission still covers all of them.
 */

export const FieldStructure = z.discriminatedUnion('type', fieldTypes({}))
export type FieldStructure = z.infer<typeof FieldStructure>

const ValueStructure = z.strictObject({ code: Code, alone: z.optional(z.boolean()), notice: z.optional(Code) })

export const SectionStructure = z.object({
  id: Code,
  notice: z.optional(Code),
  folded: z.optional(z.boolean()),
  repeat: z.optional(z.object({ max: z.int().check(z.gte(1)) })),
  fields: z.array(FieldStructure).check(z.minLength(1)),
})

/** `words`: b64u(H(32, the bytes of a language's words)) by language. */
export const FormStructure = z.object({
  v: z.literal(2),
  id: z.string().check(z.regex(/^[a-z0-9-]{1,60}$/)),
  version: z.string().check(z.regex(/^[0-9a-z.-]{1,30}$/)),
  mode: Mode,
  fallback: LanguageTag,
  words: z.record(LanguageTag, z.string()),
  notices: z.array(Code),
  vocabularies: z.record(Code, z.array(ValueStructure).check(z.minLength(1))),
  sections: z.array(SectionStructure).check(z.minLength(1)),
  routes: z.array(Route),
  content: z.array(z.union([FieldId, Code])).check(z.minLength(1)),
})
export type FormStructure = z.infer<typeof FormStructure>

const Text = z.string().check(z.minLength(1))

/** All words of a form in one language; a draft may lack some, which then are shown in the fallback. */
export const FormWords = z.strictObject({
  title: z.optional(Text),
  notices: z.optional(z.record(Code, Text)),
  sections: z.optional(
    z.record(
      Code,
      z.strictObject({
        title: z.optional(Text),
        intro: z.optional(Text),
        one: z.optional(Text),
        add: z.optional(Text),
        another: z.optional(Text),
      }),
    ),
  ),
  fields: z.optional(z.record(FieldId, z.strictObject({ label: z.optional(Text), help: z.optional(Text) }))),
  values: z.optional(z.record(Code, z.record(Code, Text))),
})
export type FormWords = z.infer<typeof FormWords>
