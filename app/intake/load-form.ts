import { parseForm, type Form } from '#app/testimony/form.ts'
import { getBytes } from '#app/wire/client.ts'

/** The form and the exact bytes of it, which every submission names by their hash. */
export interface LoadedForm {
  form: Form
  bytes: Uint8Array
}

/** Fetches the form. Null when it does not arrive or is none. */
export async function loadForm(): Promise<LoadedForm | null> {
  try {
    const bytes = await getBytes('/api/form')
    const form = parseForm(bytes)
    return typeof form === 'string' ? null : { form, bytes }
  } catch {
    return null
  }
}
