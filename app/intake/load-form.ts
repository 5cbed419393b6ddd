import { castForm, type FormFile } from '#app/testimony/form-join.ts'
import type { Form, Mode } from '#app/testimony/form.ts'

/** The form and the exact texts of it, which every submission names by their hash. */
export interface LoadedForm {
  form: Form
  file: FormFile
}

/**
 * Fetches the form of a length with the words of a language. Null when it does not arrive. It is shown as it came, so that
 * the page can be read at once; the sealing library validates it before anything is sealed (`sendTestimony`).
 */
export async function loadForm(length: Mode, language: string): Promise<LoadedForm | null> {
  try {
    const path = `/api/form/${length}/${language}`
    const answer = await fetch(path, { cache: 'no-store', credentials: 'same-origin', redirect: 'error' })
    if (!answer.ok) return null
    const file = (await answer.json()) as FormFile
    return { form: castForm(file), file }
  } catch {
    return null
  }
}
