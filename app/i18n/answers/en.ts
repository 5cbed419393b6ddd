/** What the longer forms say beside their questions: dates, places, groups. Short, plain; `{n}` is filled in (`fill.ts`). */
export const en = {
  /** A fuzzy date. */
  date: {},
  /** A place. */
  place: {},
  /** Things that are told one by one, and parts that open when asked. */
  group: {},
}

export type AnswerWords = typeof en
