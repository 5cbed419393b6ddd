import * as z from 'zod/mini'
import { Code, FieldId, Field, Mode, VocabularyValue, Words, type Form } from './form.ts'

/** The form of version 1: one length, its words inside. None is made any more; what was answered with one is read with it. */
export const FormV1 = z.object({
  v: z.literal(1),
  id: z.string().check(z.regex(/^[a-z0-9-]{1,60}$/)),
  version: z.string().check(z.regex(/^[0-9a-z.-]{1,30}$/)),
  mode: Mode,
  title: Words,
  languages: z.array(z.string()).check(z.minLength(1)),
  notices: z.record(Code, Words),
  vocabularies: z.record(Code, z.object({ values: z.array(VocabularyValue).check(z.minLength(1)) })),
  sections: z.array(
    z.object({ id: Code, title: Words, intro: z.optional(Words), fields: z.array(Field).check(z.minLength(1)) }),
  ),
  content: z.array(FieldId).check(z.minLength(1)),
})

/** A form of version 1 as the forms of today are. Null: not one. */
export function readFormV1(value: unknown): Form | null {
  const parsed = z.safeParse(FormV1, value)
  if (!parsed.success) return null
  const { v: _, ...form } = parsed.data
  return { ...form, fallback: form.languages[0]!, routes: [] }
}
