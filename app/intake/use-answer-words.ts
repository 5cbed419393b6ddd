import { useEffect } from 'react'
import type { AnswerWords } from '#app/i18n/answers/en.ts'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { useWords } from './witness.tsx'

/** The words of the longer forms, in the language of the page; null while they are on their way. */
export function useAnswerWords(): AnswerWords | null {
  const { answers, fetchAnswers } = useWords()
  useEffect(() => {
    if (!answers) fetchAnswers()
  }, [answers, fetchAnswers])
  return answers
}

/** The same of what is said of files. */
export function useEvidenceWords(): EvidenceWords | null {
  useAnswerWords()
  return useWords().evidence
}
