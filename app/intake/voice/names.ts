import { fill } from '#app/i18n/fill.ts'
import { oneLine } from '#app/testimony/visible-text.ts'
import type { HeldFile } from '../files/held-files.ts'

const LETTERS = 80

/** What a list of recordings calls each of them: “Recording 1”, or a file by its own name. `one`: the word, with `{n}`. */
export function nameAll(files: readonly HeldFile[], one: string): Map<string, string> {
  let n = 0
  return new Map(
    files.map(({ id, name, picker }) => [id, picker === 'microphone' ? fill(one, { n: ++n }) : oneLine(name, LETTERS)]),
  )
}
