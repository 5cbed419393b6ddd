import type { Field, Form, Section, VocabularyValue, Words } from './form.ts'

/** The words in this language, else in any that there is: the first of a form is its fallback. */
export function say(words: Words, language: string): string {
  return sayIn(words, language).text
}

/** The same. `lang`: the language that they are in. */
export function sayIn(words: Words, language: string): { text: string; lang: string } {
  const lang =
    [language, language.replace(/-.*/, ''), ...Object.keys(words)].find(one => words[one] !== undefined) ?? language
  return { text: words[lang] ?? '', lang }
}

/** All fields in the order of the form. */
export function fieldsOf(form: Form): Field[] {
  return form.sections.flatMap(section => section.fields)
}

/** The field of this id. */
export function fieldOf(form: Form, id: string): Field | undefined {
  return indexOf(form).fields.get(id)
}

/** The section that a field stands in, or of this id. */
export function sectionOf(form: Form, id: string): Section | undefined {
  return indexOf(form).sections.get(id)
}

interface Index {
  fields: ReadonlyMap<string, Field>
  sections: ReadonlyMap<string, Section>
}
const indexes = new WeakMap<Form, Index>()

/** A form does not change while it is used; what is asked next is found anew at every key. */
function indexOf(form: Form): Index {
  const known = indexes.get(form)
  if (known) return known
  const index = {
    fields: new Map(fieldsOf(form).map(field => [field.id, field])),
    sections: new Map(
      form.sections.flatMap(section => [section.id, ...section.fields.map(field => field.id)].map(id => [id, section])),
    ),
  }
  indexes.set(form, index)
  return index
}

/** Whom a field is sealed for. Whom to reach is for the contact custodians alone, whatever a form says: the server serves it. */
export function compartmentOf({ id, compartment }: Field): 'account' | 'contact' {
  return id.startsWith('contact.') && id !== 'contact.may' ? 'contact' : (compartment ?? 'account')
}

/** The answers that a field offers; none for text. */
export function valuesOf(form: Form, field: Field): VocabularyValue[] {
  if (!('vocabulary' in field)) return []
  const values = form.vocabularies[field.vocabulary]?.values ?? []
  const allowed = field.type === 'consent' ? field.allowed : undefined
  return allowed ? values.filter(value => allowed.includes(value.code)) : values
}

/** Words for a stored code, or the code itself when this form does not know it. */
export function labelOf(form: Form, field: Field, code: string, language: string): string {
  const value = valuesOf(form, field).find(one => one.code === code)
  return value ? say(value.label, language) : code
}
