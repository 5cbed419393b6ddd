import type { Form } from '#app/testimony/form.ts'

/** The form and the exact bytes of it, which every submission names by their hash. */
export interface LoadedForm {
  form: Form
  bytes: Uint8Array
}

/**
 * Fetches the form. Null when it does not arrive. It is shown as it came, so that the page can be read at once; the
 * sealing library validates it before anything is sealed (`sendTestimony`).
 */
export async function loadForm(): Promise<LoadedForm | null> {
  try {
    const answer = await fetch('/api/form', { cache: 'no-store', credentials: 'same-origin', redirect: 'error' })
    if (!answer.ok) return null
    const bytes = new Uint8Array(await answer.arrayBuffer())
    return { form: JSON.parse(new TextDecoder().decode(bytes)) as Form, bytes }
  } catch {
    return null
  }
}
