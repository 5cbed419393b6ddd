import { createContext, useContext } from 'react'
import type { Language } from '#app/i18n/language.ts'
import type { WitnessWords } from '#app/i18n/witness/en.ts'

/** What every screen needs to speak. */
export interface Speaking {
  language: Language
  words: WitnessWords
  /** Texts of `words` that are in another language than `language`, and in which. */
  borrowed?: ReadonlyMap<string, string>
}

export const SpeakingContext = createContext<Speaking | null>(null)

export function useWords(): Speaking {
  const speaking = useContext(SpeakingContext)
  if (!speaking) throw new Error('a screen stands outside of the intake')
  return speaking
}
