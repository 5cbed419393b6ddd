/** Texts of strangers, made safe to look at. They are rendered as text alone, in isolation; this is about what can't be seen. */

// Marks that turn the direction of writing, join nothing, or hide: Trojan-source characters and their kin.
const unseen =
  /[\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2028\u2029\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g
// More than a handful of marks on one letter would climb over the lines above.
const piles = /(\p{M}{4})\p{M}+/gu

const name = (character: string) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`

/** The text with every character that can't be seen named in its place. Line breaks and tabs stay. */
export function showUnseen(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unseen, name).replace(controls, name).replace(piles, '$1')
}

/** Whether `showUnseen` names anything. */
export function hasUnseen(text: string): boolean {
  const plain = text.replace(/\r\n?/g, '\n')
  return plain.search(unseen) >= 0 || plain.search(controls) >= 0
}

/** One line of at most `most` characters. */
export function oneLine(text: string, most: number): string {
  const line = showUnseen(
    text
      .slice(0, most * 4)
      .replace(/\s+/g, ' ')
      .trim(),
  )
  const letters = [...line]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : line
}

/** A language tag that is safe to put on an element, or undefined. */
export function langOf(text: string): string | undefined {
  return /^[a-z]{2,3}(-[A-Z][a-z]{3})?$/.test(text) ? text : undefined
}
