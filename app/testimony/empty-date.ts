import type { DraftDate, DraftMoment } from './draft-date.ts'

const emptyMoment: DraftMoment = { year: '', month: '', day: '', about: false, unsure: false }

/** A date of which nothing is said yet. */
export const emptyDate: DraftDate = { first: emptyMoment, period: false, ending: 'known', last: emptyMoment, words: '' }
