import { useCallback, useEffect, useState } from 'react'
import { takeFragment } from './fragment.ts'
import { loadForm, type LoadedForm } from './load-form.ts'
import { isLasting, type Reason } from './reason.ts'
import { loadSealing } from './use-sending.ts'

export interface Beginning {
  /** The page runs: what the server rendered is alive. */
  ready: boolean
  loaded: LoadedForm | null
  failed: boolean
  /** Why nothing could be sent from here, found before anybody writes in vain. */
  obstacle: Reason | null
  retry: () => Promise<void>
}

/** What happens by itself when the page opens: the form is fetched, then the sealing library, then the organisation is verified. */
export function useBeginning(): Beginning {
  const [ready, setReady] = useState(false)
  const [loaded, setLoaded] = useState<LoadedForm | null>(null)
  const [failed, setFailed] = useState(false)
  const [obstacle, setObstacle] = useState<Reason | null>(null)

  const load = useCallback(async () => {
    setFailed(false)
    const form = await loadForm()
    setLoaded(form)
    setFailed(!form)
  }, [])

  useEffect(() => {
    takeFragment()
    setReady(true)
    void load()
  }, [load])

  useEffect(() => {
    if (!loaded) return
    return whenIdle(async () => {
      const { findObstacle } = await loadSealing()
      const reason = await findObstacle({ fragment: takeFragment(), formBytes: loaded.bytes })
      if (reason && isLasting(reason)) setObstacle(reason)
    })
  }, [loaded])

  return { ready, loaded, failed, obstacle, retry: load }
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
