import * as z from 'zod/mini'
import { FormStructure, FormWords } from './form-file.ts'
import { joinWords, parseWords, type FormFile } from './form-join.ts'
import { readFormV1 } from './form-v1.ts'
import type { Form } from './form.ts'

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

function sentenceOf(what: string, error: z.core.$ZodError): string {
  const [issue] = error.issues
  return `${what} is wrong at ${issue?.path.join('.') || 'the top'}: ${issue?.message ?? 'not of this form'}.`
}
