import { createContext, useContext, useSyncExternalStore } from 'react'
import type { HeldFile, HeldFiles } from './held-files.ts'

/** The files of this page: made by `Pages`, gone with it. */
export const HeldFilesContext = createContext<HeldFiles | null>(null)

export function useHeldFiles(): { held: HeldFiles; files: readonly HeldFile[] } {
  const held = useContext(HeldFilesContext)
  if (!held) throw new Error('a screen stands outside of the pages')
  return { held, files: useSyncExternalStore(held.subscribe, held.list, held.list) }
}
