import { fill } from '#app/i18n/fill.ts'
import { plural, type Forms } from '#app/i18n/plural.ts'
import { sayIn } from '#app/testimony/form-words.ts'
import type { Words } from '#app/testimony/form.ts'
import { useWords } from './witness.tsx'

interface SayProps {
  /** As the dictionary has it. */
  text: string
  /** What is filled in. */
  values?: Readonly<Record<string, string | number>>
  /** `n` is a number with its noun. */
  count?: { n: number; of: Forms } | undefined
}

/** A text of the page. One that is borrowed from another language bears that language. */
export function Say({ text, values, count }: SayProps) {
  const { borrowed, language } = useWords()
  const lang = borrowed.get(text)
  const given = count ? { n: plural(lang ?? language, count.n, count.of), ...values } : values
  const filled = given ? fill(text, given) : text
  return lang ? <span lang={lang}>{filled}</span> : filled
}

/** Words of the form. Where it has none in the language of the page, they bear their own. */
export function SayForm({ words, values }: { words: Words; values?: SayProps['values'] }) {
  const { language } = useWords()
  const { text, lang } = sayIn(words, language)
  const filled = values ? fill(text, values) : text
  return lang === language ? filled : <span lang={lang}>{filled}</span>
}
