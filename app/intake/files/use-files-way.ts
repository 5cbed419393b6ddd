import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { WitnessCase } from '../send-testimony.ts'
import type { FilesWay, FileOnWay } from './files-way.ts'
import type { HeldFiles } from './held-files.ts'
import { isOnWay } from './on-way.ts'

const fetchScreens = () => import('./files-way-screens.tsx')
type Part = Awaited<ReturnType<typeof fetchScreens>>

/** The files of an account, for whoever sends it. */
export interface Files {
  /** Fetches what sends them, before the account goes: it must not arrive alone. Gives what lets them follow. */
  ready: (ids: readonly string[]) => Promise<(to: WitnessCase) => void>
}

const none: readonly FileOnWay[] = []

/** The files that follow an account that was received; ended with the page. */
export function useFilesWay(held: HeldFiles) {
  const [going, setGoing] = useState<{ way: FilesWay; part: Part } | null>(null)
  const way = going?.way
  const states = useSyncExternalStore(way?.subscribe ?? listenToNothing, way?.states ?? noStates, noStates)
  useEffect(() => way && (() => way.end()), [way])
  const files = useMemo(
    (): Files => ({
      ready: async ids => {
        if (ids.length === 0) return () => undefined
        const part = await fetchScreens()
        return to => setGoing({ part, way: part.startWay(held, ids, to) })
      },
    }),
    [held],
  )
  const moving = states.some(isOnWay)
  useEffect(() => {
    if (!moving) return
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault()
      event.returnValue = true
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [moving])
  return { files, going, states }
}

const listenToNothing = () => () => undefined
const noStates = () => none
