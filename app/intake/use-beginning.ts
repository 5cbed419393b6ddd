import { useCallback, useEffect, useRef, useState } from 'react'
import type { Language } from '#app/i18n/language.ts'
import type { Form, Mode } from '#app/testimony/form.ts'
import { takeFragment } from './fragment.ts'
import { loadForm, type LoadedForm } from './load-form.ts'
import { isLasting, type Reason } from './reason.ts'
import { loadWords } from './load-words.ts'
import { loadSealing } from './use-sending.ts'

export interface Beginning {
  /** The page runs: what the server rendered is alive. */
  ready: boolean
  loaded: LoadedForm | null
  /** The screens that only longer forms have; there as soon as one of them is. */
  longer: Longer | null
  failed: boolean
  /** Why nothing could be sent from here, found before anybody writes in vain. */
  obstacle: Reason | null
  retry: () => Promise<void>
  /** Fetches the form of another length, with all that its screens need. `unfit`, `missing`: the one before stays. */
  lengthen: (length: Mode, fits: (form: Form) => boolean) => Promise<Form | 'unfit' | 'missing'>
}

export type Longer = typeof import('./longer.tsx')

/** What happens by itself when the page opens: the form is fetched, then the sealing library, then the organisation is verified. */
export function useBeginning(language: Language): Beginning {
  const [ready, setReady] = useState(false)
  const [loaded, setLoaded] = useState<LoadedForm | null>(null)
  const [longer, setLonger] = useState<Longer | null>(null)
  const [failed, setFailed] = useState(false)
  const [obstacle, setObstacle] = useState<Reason | null>(null)
  const wanted = useRef<Mode>('express')
  const latest = useRef(language)
  latest.current = language

  const load = useCallback(async () => {
    const [length, speaking] = [wanted.current, latest.current]
    const arrived = await loadForm(length, speaking)
    if (length !== wanted.current || speaking !== latest.current) return
    if (arrived) setLoaded(arrived)
    setFailed(!arrived)
  }, [])
  const lengthen = useCallback(async (length: Mode, fits: (form: Form) => boolean) => {
    const arrived = await loadLength(length, () => latest.current)
    if (!arrived) return 'missing'
    if (!fits(arrived.loaded.form)) return 'unfit'
    wanted.current = length
    setLoaded(arrived.loaded)
    if (arrived.longer) setLonger(arrived.longer)
    return arrived.loaded.form
  }, [])

  useEffect(() => {
    takeFragment()
    setReady(true)
  }, [])
  useEffect(() => {
    setFailed(false)
    void load()
  }, [load, language])

  const file = loaded?.file
  useEffect(() => {
    if (!file) return
    return whenIdle(async () => {
      const { findObstacle } = await loadSealing()
      const reason = await findObstacle({ fragment: takeFragment(), form: file })
      if (reason && isLasting(reason)) setObstacle(reason)
    })
  }, [file])

  const retry = useCallback(() => {
    setFailed(false)
    return load()
  }, [load])
  return { ready, loaded, longer, failed: failed && !loaded, obstacle, retry, lengthen }
}

/** The form of a length in the language that is spoken when it arrives; of a longer one its words and screens too. Null: a part is missing. */
async function loadLength(
  length: Mode,
  speaking: () => Language,
): Promise<{ loaded: LoadedForm; longer: Longer | null } | null> {
  const language = speaking()
  try {
    const [loaded, longer] = await Promise.all([
      loadForm(length, language),
      length === 'express' ? null : import('./longer.tsx'),
      length === 'express' ? null : loadWords(language),
    ])
    if (loaded && language !== speaking()) return loadLength(length, speaking)
    return loaded && { loaded, longer }
  } catch {
    return null
  }
}

/** Soon after the page can be read, or with the first touch. A failure is no loss: sending tries again. */
function whenIdle(work: () => Promise<void>): () => void {
  const controller = new AbortController()
  const { signal } = controller
  const begin = () => {
    if (signal.aborted) return
    controller.abort()
    work().catch(() => undefined)
  }
  const timer = setTimeout(begin, 1200)
  signal.addEventListener('abort', () => clearTimeout(timer))
  addEventListener('pointerdown', begin, { signal, passive: true })
  addEventListener('keydown', begin, { signal })
  return () => controller.abort()
}
