import * as z from 'zod/mini'
import { FormStructure, SectionStructure, FormWords } from './form-file.ts'
import { fieldTypes, LanguageTag, lengths, type Mode } from './form.ts'

/**
 * A form as an organisation writes it: one file for all lengths and one file of words for each language. The server cuts a
 * form of each length from it (`cutForm`).
 */

/** `from`: the shortest length in which it is asked; without it, the full one alone. */
const SourceField = z.discriminatedUnion('type', fieldTypes({ from: z.optional(z.enum(lengths)) }))

const SourceSection = z.object({
  ...SectionStructure.shape,
  /** How many items each length takes; a length that is not named leaves the section out. */
  repeat: z.optional(z.partialRecord(z.enum(lengths), z.int().check(z.gte(1)))),
  fields: z.array(SourceField).check(z.minLength(1)),
})

export const FormSource = z.object({
  ...FormStructure.shape,
  mode: z.optional(z.never()),
  words: z.optional(z.never()),
  /** In the order in which they are offered, the fallback first. */
  languages: z.array(LanguageTag).check(z.minLength(1)),
  /** Languages whose words may be incomplete. */
  drafts: z.array(LanguageTag),
  sections: z.array(SourceSection).check(z.minLength(1)),
})
export type FormSource = z.infer<typeof FormSource>

/** The structure of one length, without the hashes of its words, and the words that it needs. */
export interface CutForm {
  structure: Omit<FormStructure, 'words'>
  words: Record<string, FormWords>
}

/** Cuts a form to a length. What only longer ones ask is left out, words included. */
export function cutForm(source: FormSource, words: Readonly<Record<string, FormWords>>, mode: Mode): CutForm {
  const { v, id, version, fallback, routes } = source
  const longest = lengths.indexOf(mode)
  const sections = source.sections.flatMap(section => {
    const max = section.repeat?.[mode]
    if (section.repeat && max === undefined) return []
    const fields = section.fields.flatMap(({ from = 'full', ...field }) =>
      lengths.indexOf(from) <= longest ? [field] : [],
    )
    if (fields.length === 0) return []
    const { repeat: _, ...rest } = section
    return [{ ...rest, ...(max === undefined ? {} : { repeat: { max } }), fields }]
  })
  const fields = sections.flatMap(section => section.fields)
  const ids = new Set([...sections.map(section => section.id), ...fields.map(field => field.id)])
  const used = new Set(fields.flatMap(field => ('vocabulary' in field ? [field.vocabulary] : [])))
  const vocabularies = Object.fromEntries(Object.entries(source.vocabularies).filter(([name]) => used.has(name)))
  const kept = routes.flatMap(route => {
    const when = route.when.filter(condition => ids.has(condition.field))
    return when.length > 0 ? [{ ...route, when }] : []
  })
  const noticed = new Set(
    [...sections, ...fields, ...kept, ...Object.values(vocabularies).flat()].map(one => one.notice),
  )
  const notices = source.notices.filter(code => noticed.has(code))
  const structure = {
    v,
    id,
    version,
    mode,
    fallback,
    notices,
    vocabularies,
    sections,
    routes: kept,
    content: source.content.filter(one => ids.has(one)),
  }
  const keep = <T>(record: Record<string, T> | undefined, holds: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(record ?? {}).filter(([name]) => holds(name)))
  return {
    structure,
    words: Object.fromEntries(
      source.languages.map(language => {
        const all = words[language] ?? {}
        return [
          language,
          {
            ...(all.title === undefined ? {} : { title: all.title }),
            notices: keep(all.notices, name => notices.includes(name)),
            sections: keep(all.sections, name => ids.has(name)),
            fields: keep(all.fields, name => ids.has(name)),
            values: keep(all.values, name => used.has(name)),
          },
        ]
      }),
    ),
  }
}

/** A mistake with the path of what is wrong, in the form file or in the words of a language. */
export interface SourceMistake {
  file: 'form' | (string & {})
  path: readonly PropertyKey[]
  message: string
}

/** The first thing that is wrong with a form and its words beyond their shape; null when nothing is. */
export function findMistake(source: FormSource, words: Readonly<Record<string, FormWords>>): SourceMistake | null {
  return findInForm(source) ?? findInWords(source, words)
}

