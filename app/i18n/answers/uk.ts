import type { AnswerWords } from './en.ts'

export const uk: AnswerWords = {
  date: {},
  place: {},
  group: {},
}
