import { useCallback, useEffect, useRef, useState } from 'react'
import type { Language } from '#app/i18n/language.ts'
import type { WitnessWords } from '#app/i18n/witness/en.ts'
import type { Speaking } from './witness.tsx'

const dictionaries: Record<Language, () => Promise<WitnessWords>> = {
  uk: async () => (await import('#app/i18n/witness/uk.ts')).uk,
  ru: async () => (await import('#app/i18n/witness/ru.ts')).ru,
  en: async () => (await import('#app/i18n/witness/en.ts')).en,
}

/** The language of the page: begins with the one that came with it, fetches another when it is chosen, keeps every answer. */
export function useLanguage(first: Speaking) {
  const [speaking, setSpeaking] = useState(first)
  const [failed, setFailed] = useState(false)
  const wanted = useRef(first.language)
  useEffect(() => {
    document.documentElement.lang = speaking.language
  }, [speaking])
  const choose = useCallback(async (language: Language) => {
    wanted.current = language
    try {
      const words = await dictionaries[language]()
      setFailed(false)
      if (wanted.current === language) setSpeaking({ language, words })
    } catch {
      setFailed(true)
    }
  }, [])
  return { speaking, failed, choose }
}