function findInForm(source: FormSource): SourceMistake | null {
  const wrong = (path: PropertyKey[], message: string): SourceMistake => ({ file: 'form', path, message })
  const notices = new Set(source.notices)
  const ids = source.sections.flatMap(section => [section.id, ...section.fields.map(field => field.id)])
  const seen = new Set<string>()
  if (!source.languages.includes(source.fallback)) return wrong(['fallback'], 'is not among the languages')
  for (const [i, section] of source.sections.entries()) {
    const at = ['sections', i]
    if (seen.has(section.id)) return wrong([...at, 'id'], 'stands twice')
    if (section.notice && !notices.has(section.notice)) return wrong([...at, 'notice'], 'is not among the notices')
    seen.add(section.id)
    for (const [j, field] of section.fields.entries()) {
      const here = [...at, 'fields', j]
      if (seen.has(field.id)) return wrong([...here, 'id'], 'stands twice')
      if (section.repeat && !field.id.startsWith(`${section.id}.`))
        return wrong([...here, 'id'], `has to begin with ${section.id}.: its section is told one by one`)
      if (field.notice && !notices.has(field.notice)) return wrong([...here, 'notice'], 'is not among the notices')
      const unknown = [field.showIf ?? []].flat().find(condition => !seen.has(condition.field))
      if (unknown) return wrong([...here, 'showIf'], `names no field before it: ${unknown.field}`)
      // Whom to reach is for custodians alone, whatever the form says: only whether to reach them is for everybody.
      if (field.id.startsWith('contact.') && field.id !== 'contact.may' && field.compartment !== 'contact')
        return wrong([...here, 'compartment'], 'has to be contact: whom to reach is for custodians alone')
      if (field.type === 'file' && (!section.repeat || j > 0))
        return wrong([...here, 'type'], 'is only of the first field of a section that is told one by one')
      if (field.type === 'refs' && field.to.some(to => !source.sections.some(one => one.id === to && one.repeat)))
        return wrong([...here, 'to'], 'names a section that is not told one by one')
      if ('vocabulary' in field) {
        const values = source.vocabularies[field.vocabulary]
        if (!values) return wrong([...here, 'vocabulary'], 'is not among the vocabularies')
        if (field.type === 'consent' && field.allowed?.some(code => !values.some(value => value.code === code)))
          return wrong([...here, 'allowed'], 'names an answer that the vocabulary does not have')
      }
      seen.add(field.id)
    }
  }
  for (const [name, values] of Object.entries(source.vocabularies))
    for (const [i, { code, notice }] of values.entries()) {
      const at = ['vocabularies', name, i]
      if (notice && !notices.has(notice)) return wrong([...at, 'notice'], 'is not among the notices')
      if (values.findIndex(value => value.code === code) < i) return wrong([...at, 'code'], 'stands twice')
    }
  for (const [i, route] of source.routes.entries()) {
    const at = ['routes', i]
    if (route.notice && !notices.has(route.notice)) return wrong([...at, 'notice'], 'is not among the notices')
    const named = [...route.when.map(condition => condition.field), ...(route.hide ?? []), ...(route.fold ?? [])]
    const unknown = named.find(id => !ids.includes(id))
    if (unknown) return wrong(at, `names nothing of the form: ${unknown}`)
  }
  const missing = source.content.findIndex(id => !ids.includes(id))
  return missing < 0 ? null : wrong(['content', missing], 'names nothing of the form')
}

/** Words exist for everything in every language but drafts, and for nothing else. */
function findInWords(source: FormSource, words: Readonly<Record<string, FormWords>>): SourceMistake | null {
  const needed: string[][] = [['title'], ...source.notices.map(code => ['notices', code])]
  for (const section of source.sections) {
    needed.push(['sections', section.id, 'title'])
    if (section.repeat) for (const name of ['one', 'add', 'another']) needed.push(['sections', section.id, name])
    for (const field of section.fields) needed.push(['fields', field.id, 'label'])
  }
  for (const [name, values] of Object.entries(source.vocabularies))
    for (const { code } of values) needed.push(['values', name, code])
  const optional = [
    ...source.sections.map(({ id }) => ['sections', id, 'intro']),
    ...source.sections.flatMap(({ fields }) => fields.map(({ id }) => ['fields', id, 'help'])),
  ]
  const known = new Set([...needed, ...optional].map(path => path.join('\n')))
  for (const language of source.languages) {
    const said = words[language] ?? {}
    const there = leavesOf(said)
    const unknown = there.find(path => !known.has(path.join('\n')))
    if (unknown) return { file: language, path: unknown, message: 'are words for nothing in the form' }
    if (source.drafts.includes(language)) continue
    const have = new Set(there.map(path => path.join('\n')))
    const missing = needed.find(path => !have.has(path.join('\n')))
    if (missing) return { file: language, path: missing, message: 'has no words' }
  }
  return null
}

function leavesOf(value: object, path: string[] = []): string[][] {
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' ? [[...path, name]] : leavesOf(inner as object, [...path, name]),
  )
}
