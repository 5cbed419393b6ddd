import { fill } from '#app/i18n/fill.ts'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'

const UNITS = [
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
] as const

/** A size in words: “1.2 MB”, in units of a thousand. */
export function describeSize(bytes: number, language: string, words: EvidenceWords['files']): string {
  const [unit, by] = UNITS.find(([, from]) => bytes >= from) ?? (['bytes', 1] as const)
  const value = bytes / by
  const format = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: value < 10 ? 1 : 0 })
  return fill(words[unit], { n: format.format(value) })
}

/** Browsers do not know Crimean Tatar and would take their own language; its borrowed words are Ukrainian. */
export const localeOf = (language: string): string => (language.startsWith('crh') ? 'uk' : language)
