import { nameIn, raionIn, type ListedPlace, type RegionList } from './gazetteer.ts'
import type { DraftSettlement } from './place.ts'

const MOST = 8

/** A place that fits, and the name by which it was found. */
export interface FoundPlace {
  readonly place: ListedPlace
  readonly name: string
}

/** Marks that are written or left out at will: apostrophes and primes of every kind, soft and hard signs. */
const SIGNS = /[\u0027\u0060\u00b4\u02b9-\u02bf\u02c8\u2018\u2019\u201b\u201d\u2032\u2033\uff07ьъ]/gu
const ALIKE: Record<string, string> = {
  і: 'и',
  ы: 'и',
  ґ: 'г',
  є: 'е',
  э: 'е',
  ı: 'i',
  y: 'i',
  j: 'i',
  w: 'v',
  q: 'k',
}
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u
const DOUBLED = /(.)\1+/gu
/** What people put before a name: town, village, settlement. */
const KIND = 'м с г смт пгт сел пос місто село селище город посёлок деревня city town village'

/**
 * The words of a name without what people write differently: letter case, apostrophes, ё and е, і, ї, й and и, г and ґ, soft
 * signs, accents, the marks of Crimean Tatar letters, doubled letters. Never shown and never stored: only compared.
 */
export function foldWords(name: string): string[] {
  // Twice: a small İ is i with a mark of its own.
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(SIGNS, '')
    .split(BETWEEN_WORDS)
    .map(foldWord)
    .filter(word => word !== '')
}

function foldWord(word: string): string {
  const alike = [...word].map(letter => ALIKE[letter] ?? letter).join('')
  return alike.replace(DOUBLED, '$1').replaceAll('kh', 'h').replace(DOUBLED, '$1')
}

/** Whole name, beginning of it, beginning of a later word, anywhere; undefined: not at all. */
function rank(words: readonly string[], asked: string): number | undefined {
  const whole = words.join('')
  if (whole === asked) return 0
  if (whole.startsWith(asked)) return 1
  if (words.some((_, i) => i > 0 && words.slice(i).join('').startsWith(asked))) return 2
  return whole.includes(asked) ? 3 : undefined
}

const kinds = new Set(foldWords(KIND))

interface Indexed {
  readonly place: ListedPlace
  readonly names: readonly { readonly name: string; readonly words: readonly string[] }[]
}
const indexes = new WeakMap<RegionList, readonly Indexed[]>()

function indexOf(list: RegionList): readonly Indexed[] {
  const made =
    indexes.get(list) ??
    list.places.map(place => ({
      place,
      names: [...new Set(place.names)].filter(Boolean).map(name => ({ name, words: foldWords(name) })),
    }))
  indexes.set(list, made)
  return made
}

/**
 * The places of a region's list that fit what was typed, by any of their names: those with exactly this name first, then
 * names that begin so, names with a word that begins so, names that hold it. At most eight, but never without one of
 * those whose name it is. Same list and same words: same order (by inhabitants, then by name).
 */
export function searchPlaces(list: RegionList, typed: string): FoundPlace[] {
  const words = foldWords(typed)
  const [first = '', ...rest] = words
  const asked = (rest.length > 0 && kinds.has(first) ? rest : words).join('')
  if (asked === '') return []
  const found = indexOf(list).flatMap(({ place, names }) => {
    const [best] = names
      .map(({ name, words }) => ({ place, name, rank: rank(words, asked) ?? Infinity }))
      .sort((a, b) => a.rank - b.rank)
    return best && best.rank < Infinity ? [best] : []
  })
  found.sort((a, b) => a.rank - b.rank || b.place.hundreds - a.place.hundreds || order(a.name, b.name))
  const exact = found.filter(({ rank }) => rank === 0).length
  return found.slice(0, Math.max(MOST, exact)).map(({ place, name }) => ({ place, name }))
}

/** Code units, not a locale: the same on every device. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What a reader of this language is shown of a place: the name by which it was found stands apart when it is another. */
export interface DescribedPlace {
  readonly shown: string
  readonly also: string | undefined
  readonly raion: string | undefined
  readonly near: string | undefined
}

/** A found place in words. Two places of one list are never described alike. */
export function describePlace({ place, name }: FoundPlace, language: string): DescribedPlace {
  const shown = nameIn(place.names, language)
  return {
    shown,
    also: foldWords(shown).join('') === foldWords(name).join('') ? undefined : name,
    raion: raionIn(place.raion, language),
    near: place.near && nameIn(place.near, language),
  }
}

/**
 * A found place as it stands in a draft: `shown` is what the page keeps showing of it, the rest is Ukrainian names, codes,
 * and the day of the list (D-07).
 */
export function chooseSettlement(list: RegionList, { place }: FoundPlace, shown: string): DraftSettlement {
  const { names, raion, katottg, geonames } = place
  return {
    shown,
    gazetteer: list.version,
    ...(names[0] ? { name_uk: names[0] } : {}),
    ...(raion ? { raion: raion[0] } : {}),
    ...(katottg ? { katottg } : {}),
    ...(geonames ? { geonames } : {}),
  }
}
