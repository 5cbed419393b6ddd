import type { AnswerWords } from './en.ts'

export const ru: AnswerWords = {
  date: {},
  place: {},
  group: {},
}
