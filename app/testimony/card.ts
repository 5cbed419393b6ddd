import * as z from 'zod/mini'
import { answerOf, consentFor, storedItems, type AnswerFields, type Testimony } from './answers.ts'
import { isFileId } from './attached.ts'
import { Consent } from './consent.ts'
import { Mode } from './form.ts'
import { boundsOf, type Bounds } from './fuzzy-date.ts'

/** How much of the account a queue shows, in characters. */
export const firstWordsLength = 140
const longestPlace = 80

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
  /** Read first by people who are trained for it: somebody under 18, or sexual violence (D-04). */
  specialist: z.optional(z.boolean()),
  /** Whom the account was told to before (D-05). */
  told: z.optional(z.array(z.string())),
  capacity: Code,
  /** Of all events: kinds, regions, first and last day that they may mean (YYYY-MM-DD; null: open), first place as told. */
  events: z.optional(z.int()),
  types: z.optional(z.array(z.string())),
  regions: z.optional(z.array(z.string())),
  earliest: Code,
  latest: Code,
  place: Code,
  share: z.record(z.string(), Consent),
  words: z.string(),
  /** Characters of the whole account, so that a queue can tell a line from a long one. */
  length: z.int(),
  /** Those that the witness added; they follow the account. */
  files: z.int(),
  contact: z.boolean(),
})
export type Card = z.infer<typeof Card>

/** Draws up the card of a testimony. */
export function computeCard({ answers, contact, form, mode, lang }: Testimony): Card {
  const narrative = codeOf(answerOf(answers, 'account.narrative')) ?? ''
  const urgent = codesOf(answerOf(answers, 'safety.urgent'))
  const events = storedItems(answers, 'event')
  const types = gather(events, event => codesOf(event['type']))
  const dates = events.flatMap(event => boundsIn(event['when']) ?? [])
  const minor = isMinorAffected(answers)
  const consents = answers['consent']
  const share = Object.keys(Array.isArray(consents) ? {} : (consents ?? {}))
    .filter(name => name !== 'keep')
    .map(name => [name, consentFor(answers, `consent.${name}`)] as const)
    .filter(([, answer]) => answer !== 'no')
  return {
    v: 1,
    form: { id: form.id, version: form.version },
    mode,
    lang,
    safety: codeOf(answerOf(answers, 'safety.now')),
    where: codeOf(answerOf(answers, 'safety.where')),
    device: codeOf(answerOf(answers, 'safety.device')),
    urgent,
    deadline: boundsIn(answerOf(answers, 'safety.deadline'))?.earliest ?? null,
    minor,
    specialist: minor || types.includes('sexual_violence'),
    told: codesOf(answerOf(answers, 'account.told_before')),
    capacity: codeOf(answerOf(answers, 'start.capacity')),
    events: events.length,
    types,
    regions: gather(events, event => codesOf(placeOf(event)?.region)),
    earliest: outermost(dates.map(bounds => bounds.earliest)),
    latest: outermost(
      dates.map(bounds => bounds.latest),
      -1,
    ),
    place: firstPlace(events),
    share: Object.fromEntries(share),
    words: firstWords(narrative),
    length: narrative.length,
    files: [...storedItems(answers, 'evidence').map(item => item['file']), answerOf(answers, 'account.voice')]
      .flatMap(codesOf)
      .filter(isFileId).length,
    contact: contact !== null,
  }
}

/** Somebody under 18 tells or is told about (D-04). */
function isMinorAffected(answers: Testimony['answers']): boolean {
  return (
    answerOf(answers, 'start.adult') === 'no' ||
    codesOf(answerOf(answers, 'safety.urgent')).includes('minor') ||
    storedItems(answers, 'affected').some(
      person =>
        codesOf(person['age']).some(age => age === 'u15' || age === '15_17') ||
        codesOf(person['group']).includes('minor'),
    )
  )
}

const gather = (items: AnswerFields[], read: (item: AnswerFields) => readonly string[]): string[] =>
  [...new Set(items.flatMap(read))].sort()

/** The first of some days, or the last; null where there is none, and where one of them is open. */
const outermost = (days: readonly (string | null)[], at = 0): string | null =>
  days.includes(null) ? null : ([...days].sort().at(at) ?? null)

const placeOf = (event: AnswerFields) => {
  const place = event['place']
  return typeof place === 'object' && 'text' in place ? place : null
}

/** In the order in which they were told, of the events that have one; never cut inside a pair of surrogates. */
function firstPlace(events: AnswerFields[]): string | null {
  const text = events.map(event => placeOf(event)?.text ?? '').find(told => told.trim() !== '')
  return text === undefined ? null : Array.from(text).slice(0, longestPlace).join('')
}

/** Null: no date was told. */
const boundsIn = (value: unknown): Bounds | null =>
  typeof value === 'object' && value !== null && 'edtf' in value && typeof value.edtf === 'string'
    ? boundsOf(value.edtf)
    : null

const codesOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(one => typeof one === 'string') : typeof value === 'string' ? [value] : []

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
