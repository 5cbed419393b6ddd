import { type DraftDate, type DraftMoment, type MonthChoice } from '#app/testimony/draft-date.ts'
import { emptyDate } from '#app/testimony/empty-date.ts'
import { parseEdtf, type EdtfDate } from '#app/testimony/fuzzy-date.ts'

const seasons: Readonly<Record<number, MonthChoice>> = { 21: 'spring', 22: 'summer', 23: 'autumn', 24: 'winter' }

/** What a witness fills in to tell a date, or a date of which there are only words. */
export function fillDate(edtf: string | null, words = ''): DraftDate {
  if (edtf === null) return { ...emptyDate, words }
  const value = parseEdtf(edtf)
  if (!value) throw new Error(`${edtf} is no date`)
  if (value.kind === 'date') return { ...emptyDate, first: momentOf(value.date), words }
  const { from, to } = value
  return {
    first: from === 'open' ? emptyDate.first : momentOf(from),
    period: true,
    ending: typeof to === 'object' ? 'known' : to === 'open' ? 'goes_on' : 'unknown',
    last: typeof to === 'object' ? momentOf(to) : emptyDate.last,
    words,
  }
}

function momentOf(date: EdtfDate): DraftMoment {
  const month =
    date.precision === 'year'
      ? ''
      : date.precision === 'season'
        ? seasons[date.season]!
        : (`${date.month}` as MonthChoice)
  const day = date.precision === 'day' ? String(date.day) : ''
  return { year: String(date.year), month, day, about: date.about, unsure: date.unsure }
}
