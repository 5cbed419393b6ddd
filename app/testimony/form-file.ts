import * as z from 'zod/mini'
import { Code, FieldId, fieldTypes, LanguageTag, Mode, Route, type Form, type Words } from './form.ts'
import { readFormV1 } from './form-v1.ts'

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

/** Exact texts, as they came: the structure, and words by language. */
export interface FormFile {
  form: string
  words: Readonly<Record<string, string>>
}

/** The form of a file that this server made: nothing is validated, so that a page is there at once. Throws what is not JSON. */
export function castForm({ form, words }: FormFile): Form {
  return joinWords(JSON.parse(form) as FormStructure, parseWords(words))
}

/**
 * Reads and validates a form of any version. Gives the form, or one sentence that names the first mistake. `hashOf` gives
 * b64u(H(32, UTF-8)) of a text: words count only if their hash stands in the structure.
 */
export function readForm({ form, words }: FormFile, hashOf: (text: string) => string): Form | string {
  let value: unknown
  let parsedWords: Record<string, unknown>
  try {
    value = JSON.parse(form)
    parsedWords = parseWords(words)
  } catch {
    return 'The form is not JSON.'
  }
  const old = readFormV1(value)
  if (old) return old
  const structure = z.safeParse(FormStructure, value)
  if (!structure.success) return sentenceOf('The form', structure.error)
  const read: Record<string, FormWords> = {}
  for (const [language, text] of Object.entries(words)) {
    if (!Object.hasOwn(structure.data.words, language) || structure.data.words[language] !== hashOf(text))
      return `The words in ${language} are not those of the form.`
    const parsed = z.safeParse(FormWords, parsedWords[language])
    if (!parsed.success) return sentenceOf(`The words in ${language}`, parsed.error)
    read[language] = parsed.data
  }
  return joinWords(structure.data, read)
}

function parseWords(words: FormFile['words']): Record<string, FormWords> {
  return Object.fromEntries(Object.entries(words).map(([language, text]) => [language, JSON.parse(text) as FormWords]))
}

function sentenceOf(what: string, error: z.core.$ZodError): string {
  const [issue] = error.issues
  return `${what} is wrong at ${issue?.path.join('.') || 'the top'}: ${issue?.message ?? 'not of this form'}.`
}

/** Puts the words into the structure. */
export function joinWords(structure: FormStructure, words: Readonly<Record<string, FormWords>>): Form {
  const collect = (find: (one: FormWords) => string | undefined): Words =>
    Object.fromEntries(
      Object.entries(words).flatMap(([language, one]) => {
        const text = find(one)
        return text === undefined ? [] : [[language, text]]
      }),
    )
  const perhaps = (found: Words): Words | undefined => (Object.keys(found).length > 0 ? found : undefined)
  const { id, version, mode, fallback, routes, content } = structure
  return {
    id,
    version,
    mode,
    fallback,
    routes,
    content,
    languages: Object.keys(structure.words),
    title: collect(one => one.title),
    notices: Object.fromEntries(structure.notices.map(code => [code, collect(one => one.notices?.[code])])),
    vocabularies: Object.fromEntries(
      Object.entries(structure.vocabularies).map(([name, values]) => [
        name,
        { values: values.map(value => ({ ...value, label: collect(one => one.values?.[name]?.[value.code]) })) },
      ]),
    ),
    sections: structure.sections.map(section => ({
      ...section,
      title: collect(one => one.sections?.[section.id]?.title),
      intro: perhaps(collect(one => one.sections?.[section.id]?.intro)),
      repeat: section.repeat && {
        ...section.repeat,
        one: collect(one => one.sections?.[section.id]?.one),
        add: collect(one => one.sections?.[section.id]?.add),
        another: collect(one => one.sections?.[section.id]?.another),
      },
      fields: section.fields.map(field => {
        const help = perhaps(collect(one => one.fields?.[field.id]?.help))
        return { ...field, label: collect(one => one.fields?.[field.id]?.label), ...(help ? { help } : {}) }
      }),
    })),
  }
}
