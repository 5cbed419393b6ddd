import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'

/** The languages of the desk. A witness's words are always shown as they were written. */
export const deskLanguages = ['en', 'uk'] as const
export type DeskLanguage = (typeof deskLanguages)[number]

interface Choice {
  language: DeskLanguage
  setLanguage: (language: DeskLanguage) => void
}

const DeskLanguageContext = createContext<Choice>({ language: 'en', setLanguage: () => undefined })

/** Holds the desk's language in memory; begins with that of the browser and is never stored. */
export function DeskLanguageProvider({ initial = 'en', children }: { initial?: DeskLanguage; children: ReactNode }) {
  const [language, setLanguage] = useState<DeskLanguage>(initial)
  useEffect(() => {
    if (navigator.language.toLowerCase().startsWith('uk')) setLanguage('uk')
  }, [])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const choice = useMemo(() => ({ language, setLanguage }), [language])
  return <DeskLanguageContext.Provider value={choice}>{children}</DeskLanguageContext.Provider>
}

export function useDeskLanguage(): Choice {
  return useContext(DeskLanguageContext)
}
