import { useEffect, useState } from 'react'
import { readForm as parseForm } from '#app/testimony/read-form.ts'
import type { Form } from '#app/testimony/form.ts'
import { getJson } from '#app/wire/client.ts'
import { formHash } from '#app/wire/form-hash.ts'
import { FormAnswer } from '#app/wire/form.ts'

/** `wrong`: the server sent another form than the account names. */
export type FormReading = { phase: 'reading' | 'missing' | 'wrong' } | { phase: 'read'; form: Form }

const known = new Map<string, Form>()

/** The form that a witness filled in, by the hash in the account: its words count only if they hash to it. */
export function useForm(hash: string): FormReading {
  const [reading, setReading] = useState<FormReading>({ phase: 'reading' })
  useEffect(() => {
    let gone = false
    const there = known.get(hash)
    setReading(there ? { phase: 'read', form: there } : { phase: 'reading' })
    if (there) return
    void readForm(hash).then(answer => {
      if (!gone) setReading(answer)
    })
    return () => {
      gone = true
    }
  }, [hash])
  return reading
}

async function readForm(hash: string): Promise<FormReading> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(hash)) return { phase: 'wrong' }
  const file = await getJson(`/api/forms/${hash}`, FormAnswer).catch(() => null)
  if (!file) return { phase: 'missing' }
  if (formHash(file.form) !== hash) return { phase: 'wrong' }
  const form = parseForm(file, formHash)
  if (typeof form === 'string') return { phase: 'wrong' }
  known.set(hash, form)
  return { phase: 'read', form }
}
