import { parseEdtf, type EdtfDate } from './fuzzy-date.ts'

/**
 * What a date is told with, in one language. `{date}`, `{from}`, `{to}` and `{year}` are filled in. `alone` stands by
 * itself; `bound` stands after "from" and "to", in the case that the language asks for there.
 */
export interface DateWords {
  alone: Marks & Seasons
  bound: Marks & Seasons
  fromTo: string
  fromOn: string
  fromUnknown: string
  until: string
}
interface Marks {
  about: string
  unsure: string
  both: string
  someDay: string
}
interface Seasons {
  spring: string
  summer: string
  autumn: string
  winter: string
}

type Place = 'alone' | 'bound'
const SEASONS = ['spring', 'summer', 'autumn', 'winter'] as const

/** A stored date for people: "about September 2022", "winter 2022–23". A text outside of the subset stands as it is. */
export function describeDate(edtf: string, language: string, words: DateWords): string {
  const value = parseEdtf(edtf)
  if (!value) return edtf
  if (value.kind === 'date') return describeOne(value.date, language, words, 'alone')
  const say = (date: EdtfDate) => describeOne(date, language, words, 'bound')
  if (value.from === 'open') return words.until.replace('{to}', () => say(value.to))
  const from = say(value.from)
  if (value.to === 'open') return words.fromOn.replace('{from}', () => from)
  if (value.to === 'unknown') return words.fromUnknown.replace('{from}', () => from)
  const to = say(value.to)
  return words.fromTo.replace('{from}', () => from).replace('{to}', () => to)
}

function describeOne(date: EdtfDate, language: string, words: DateWords, place: Place): string {
  const plain = describePlain(date, language, words, place)
  const mark = date.about ? (date.unsure ? 'both' : 'about') : date.unsure ? 'unsure' : null
  return mark ? words[place][mark].replace('{date}', () => plain) : plain
}

function describePlain(date: EdtfDate, language: string, words: DateWords, place: Place): string {
  switch (date.precision) {
    case 'year':
      return String(date.year)
    case 'season': {
      const name = SEASONS[date.season - 21]!
      return words[place][name].replace('{year}', name === 'winter' ? yearsOfWinter(date.year) : String(date.year))
    }
    case 'month': {
      const month = describeMonth(date.year, date.month, language, place)
      return date.someDay ? words[place].someDay.replace('{date}', () => month) : month
    }
    case 'day':
      return joined(partsOf(date.year, date.month, date.day, language))
  }
}

/** The two years of the winter that begins in December of `year`: 2022–23, 1999–2000. */
export function yearsOfWinter(year: number): string {
  const next = String(year + 1)
  return `${year}–${next.endsWith('00') ? next : next.slice(2)}`
}

/** In many languages a month has one form by itself and one after a day; the latter fits after "from" and "to". */
function describeMonth(year: number, month: number, language: string, place: Place): string {
  const alone = partsOf(year, month, null, language)
  if (place === 'alone') return joined(alone)
  const bound = partsOf(year, month, 1, language).find(part => part.type === 'month')?.value
  return joined(alone.map(part => (part.type === 'month' && bound ? { ...part, value: bound } : part)))
}

/** The twelve months by themselves, as this language calls them. */
export function nameMonths(language: string): string[] {
  return Array.from({ length: 12 }, (_, i) => partsOf(2022, i + 1, null, language).find(p => p.type === 'month')!.value)
}

function partsOf(year: number, month: number, day: number | null, language: string): Intl.DateTimeFormatPart[] {
  // The instant is made of numbers in UTC and told in UTC: the zone of the device has no say.
  const instant = Date.UTC(year, month - 1, day ?? 1)
  return formatOf(language, day !== null).formatToParts(instant)
}

function formatOf(language: string, withDay: boolean): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    timeZone: 'UTC',
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'long',
    ...(withDay ? { day: 'numeric' } : {}),
  }
  try {
    return new Intl.DateTimeFormat([language === 'en' ? 'en-GB' : language, 'en-GB'], options)
  } catch {
    return new Intl.DateTimeFormat('en-GB', options)
  }
}

/** Without the word for "year" that some languages put after it ("2022 р."). */
function joined(parts: readonly Intl.DateTimeFormatPart[]): string {
  const last = parts[parts.length - 1]
  const told = last?.type === 'literal' && parts[parts.length - 2]?.type === 'year' ? parts.slice(0, -1) : parts
  return told.map(part => part.value).join('')
}
