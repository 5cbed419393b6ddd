import { fill } from './fill.ts'

/** A number with its noun, for each kind of number that one of the languages tells apart; `{n}` is the number. */
export interface Forms {
  one: string
  few: string
  many: string
  other: string
}

/** The number with the form of the noun that the language puts after it. */
export function plural(language: string, n: number, forms: Forms): string {
  return fill(forms[formOf(language, n)], { n })
}

function formOf(language: string, n: number): keyof Forms {
  // A noun after a number stays as it is in Crimean Tatar; browsers do not know the language and would take their own.
  if (language.startsWith('crh')) return 'other'
  const rule = new Intl.PluralRules(language).select(n)
  return rule === 'one' || rule === 'few' || rule === 'many' ? rule : 'other'
}
