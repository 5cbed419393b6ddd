import { useEffect, useState } from 'react'
import type { AnswerWords } from '#app/i18n/answers/en.ts'
import type { Language } from '#app/i18n/language.ts'
import { useWords } from './witness.tsx'

const dictionaries: Record<Language, () => Promise<AnswerWords>> = {
  uk: async () => (await import('#app/i18n/answers/uk.ts')).uk,
  ru: async () => (await import('#app/i18n/answers/ru.ts')).ru,
  en: async () => (await import('#app/i18n/answers/en.ts')).en,
}

const loaded = new Map<Language, AnswerWords>()

/** The words of the longer forms, fetched once while the page is open. Rejects when they do not arrive. */
export async function loadAnswerWords(language: Language): Promise<AnswerWords> {
  const known = loaded.get(language) ?? (await dictionaries[language]())
  loaded.set(language, known)
  return known
}

/** The words of the longer forms, in the language of the page; null while they are on their way. */
export function useAnswerWords(): AnswerWords | null {
  const { language } = useWords()
  const [, setArrived] = useState<Language | null>(null)
  useEffect(() => {
    if (loaded.has(language)) return
    loadAnswerWords(language).then(
      () => setArrived(language),
      () => undefined,
    )
  }, [language])
  return loaded.get(language) ?? null
}
