import type { AnswerWords } from './answers/en.ts'
import type { EvidenceWords } from './evidence/en.ts'
import type { WitnessWords } from './witness/en.ts'

/** Any part of a dictionary; a list is there whole or not at all. */
export type Partly<T> = { readonly [K in keyof T]?: T[K] extends string | readonly string[] ? T[K] : Partly<T[K]> }

/** The dictionaries of the witness's page. */
export interface Dictionaries {
  /** What the page says. */
  page: WitnessWords
  /** What the longer forms say beside their questions. */
  answers: AnswerWords
  /** What it says of files. */
  evidence: EvidenceWords
}

/** A text in a language of its own. */
export interface Line {
  lang: string
  text: string
}

/** All that the page says in one language. */
export interface Wording extends Dictionaries {
  /** Paths of the texts that this language lacks, and that stand in Ukrainian: `check.keep`, `welcome.does`. */
  borrowed: Record<keyof Dictionaries, string[]>
  /** What is said of the words themselves, above everything; none of a finished translation. */
  draft: Line[]
}

type Texts = string | readonly string[]

/** Every text or list of texts of a dictionary, by its path. */
export function textsOf(words: object, path = ''): Map<string, Texts> {
  const found = new Map<string, Texts>()
  for (const [name, value] of Object.entries(words)) {
    if (typeof value === 'string' || Array.isArray(value)) found.set(path + name, value as Texts)
    else for (const [inner, text] of textsOf(value as object, `${path}${name}.`)) found.set(inner, text)
  }
  return found
}

/** A dictionary with texts in place of others. The paths are those of `words`. */
export function withTexts<T extends object>(words: T, texts: ReadonlyMap<string, Texts>, path = ''): T {
  return Object.fromEntries(
    Object.entries(words).map(([name, value]) => {
      const here = path + name
      const isText = typeof value === 'string' || Array.isArray(value)
      return [name, isText ? (texts.get(here) ?? value) : withTexts(value as object, texts, `${here}.`)]
    }),
  ) as T
}

/** Every single text that stands at one of these paths. */
export function pickTexts(words: object, paths: readonly string[]): string[] {
  const texts = textsOf(words)
  return paths.flatMap(path => texts.get(path) ?? [])
}
