import * as z from 'zod/mini'
import { Mode, answerOf, consentFor, type Testimony } from './answers.ts'
import { Consent } from './consent.ts'

/** How much of the account a queue shows, in characters. */
export const firstWordsLength = 140

const Code = z.optional(z.nullable(z.string()))

/**
 * The triage header: what a reviewer's queue shows and sorts by, sealed in a box of its own (FORMAT.md §2, purpose 1).
 * Codes are those of the form. The danger signs are those of `DangerSigns` in triage.ts; the ones that this form does not
 * ask for are absent. `share`: consents other than `keep` that are not `no`, by name.
 */
export const Card = z.object({
  v: z.literal(1),
  form: z.object({ id: z.string(), version: z.string() }),
  mode: Mode,
  lang: z.string(),
  safety: Code,
  where: Code,
  device: Code,
  urgent: z.array(z.string()),
  deadline: Code,
  minor: z.optional(z.boolean()),
  capacity: Code,
  share: z.record(z.string(), Consent),
  words: z.string(),
  /** Characters of the whole account, so that a queue can tell a line from a long one. */
  length: z.int(),
  files: z.int(),
  contact: z.boolean(),
})
export type Card = z.infer<typeof Card>

/** Draws up the card of a testimony. */
export function computeCard({ answers, contact, form, mode, lang }: Testimony): Card {
  const urgent = answerOf(answers, 'safety.urgent')
  const narrative = codeOf(answerOf(answers, 'account.narrative')) ?? ''
  const share = Object.keys(answers['consent'] ?? {})
    .filter(name => name !== 'keep')
    .map(name => [name, consentFor(answers, `consent.${name}`)] as const)
    .filter(([, answer]) => answer !== 'no')
  return {
    v: 1,
    form: { id: form.id, version: form.version },
    mode,
    lang,
    safety: codeOf(answerOf(answers, 'safety.now')),
    urgent: Array.isArray(urgent) ? urgent : [],
    capacity: codeOf(answerOf(answers, 'start.capacity')),
    share: Object.fromEntries(share),
    words: firstWords(narrative),
    length: narrative.length,
    files: 0,
    contact: contact !== null,
  }
}

const codeOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** One line; cut between words where there is a gap to cut at, never inside a pair of surrogates. */
function firstWords(text: string): string {
  const line = text
    .slice(0, firstWordsLength * 20)
    .replace(/[\s\u0000-\u001F]+/g, ' ')
    .trim()
  const letters = [...line]
  if (letters.length <= firstWordsLength) return line.replace(/\p{Surrogate}/gu, '\uFFFD')
  const cut = letters.slice(0, firstWordsLength).join('')
  const gap = cut.lastIndexOf(' ')
  return `${gap > firstWordsLength / 2 ? cut.slice(0, gap) : cut}…`
}
