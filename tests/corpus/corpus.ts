import { toTestimony, type Testimony } from '#app/testimony/answers.ts'
import type { Draft } from '#app/testimony/draft.ts'
import { makeDraft, type FormLanguage } from './draft.ts'
import { fillLonger } from './longer.ts'
import { tell, typeAs, type Length, type Written } from './narrative.ts'
import { choosePerson, type Person } from './people.ts'
import { places } from './place-words.ts'
import { blockSize, planBlock, type Plan, type Priority, type Relation } from './plan.ts'
import { formIn } from '#tests/support/forms.ts'
import { Random } from './random.ts'
import { pointOfView } from './scenarios.ts'
import seedFile from './seed.json' with { type: 'json' }
import { readSaid, type Said } from './said.ts'
import type { When } from './when.ts'

/** What is known about an entry because it was made up. */
export interface Truth {
  id: string
  /** Language of the words; `crh` is told in others until translators have been at it. */
  written: Written
  length: Length
  scenario: string
  capacity: string
  priority: Priority
  urgent: readonly string[]
  region: string
  katottg: string
  when: When
  events: readonly string[]
  compulsion: readonly string[]
  /** What of it was said in answers, not in the account alone. */
  said: Said
  /** Indices count over the whole corpus. */
  relation: Relation | null
  noise: string | null
  attack: boolean
  /** What was typed, where the form stores something else (broken surrogates). */
  typed: string | null
}

export interface Corpus {
  testimonies: Testimony[]
  truth: Truth[]
}

export interface CorpusOptions {
  count?: number
  seed?: number
  /** b64u(H(32, bytes of the form)) of a length; the default is the hash of nothing in particular. */
  formHash?: (length: Length) => string
}

/**
 * Synthetic testimonies, the same on every machine: a longer corpus begins with the shorter one. Persons, units and
 * offices are invented, towns are real; the first line of each account says that it is synthetic.
 */
export function generateCorpus(options: CorpusOptions = {}): Corpus {
  const corpus: Corpus = { testimonies: [], truth: [] }
  for (const { testimony, truth } of writeCorpus(options)) {
    corpus.testimonies.push(testimony)
    corpus.truth.push(truth)
  }
  return corpus
}

/** The same one by one, for more of them than fit into memory. */
export function* writeCorpus({
  count = seedFile.count,
  seed = seedFile.seed,
  formHash = () => 'A'.repeat(43),
}: CorpusOptions = {}): Generator<{ testimony: Testimony; truth: Truth }> {
  for (let start = 0; start < count; start += blockSize) {
    const plans = planBlock(new Random(seed, start, 1))
    const entries: Entry[] = []
    for (const [i, plan] of plans.slice(0, count - start).entries()) {
      const relation = plan.relation && 'of' in plan.relation ? plan.relation : null
      const original = relation?.kind === 'duplicate' ? entries[relation.of] : undefined
      const entry = original ?? writeEntry({ seed, index: start + i }, plan, relation && entries[relation.of])
      entries.push(entry)
      const { draft, lang, now } = entry
      const form = formIn(plan.length)
      yield {
        testimony: toTestimony(form, draft, { formHash: formHash(plan.length), lang, witness: null, now }),
        truth: { ...truthOf(plan, entry), id: entryId(start + i), relation: within(plan.relation, start) },
      }
    }
  }
}

/** Attacks on whoever opens a contact. */
function withContact(draft: Draft, text: string, lang: FormLanguage, at: string): Draft {
  const contact = { 'contact.may': 'yes', 'contact.channel': 'other', 'contact.handle': text, 'contact.name': text }
  return { ...draft, 'consent.contact': { answer: 'yes', lang, at }, ...contact }
}

interface Entry {
  draft: Draft
  lang: FormLanguage
  now: Date
  person: Person
  narrative: string
}

function writeEntry(
  { seed, index }: { seed: number; index: number },
  plan: Plan,
  related: Entry | null | undefined,
): Entry {
  const random = new Random(seed, index, 2)
  const kind = plan.relation?.kind
  const { scenario } = plan.event
  const view = pointOfView(plan.capacity)
  const written = plan.noise?.written ?? plan.written
  const lang = written === 'mixed' ? random.pick(['uk', 'ru'] as const) : written
  const chosen = kind === 'follow_up' && related ? related.person : choosePerson(random, view, scenario.teller)
  const person = { ...chosen, kin: scenario.id === 'S13' ? 0 : scenario.id === 'S14' ? 1 : chosen.kin }
  const told = tell(random, { event: plan.event, person, view, written, length: plan.length, urgent: plan.urgent })
  const text = plan.noise ? plan.noise.write(told, random) : typeAs(random, withSource(kind, lang, told, related))
  const narrative = `${watermark(written, lang)}\n${text}`
  const now = new Date(Date.UTC(2026, 10, 1) + (index % blockSize) * 9_000_000 + random.below(150) * 60_000)
  const at = `${now.toISOString().slice(0, 16)}Z`
  const draft = makeDraft(random, { plan, person, lang, narrative, at })
  const express = plan.noise?.contact ? withContact(draft, plan.noise.contact, lang, at) : draft
  const longer = fillLonger(new Random(seed, index, 3), formIn(plan.length), express, { plan, person, view, lang, now })
  return { draft: longer, lang, now, person, narrative }
}

/** Who adds to an account says so; who repeats a post quotes it. */
function withSource(
  kind: string | undefined,
  lang: FormLanguage,
  told: string,
  related: Entry | null | undefined,
): string {
  if (kind === 'follow_up') {
    const again = {
      uk: 'Це доповнення до того, що вже надіслано раніше.',
      ru: 'Это дополнение к тому, что уже отправлено раньше.',
      en: 'I wrote to you before and want to add something.',
    }
    return `${again[lang]} ${told}`
  }
  if (kind === 'derived' && related) {
    const quoted = related.narrative.split('\n').slice(1).join(' ')
    const passed = {
      uk: 'Перешлю, що було в каналі:',
      ru: 'Перешлю, что было в канале:',
      en: 'I pass on what stood in a channel:',
    }
    return `${passed[lang]} "${quoted}"`
  }
  return told
}

function watermark(written: Written, lang: FormLanguage): string {
  return seedFile.watermark.text[written === 'mixed' ? lang : written]
}

function truthOf(plan: Plan, entry: Entry): Omit<Truth, 'id' | 'relation'> {
  const { scenario, place, when } = plan.event
  const typed = entry.narrative
  return {
    written: plan.noise?.written ?? plan.written,
    length: plan.length,
    scenario: scenario.id,
    capacity: plan.capacity,
    priority: plan.priority,
    urgent: plan.urgent,
    region: places[place]!.region,
    katottg: places[place]!.katottg,
    when,
    events: scenario.events,
    compulsion: scenario.compulsion,
    said: readSaid(entry.draft, entry.now),
    noise: plan.noise?.id ?? null,
    attack: plan.noise?.attack ?? false,
    typed: /\p{Surrogate}/u.test(typed) ? typed : null,
  }
}

const entryId = (index: number): string => `synthetic-${String(index + 1).padStart(6, '0')}`

function within(relation: Relation | null, start: number): Relation | null {
  if (!relation) return null
  if (relation.kind === 'same_event') return { ...relation, cluster: relation.cluster + (start / blockSize) * 12 }
  return { ...relation, of: relation.of + start }
}
