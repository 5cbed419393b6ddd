import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { directionOf, type Language } from '#app/i18n/language.ts'
import { loadWords } from './load-words.ts'
import { toSpeaking, type Worded } from './witness.tsx'

/** The language of the page: begins with the one that came with it, fetches another when it is chosen, keeps every answer. */
export function useLanguage(language: Language, words: Worded) {
  const [speaking, setSpeaking] = useState(() => toSpeaking(language, words))
  const [failed, setFailed] = useState(false)
  const wanted = useRef(language)
  useEffect(() => {
    document.documentElement.lang = speaking.language
    document.documentElement.dir = directionOf(speaking.language)
  }, [speaking.language])
  const choose = useCallback(async (chosen: Language) => {
    wanted.current = chosen
    try {
      const wording = await loadWords(chosen)
      setFailed(false)
      if (wanted.current === chosen) setSpeaking(toSpeaking(chosen, wording))
    } catch {
      setFailed(true)
    }
  }, [])
  const spoken = useMemo(
    () => ({ ...speaking, fetchAnswers: () => void choose(speaking.language) }),
    [speaking, choose],
  )
  return { spoken, failed, choose }
}
