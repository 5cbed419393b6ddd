/** Languages in which accounts are written. A mixed account changes between `uk` and `ru` from beat to beat. */
export type TextLanguage = 'uk' | 'ru' | 'en'

/** Scenario id → beats, one a line, variants parted by ` / `. */
export type ScenarioTexts = Record<string, string>

/** Sentences that any account may hold; `[m|f]` is chosen by who tells. */
export interface CommonTexts {
  opening: string[]
  /** How the teller knows, by point of view. */
  knows: Record<PointOfView, string[]>
  boss: string[]
  said: string[]
  memory: string[]
  /** Said by who gave a day, and by who did not. */
  sure: string[]
  unsure: string[]
  aside: string[]
  closing: string[]
  /** One sentence for each urgent code that an account may explain. */
  urgent: Record<string, string[]>
}

export type PointOfView = 'self' | 'family' | 'seen' | 'told' | 'lawyer' | 'office'

export interface Slots {
  teller: 'm' | 'f'
  words: Readonly<Record<string, string>>
}

const beatsOf = new Map<string, string[][]>()

/** Beats of a scenario, each a list of variants. */
export function readBeats(text: string): string[][] {
  const known = beatsOf.get(text)
  if (known) return known
  const beats = text
    .trim()
    .split('\n')
    .map(line => line.split(' / '))
  beatsOf.set(text, beats)
  return beats
}

/** Puts the words into the braces, chooses the teller's form and begins sentences with a capital. A slot without a word is a fault of the corpus. */
export function fill(sentence: string, { teller, words }: Slots): string {
  const filled = sentence
    .replace(/\[([^|\]]*)\|([^\]]*)\]/g, (_, m: string, f: string) => (teller === 'm' ? m : f))
    .replace(/\{(\w+)\}/g, (_, slot: string) => {
      const word = words[slot]
      if (word === undefined) throw new Error(`no word for {${slot}} in: ${sentence}`)
      return word
    })
  return filled.replace(/(^|[.?!] )(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
}
