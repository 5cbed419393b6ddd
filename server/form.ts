import { readFileSync } from 'node:fs'
import { parseForm, type Form } from '#app/testimony/form.ts'
import { formHash } from '#app/wire/form-hash.ts'
import type { Db } from '#db/database.ts'
import { keepForm } from '#db/forms.ts'
import { WrongSetting } from './env.ts'

/** The form that witnesses fill in: exact bytes, and the hash that submissions name (FORMAT.md §4). */
export interface LoadedForm {
  hash: string
  text: Uint8Array
  form: Form
}

/** Reads and validates a form. Throws `WrongSetting` with one sentence. */
export function readForm(file: string): LoadedForm {
  let text: Uint8Array
  try {
    text = readFileSync(file)
  } catch {
    throw new WrongSetting(`The setting SVIDOK_FORM names a file that cannot be read: ${file}.`)
  }
  const form = parseForm(text)
  if (typeof form === 'string')
    throw new WrongSetting(`The setting SVIDOK_FORM names a form that cannot be used. ${form}`)
  return { hash: formHash(text), text, form }
}

/** Keeps every form that was ever offered: answers are read with the form that they were given to. */
export async function rememberForm(db: Db, form: LoadedForm): Promise<void> {
  await keepForm(db, form.hash, form.text)
}
