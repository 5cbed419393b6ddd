import type { FormStructure, FormWords } from './form-file.ts'
import type { Form, Words } from './form.ts'

/** A form is shown with what stands here alone: nothing of it validates, so that the page is light. */

/** Exact texts, as they came: the structure, and words by language. */
export interface FormFile {
  form: string
  words: Readonly<Record<string, string>>
}

/** The form of a file that this server made: nothing is validated, so that a page is there at once. Throws what is not JSON. */
export function castForm({ form, words }: FormFile): Form {
  return joinWords(JSON.parse(form) as FormStructure, parseWords(words))
}

/** The words of each language. Throws what is not JSON. */
export function parseWords(words: FormFile['words']): Record<string, FormWords> {
  return Object.fromEntries(Object.entries(words).map(([language, text]) => [language, JSON.parse(text) as FormWords]))
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
