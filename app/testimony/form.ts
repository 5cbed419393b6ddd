import * as z from 'zod/mini'

/**
 * The form is data: a JSON file that holds every question, its words in each language, its codes, how sensitive it is and
 * to whom it may be handed over. Stored answers keep ids and codes of it, never words. Its exact bytes are hashed into
 * every submission (FORMAT.md §4), so a version that witnesses have seen never changes.
 */

const FormLanguage = z.enum(['uk', 'ru', 'en'])
const Code = z.string().check(z.regex(/^[a-z0-9_]{1,40}$/))

/** `section.name`, the same for ever. */
export const FieldId = z.string().check(z.regex(/^[a-z0-9_]{1,40}\.[a-z0-9_]{1,40}$/))

/** One text in each language of the form. */
export const Words = z.record(z.string(), z.string().check(z.minLength(1)))
export type Words = z.infer<typeof Words>

/** One code of a vocabulary. `alone`: excludes all others. `notice`: shown as soon as it is chosen. */
export const VocabularyValue = z.object({
  code: Code,
  label: Words,
  alone: z.optional(z.boolean()),
  notice: z.optional(Code),
})
export type VocabularyValue = z.infer<typeof VocabularyValue>

export const Vocabulary = z.object({ values: z.array(VocabularyValue).check(z.minLength(1)) })
export type Vocabulary = z.infer<typeof Vocabulary>

/** S1 low, S2 personal, S3 special category or identity of others, S4 exposure could cost life or liberty. */
export const Sensitivity = z.enum(['S0', 'S1', 'S2', 'S3', 'S4'])

/** What an audience may be given of a field, before its consent is asked for. */
export const ExportRule = z.enum(['include', 'generalise', 'exclude', 'by_identity_consent'])
export const Audience = z.enum(['prosecutor', 'un', 'research', 'public'])

/** Shown only while another field holds one of these codes. */
export const Condition = z.object({ field: FieldId, is: z.array(Code).check(z.minLength(1)) })
export type Condition = z.infer<typeof Condition>

const common = {
  id: FieldId,
  label: Words,
  help: z.optional(Words),
  notice: z.optional(Code),
  required: z.optional(z.boolean()),
  sensitivity: Sensitivity,
  export: z.record(Audience, ExportRule),
  /** `contact`: sealed for the contact custodians alone. */
  compartment: z.optional(z.enum(['account', 'contact'])),
  showIf: z.optional(Condition),
  /** Stands on the same screen as the field before it. */
  joined: z.optional(z.boolean()),
}

export const Field = z.discriminatedUnion('type', [
  z.object({ ...common, type: z.literal('single'), vocabulary: Code }),
  z.object({ ...common, type: z.literal('multi'), vocabulary: Code }),
  z.object({ ...common, type: z.literal('text'), maxLength: z.int() }),
  z.object({ ...common, type: z.literal('text_long'), maxLength: z.int() }),
  /** `textVersion` names the words that the witness agreed to; `allowed` narrows the answers. */
  z.object({
    ...common,
    type: z.literal('consent'),
    vocabulary: Code,
    textVersion: z.string(),
    allowed: z.optional(z.array(Code)),
  }),
])
export type Field = z.infer<typeof Field>

export const Section = z.object({
  id: Code,
  title: Words,
  intro: z.optional(Words),
  fields: z.array(Field).check(z.minLength(1)),
})
export type Section = z.infer<typeof Section>

export const Form = z.object({
  v: z.literal(1),
  id: z.string().check(z.regex(/^[a-z0-9-]{1,60}$/)),
  version: z.string().check(z.regex(/^[0-9a-z.-]{1,30}$/)),
  mode: z.enum(['express', 'short', 'full']),
  title: Words,
  languages: z.array(FormLanguage).check(z.minLength(1)),
  notices: z.record(Code, Words),
  vocabularies: z.record(Code, Vocabulary),
  sections: z.array(Section).check(z.minLength(1)),
  /** At least one of these fields is filled in before a submission is sent. */
  content: z.array(FieldId).check(z.minLength(1)),
})
export type Form = z.infer<typeof Form>

/**
 * Reads the bytes of a form. Gives the form, or one sentence that names the place of the first mistake: for an
 * administrator at the start of the server, never for a witness.
 */
export function parseForm(bytes: Uint8Array): Form | string {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return 'The form is not JSON in UTF-8.'
  }
  const parsed = z.safeParse(Form, value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return `The form is wrong at ${issue?.path.join('.') || 'the top'}: ${issue?.message ?? 'not of this form'}.`
  }
  return findMistake(parsed.data) ?? parsed.data
}

function findMistake(form: Form): string | null {
  const fields = form.sections.flatMap(section => section.fields)
  const seen = new Set<string>()
  for (const field of fields) {
    const at = `The form is wrong at ${field.id}`
    if (seen.has(field.id)) return `${at}: this id stands twice.`
    if (field.showIf && !seen.has(field.showIf.field)) return `${at}: showIf names no field before it.`
    if (field.notice && !form.notices[field.notice]) return `${at}: there is no notice ${field.notice}.`
    // Whom to reach is for custodians alone, whatever the form says: only whether to reach them is for everybody.
    if (field.id.startsWith('contact.') && field.id !== 'contact.may' && field.compartment !== 'contact')
      return `${at}: a field of contact belongs to the compartment contact.`
    if ('vocabulary' in field) {
      const vocabulary = form.vocabularies[field.vocabulary]
      if (!vocabulary) return `${at}: there is no vocabulary ${field.vocabulary}.`
      if (
        field.type === 'consent' &&
        field.allowed?.some(code => !vocabulary.values.some(value => value.code === code))
      )
        return `${at}: an allowed answer is not in the vocabulary ${field.vocabulary}.`
    }
    seen.add(field.id)
  }
  for (const id of form.content) if (!seen.has(id)) return `The form is wrong at content: there is no field ${id}.`
  for (const [name, { values }] of Object.entries(form.vocabularies)) {
    for (const { code, notice } of values)
      if (notice && !form.notices[notice]) return `The form is wrong at ${name}.${code}: there is no notice ${notice}.`
    if (new Set(values.map(value => value.code)).size < values.length)
      return `The form is wrong at ${name}: a code stands twice.`
  }
  return findUntranslated(form, form.languages, '')
}

/** Every text of the form has words in each of its languages. */
function findUntranslated(value: unknown, languages: readonly string[], path: string): string | null {
  if (typeof value !== 'object' || value === null) return null
  for (const [name, inner] of Object.entries(value)) {
    const here = path ? `${path}.${name}` : name
    const isText = ['title', 'label', 'help', 'intro'].includes(name) || /^notices\.[^.]+$/.test(here)
    if (isText && typeof inner === 'object' && inner !== null) {
      const missing = languages.find(language => !(language in inner))
      if (missing) return `The form is wrong at ${here}: there are no words in ${missing}.`
    } else {
      const found = findUntranslated(inner, languages, here)
      if (found) return found
    }
  }
  return null
}
