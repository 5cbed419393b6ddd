import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseTree, findNodeAtLocation, type Node, type ParseError } from 'jsonc-parser'
import type * as z from 'zod/mini'
import { safeParse } from 'zod/mini'
import { FormWords, type FormStructure } from '#app/testimony/form-file.ts'
import type { FormFile } from '#app/testimony/form-join.ts'
import { readForm } from '#app/testimony/read-form.ts'
import { cutForm, findMistake, FormSource } from '#app/testimony/form-source.ts'
import { lengths, type Form, type Mode } from '#app/testimony/form.ts'
import { formHash } from '#app/wire/form-hash.ts'
import type { Db } from '#db/database.ts'
import { findForm, keepForm } from '#db/forms.ts'
import { WrongSetting } from './env.ts'

/** The form in one length as witnesses fill it in: exact texts, and the hash that submissions name (FORMAT.md §4). */
export interface OfferedForm extends FormFile {
  hash: string
  /** With the words of every language. */
  read: Form
  /** Languages that lack some words. */
  drafts: readonly string[]
}

export type OfferedForms = Readonly<Record<Mode, OfferedForm>>

/**
 * Reads a form from its folder: `form.json`, and the words of each of its languages in `<language>.json`. Throws
 * `WrongSetting` with one sentence that names the file and the line of the first mistake.
 */
export function readOfferedForms(folder: string): OfferedForms {
  const files = new Map([['form', readJsonFile(folder, 'form')]])
  const source = validate(files.get('form')!, FormSource)
  for (const language of source.languages) files.set(language, readJsonFile(folder, language))
  const stray = readdirSync(folder).find(name => name.endsWith('.json') && !files.has(name.slice(0, -5)))
  if (stray) throw new WrongSetting(`The form has a file of words for a language that it does not name: ${stray}.`)
  const words = Object.fromEntries(
    source.languages.map(language => [language, validate(files.get(language)!, FormWords)]),
  )
  const mistake = findMistake(source, words)
  if (mistake) throw wrongAt(files.get(mistake.file)!, mistake.path, mistake.message)
  return {
    express: offer(source, words, 'express'),
    short: offer(source, words, 'short'),
    full: offer(source, words, 'full'),
  }
}

function offer(source: FormSource, words: Record<string, FormWords>, mode: Mode): OfferedForm {
  const cut = cutForm(source, words, mode)
  const texts = Object.fromEntries(Object.entries(cut.words).map(([language, one]) => [language, JSON.stringify(one)]))
  const hashes = Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, formHash(text)]))
  const structure: FormStructure = { ...cut.structure, words: hashes }
  const file = { form: JSON.stringify(structure), words: texts }
  const read = readForm(file, formHash)
  if (typeof read === 'string') throw new WrongSetting(`The form cannot be used in the length ${mode}. ${read}`)
  return { ...file, hash: formHash(file.form), read, drafts: source.drafts }
}

const encoder = new TextEncoder()

/** What a witness of this language is sent: its words; those of the fallback too, and before them, where it is a draft. */
export function fileFor({ form, words, drafts, read }: OfferedForm, language: string): FormFile {
  const base = language.split('-')[0] ?? ''
  const known = Object.hasOwn(words, base) ? base : read.fallback
  const sent = drafts.includes(known) ? [read.fallback, known] : [known]
  return { form, words: Object.fromEntries(sent.map(one => [one, words[one] ?? '{}'])) }
}

/** Keeps every form that was ever offered, and its words: answers are read with the form that they were given to. */
export async function rememberForms(db: Db, forms: OfferedForms): Promise<void> {
  for (const length of lengths) {
    const { hash, form, words } = forms[length]
    for (const text of Object.values(words)) await keepForm(db, formHash(text), encoder.encode(text))
    await keepForm(db, hash, encoder.encode(form))
  }
}

/** A form that was offered at any time, with the words of all its languages. Undefined: there is none of this hash. */
export async function findFormFile(db: Db, hash: string): Promise<FormFile | undefined> {
  const text = await findForm(db, hash)
  if (!text) return undefined
  const form = new TextDecoder().decode(text)
  const words: Record<string, string> = {}
  for (const [language, name] of Object.entries((JSON.parse(form) as Partial<FormStructure>).words ?? {})) {
    const found = await findForm(db, name)
    if (found) words[language] = new TextDecoder().decode(found)
  }
  return { form, words }
}

interface JsonFile {
  name: string
  text: string
  tree: Node
  value: unknown
}

function readJsonFile(folder: string, name: string): JsonFile {
  const file = join(folder, `${name}.json`)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new WrongSetting(`The setting SVIDOK_FORM names a folder without a file that can be read: ${file}.`)
  }
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const [error] = errors
  if (error || !tree) throw wrongIn(file, lineOf(text, error?.offset ?? 0), 'this is not JSON')
  return { name: file, text, tree, value: JSON.parse(text) as unknown }
}

function validate<S extends z.core.$ZodType>(file: JsonFile, schema: S): z.infer<S> {
  const parsed = safeParse(schema, file.value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw wrongAt(file, issue?.path ?? [], issue?.message ?? 'not of a form')
}

/** Names the line of a path, or of what stands nearest above it. */
function wrongAt(file: JsonFile, path: readonly PropertyKey[], message: string): WrongSetting {
  const steps = path.map(step => (typeof step === 'number' ? step : String(step)))
  let node: Node | undefined
  for (let length = steps.length; length >= 0 && !node; length--)
    node = findNodeAtLocation(file.tree, steps.slice(0, length))
  return wrongIn(file.name, lineOf(file.text, node?.offset ?? 0), `${steps.join('.') || 'the top'}: ${message}`)
}

const wrongIn = (file: string, line: number, what: string): WrongSetting =>
  new WrongSetting(`The form is wrong in ${file}, line ${line}: ${what.replace(/\.$/, '')}.`)

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
