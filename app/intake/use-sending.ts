import { useCallback, useRef, type Dispatch } from 'react'
import type { Draft } from '#app/testimony/draft.ts'
import type { LoadedForm } from './load-form.ts'
import type { Envelope } from './send-testimony.ts'
import type { Action } from './state.ts'
import { takeFragment } from './fragment.ts'
import type { Files } from './files/use-files-way.ts'
import { attachedTo } from '#app/testimony/attached.ts'

/** The library that seals, with all that needs it: fetched apart from the page, while the person reads. */
export const loadSealing = () => import('./sealing.ts').then(part => (arrived = part))
let arrived: typeof import('./sealing.ts') | null = null

/** The screens of the receipt, which came with it: nothing is received before. */
export function receiptScreens() {
  if (!arrived) throw new Error('a receipt without the library that seals')
  return arrived
}

/** Sends a draft, and again the same sealed one as long as nothing in it was changed. */
export function useSending(loaded: LoadedForm | null, dispatch: Dispatch<Action>, files: Files) {
  const last = useRef<{ draft: Draft; envelope: Envelope } | null>(null)
  const running = useRef(false)
  return useCallback(
    async (draft: Draft, lang: string) => {
      if (!loaded || running.current) return
      running.current = true
      dispatch({ do: 'send' })
      try {
        const { sendTestimony } = await loadSealing()
        const follow = await files.ready(attachedTo(loaded.form, draft))
        const kept = last.current
        const outcome = await sendTestimony(
          { draft, lang, form: loaded.file, fragment: takeFragment() },
          {
            envelope: kept?.draft === draft ? kept.envelope : null,
            onStage: stage => dispatch({ do: 'stage', stage }),
          },
        )
        if (outcome.received) {
          last.current = null
          follow(outcome.case)
          dispatch({ do: 'receive', code: outcome.code })
        } else {
          last.current = outcome.envelope && { draft, envelope: outcome.envelope }
          dispatch({ do: 'fail', reason: outcome.reason })
        }
      } catch {
        dispatch({ do: 'fail', reason: { sentence: 'library', code: 'library' } })
      } finally {
        running.current = false
      }
    },
    [loaded, dispatch, files],
  )
}
