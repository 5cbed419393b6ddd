// Which of a place's names is Ukrainian, which Russian: GeoNames gives them all in one heap, without a word on the language.

const APOSTROPHE = '’'
const UK_ONLY = /[іїєґ’]/i
const RU_ONLY = /[ыэёъ]/i
const BELARUSIAN = /ў|(?=.*і)(?=.*[ыэё])/i
const CYRILLIC = /^[а-яёіїєґ0-9№’ ().-]+$/i
/** A capital first: GeoNames' own transcriptions from scripts we leave out are in small letters. */
const LATIN = /^\p{Lu}[\p{Script=Latin}’ ().-]*\p{Ll}[\p{Script=Latin}’ ().-]*$/u

const LETTERS =
  'а a б b в v г h ґ g д d е e є ie ж zh з z и y і i ї i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ю iu я ia'
const UK_LATIN: Record<string, string> = {
  ...Object.fromEntries([...LETTERS.matchAll(/(\S+) (\S+)/g)].map(([, letter = '', latin = '']) => [letter, latin])),
  ь: '',
  '’': '',
}
const UK_FIRST: Record<string, string> = { є: 'ye', ї: 'yi', й: 'y', ю: 'yu', я: 'ya' }
const RU_LATIN: Record<string, string> = { ...UK_LATIN, г: 'g', и: 'i', ё: 'yo', ы: 'y', э: 'e', ъ: '' }

/** Ukrainian in Latin letters, as the Cabinet's table of 2010 has it. */
export function romanise(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('зг', 'zgh')
    .split(/([ -])/)
    .map(romaniseWord)
    .join('')
}

function romaniseWord(word: string): string {
  const latin = [...word].map((letter, i) => (i === 0 && UK_FIRST[letter]) || (UK_LATIN[letter] ?? letter)).join('')
  return latin.slice(0, 1).toUpperCase() + latin.slice(1)
}

/** Letters that the many romanisations agree on: only to compare. */
function skeleton(latin: string): string {
  return latin
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/h/g, 'g')
    .replace(/[yj]/g, 'i')
    .replace(/io/g, 'o')
    .replace(/(?<=.)i(?=[aeiou])|(?<=[aeiou])i/g, '')
    .replace(/(.)\1+/g, '$1')
}

const asUkrainian = (name: string) => skeleton(romanise(name))
const asRussian = (name: string) => skeleton([...name.toLowerCase()].map(letter => RU_LATIN[letter] ?? letter).join(''))

/** Clean names in Cyrillic and Latin letters; stress marks gone, one apostrophe, no name twice. */
export function cleanNames(raw: readonly string[]): string[] {
  const names = raw.map(name => {
    const clean = name
      .normalize('NFD')
      .replace(/[\u0300\u0301]/g, '')
      .normalize('NFC')
      .replace(/["'`\u00b4\u02b9-\u02bc\u2018\u2019\u201d\u2032\u2033]/g, APOSTROPHE)
      .trim()
    return /[а-я]/i.test(clean) ? clean.replaceAll('i', 'і').replaceAll('I', 'І') : clean
  })
  const fit = names.filter(name => (CYRILLIC.test(name) && !BELARUSIAN.test(name)) || LATIN.test(name))
  return [...new Set(fit)]
}

/**
 * The Ukrainian and the Russian name among clean names, '' where there is none. `main`: the name under which GeoNames has the
 * place, a romanisation of one of them; the other is the one most like it.
 */
export function pickNames(main: string, names: readonly string[]): { uk: string; ru: string } {
  const cyrillic = names.filter(name => CYRILLIC.test(name))
  const wanted = skeleton(main)
  const mayBeUk = cyrillic.filter(name => !RU_ONLY.test(name))
  const mayBeRu = cyrillic.filter(name => !UK_ONLY.test(name))
  const exactUk = mayBeUk.filter(name => asUkrainian(name) === wanted)
  const exactRu = mayBeRu.filter(name => asRussian(name) === wanted)
  let uk = exactUk.find(name => UK_ONLY.test(name)) ?? exactUk.find(name => !endsRussian(name)) ?? ''
  let ru = exactRu.find(name => RU_ONLY.test(name) || endsRussian(name)) ?? exactRu.find(name => name !== uk) ?? ''
  if (!uk && !ru)
    uk = closest(
      mayBeUk.filter(name => !endsRussian(name)),
      name => distance(asUkrainian(name), wanted),
      2,
    )
  if (!uk && !ru) ru = closest(mayBeRu, name => distance(asRussian(name), wanted), 2)
  if (!uk && ru)
    uk =
      likest(
        ru,
        mayBeUk.filter(name => name !== ru && !endsRussian(name)),
      ) || (isShared(ru) ? ru : '')
  if (!ru && uk)
    ru =
      likest(
        uk,
        mayBeRu.filter(name => name !== uk && !endsUkrainian(name)),
      ) || (isShared(uk) ? uk : '')
  return { uk, ru }
}

/** Endings that Ukrainian does not have; -овка has it, but seldom. */
const endsRussian = (name: string) =>
  /(ое|ая|ый|ские|ово|ево|ёво|ино|ыно|овка|евка|ск|чье|лье)(?=$|[ -])/i.test(name) && !SHARED.test(name)
const endsUkrainian = (name: string) => /(не|ве|ке|ськ|ський|зький|івка)(?=$|[ -])/i.test(name)
/** Spelt alike in both. */
const SHARED = /(покровка|каховка)$/i
const isShared = (name: string) =>
  ![UK_ONLY, RU_ONLY].some(only => only.test(name)) && !endsRussian(name) && !endsUkrainian(name)

/** The name of which another is the form in the other language. */
function likest(name: string, others: readonly string[]): string {
  const far = (other: string) => distance(asRussian(alike(name)), asRussian(alike(other)))
  return closest(others, far, Math.max(2, Math.floor(name.length / 2.5)))
}

function closest(names: readonly string[], far: (name: string) => number, most: number): string {
  const [best] = names.map(name => ({ name, far: far(name) })).sort((a, b) => a.far - b.far)
  return best && best.far <= most ? best.name : ''
}

/** One letter for those between which the two languages differ regularly. */
const alike = (name: string) =>
  name
    .toLowerCase()
    .replace(/[іїйиы]/g, 'и')
    .replace(/[оеёєэ]/g, 'е')
    .replace(/[ьъ’]/g, '')
    .replace(/(ая|яя)(?=$|[ -])/g, 'а')
    .replace(/[еи][еи](?=$|[ -])/g, 'е')

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next: number[] = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}
