import { plural } from '#app/i18n/plural.ts'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { localeOf } from './describe-size.ts'

/** The time that is left, as roughly as it is known: “10 seconds”, “3 minutes”, “2 hours”. */
export function describeLeft(seconds: number, language: string, words: EvidenceWords['way']): string {
  const say = (n: number, forms: EvidenceWords['way']['hours']) => plural(localeOf(language), n, forms)
  if (seconds < 55) return say(Math.max(5, Math.round(seconds / 5) * 5), words.seconds)
  if (seconds < 5400) return say(Math.round(seconds / 60), words.minutes)
  return say(Math.round(seconds / 3600), words.hours)
}
