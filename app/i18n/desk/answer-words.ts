import { en } from '#app/i18n/answers/en.ts'
import type { AnswerWords } from '#app/i18n/answers/en.ts'
import { uk } from '#app/i18n/answers/uk.ts'
import { useDeskLanguage, type DeskLanguage } from './language.tsx'

const words: Record<DeskLanguage, AnswerWords> = { en, uk }

/** How answers are told to whoever fills them in, in the language of the desk: dates, regions. */
export function useAnswerWords(): AnswerWords {
  return words[useDeskLanguage().language]
}
