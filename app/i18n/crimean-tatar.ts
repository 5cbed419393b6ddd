/**
 * Crimean Tatar from the Latin script to the Cyrillic one, by a table and by rules.
 *
 * A draft. The two scripts are not letter for letter: where Cyrillic writes о or ё for ö, and where it puts a soft sign,
 * follows the word and not its letters. The rules settle most native words; a few stems that they do not stand in `STEMS`.
 * Loans keep their Russian spelling in Cyrillic (сентябрь, роль), which no rule can know. A native editor has to read what
 * comes out, and can put other words in its place (docs/OPERATING.md, "Words").
 */

const CONSONANTS: Readonly<Record<string, string>> = {
  b: 'б',
  c: 'дж',
  ç: 'ч',
  d: 'д',
  f: 'ф',
  g: 'г',
  ğ: 'гъ',
  h: 'х',
  j: 'ж',
  k: 'к',
  l: 'л',
  m: 'м',
  n: 'н',
  ñ: 'нъ',
  p: 'п',
  q: 'къ',
  r: 'р',
  s: 'с',
  ş: 'ш',
  t: 'т',
  v: 'в',
  y: 'й',
  z: 'з',
}
const VOWELS: Readonly<Record<string, string>> = {
  a: 'а',
  â: 'я',
  e: 'е',
  ı: 'ы',
  i: 'и',
  o: 'о',
  ö: 'ё',
  u: 'у',
  ü: 'ю',
}
const AFTER_Y: Readonly<Record<string, string>> = { a: 'я', â: 'я', e: 'е', o: 'ё', ö: 'ё', u: 'ю', ü: 'ю' }
/** After these, ö and ü of a first syllable are written ё and ю; after all others о and у, and softness comes later. */
const MARKED_BEFORE = 'çdlnrstz'
/** What a soft sign can follow. */
const SOFTENED = 'çdlnprstz'
/** Beginnings of words that no rule settles. */
const STEMS: Readonly<Record<string, string>> = { bütün: 'бютюн', üstün: 'устюн' }
/** Written in Latin in either script. */
const KEPT: ReadonlySet<string> = new Set(['JavaScript', 'Shift'])

/** A text in Cyrillic letters. What is filled in (`{n}`) stays as it is. */
export function toCyrillic(text: string): string {
  return text.replace(/\{\w+\}|\p{L}+/gu, word => (word.startsWith('{') || KEPT.has(word) ? word : spell(word)))
}

function spell(word: string): string {
  const letters = [...word].map(lower)
  const stem = Object.keys(STEMS).find(each => letters.join('').startsWith(each)) ?? ''
  const rest = letters.map((_, i) => (i < stem.length ? '' : at(letters, i)))
  return withCase((STEMS[stem] ?? '') + rest.join(''), word)
}

function lower(letter: string): string {
  if (letter === 'I') return 'ı'
  return letter === 'İ' ? 'i' : letter.toLowerCase()
}

/** What the letter at this place becomes: with the sign that parts or softens, and nothing for a y that went into a vowel. */
function at(letters: readonly string[], i: number): string {
  const [before, letter, after] = [letters[i - 1] ?? '', letters[i]!, letters[i + 1] ?? '']
  if (letter in VOWELS) return vowelAt(letters, i, before)
  if (letter === 'y' && (after in AFTER_Y || (after === 'i' && isConsonant(before)))) {
    return isConsonant(before) && !softensEnd(letters, i - 1) ? (isSoft(vowelBefore(letters, i)) ? 'ь' : 'ъ') : ''
  }
  if (letter === 't' && letters.slice(i, i + 4).join('') === 'tsiy') return ''
  if (letter === 's' && letters.slice(i - 1, i + 3).join('') === 'tsiy') return 'ц'
  const plain = CONSONANTS[letter] ?? letter
  return softensEnd(letters, i) ? `${plain}ь` : plain
}

function vowelAt(letters: readonly string[], i: number, before: string): string {
  const letter = letters[i]!
  if (before === 'y') return AFTER_Y[letter] ?? VOWELS[letter]!
  if (letter === 'e') return isConsonant(before) ? 'е' : 'э'
  if (letter === 'â') return isConsonant(before) ? 'я' : 'а'
  if (letter !== 'ö' && letter !== 'ü') return VOWELS[letter]!
  const plain = letter === 'ö' ? 'о' : 'у'
  if (!isConsonant(before)) return plain
  if (isVillage(letters, i)) return plain
  return isFirst(letters, i) && !MARKED_BEFORE.includes(before) ? plain : VOWELS[letter]!
}

/** Whether a soft sign follows the consonant here: an l after a soft vowel, or what closes a first syllable of о, у or ю. */
function softensEnd(letters: readonly string[], i: number): boolean {
  const [letter, after] = [letters[i] ?? '', letters[i + 1] ?? '']
  if (!SOFTENED.includes(letter) || letter === '' || after in VOWELS || after === letter) return false
  const before = letters[i - 1] ?? ''
  if (letter === 'l' && isSoft(before) && before !== 'â') return true
  const vowel = lastVowelIndex(letters, i)
  if (vowel < 0 || !'öü'.includes(letters[vowel]!) || !isFirst(letters, vowel)) return false
  if (letters[vowel - 1] !== 'y' && MARKED_BEFORE.includes(letters[vowel - 1] ?? '-')) return false
  // Of two consonants that close a word the last is softened; elsewhere the one that stands at the vowel.
  return i === vowel + 1
    ? after === '' || (isConsonant(after) && letters[i + 2] !== undefined)
    : after === '' && i === vowel + 2
}

/** `köy`, a village: о wherever it stands, as in the names of many. */
function isVillage(letters: readonly string[], i: number): boolean {
  return letters.slice(i - 1, i + 2).join('') === 'köy'
}

function isFirst(letters: readonly string[], i: number): boolean {
  return lastVowelIndex(letters, i) < 0
}

function lastVowelIndex(letters: readonly string[], before: number): number {
  for (let i = before - 1; i >= 0; i--) if ((letters[i] ?? '') in VOWELS) return i
  return -1
}

function vowelBefore(letters: readonly string[], i: number): string {
  return letters[lastVowelIndex(letters, i)] ?? ''
}

function isConsonant(letter: string): boolean {
  return letter in CONSONANTS
}

function isSoft(letter: string): boolean {
  return letter !== '' && 'eiöüâ'.includes(letter)
}

/** One letter may become two: a word in capitals has all of them large, a word that begins with one the first. */
function withCase(spelt: string, word: string): string {
  const large = [...word].map(letter => letter !== lower(letter))
  if (!large[0]) return spelt
  return large.length > 1 && large.every(Boolean) ? spelt.toUpperCase() : spelt.charAt(0).toUpperCase() + spelt.slice(1)
}
