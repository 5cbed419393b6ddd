import { useEffect, useState } from 'react'
import { toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { parseForm, type Form } from '#app/testimony/form.ts'
import { getBytes } from '#app/wire/client.ts'

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
  const bytes = await getBytes(`/api/forms/${hash}`).catch(() => null)
  if (!bytes) return { phase: 'missing' }
  if (toB64u(hash32(bytes)) !== hash) return { phase: 'wrong' }
  const form = parseForm(bytes)
  if (typeof form === 'string') return { phase: 'missing' }
  known.set(hash, form)
  return { phase: 'read', form }
}
