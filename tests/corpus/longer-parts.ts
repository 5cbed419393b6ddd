import type { DraftDate } from '#app/testimony/draft-date.ts'
import type { Answering } from './answering.ts'
import { callsigns } from './event.ts'
import { tellBeat } from './narrative.ts'
import { affectedName, type Person } from './people.ts'
import type { Plan } from './plan.ts'
import type { Random } from './random.ts'
import { rolesOf, settings, type Setting } from './setting.ts'
import { fieldWords, groupNames } from './texts/field-words.ts'
import type { PointOfView, TextLanguage } from './texts/text.ts'
import { fillDate } from './told-date.ts'
import { tellPlace } from './told-place.ts'

/** Who fills in what, and how it was planned. */
export interface Witness {
  plan: Plan
  person: Person
  view: PointOfView
  lang: TextLanguage
  now: Date
}

export const settingOf = ({ plan }: Witness): Setting => settings.get(plan.event.scenario.id)!

const knows: Readonly<Record<PointOfView, readonly string[]>> = {
  self: ['happened_to_me', 'saw_heard_self'],
  family: ['told_by_affected', 'saw_heard_self'],
  seen: ['saw_heard_self'],
  told: ['told_by_witness', 'common_talk'],
  lawyer: ['told_by_affected', 'document'],
  office: ['saw_heard_self', 'document'],
}

/** A plain noise text takes the place of what would be said. */
const saidBy = (witness: Witness, said: string): string => witness.plan.noise?.fields ?? said

/** The events: one for all that happened, or one after the other. */
export function tellEvents(random: Random, answering: Answering, witness: Witness): void {
  const { event } = witness.plan
  const { events } = event.scenario
  const parts = random.chance(answering.form.mode === 'full' ? 0.2 : 0.6) ? [events] : events.map(type => [type])
  for (const [n, types] of parts.entries()) {
    const item = answering.add('event')
    if (item === null) return
    const { lang, view } = witness
    answering.answer('event.type', types, item)
    if (n === 0) answering.answer('event.when', dateOf(random, witness), item)
    else
      answering.perhaps(random, 0.7, 'event.when', () => fillDate(null, random.pick(fieldWords.nextDays[lang])), item)
    answering.perhaps(random, 0.5, 'event.time_of_day', () => random.pick(['early_morning', 'morning', 'night']), item)
    if (n === 0) {
      const place = tellPlace(random, event.place, lang)
      answering.answer('event.place', place ? { ...place, text: saidBy(witness, place.text) } : undefined, item)
    }
    answering.perhaps(random, 0.7, 'event.place_type', () => random.pick(settingOf(witness).placeTypes), item)
    const text = () => saidBy(witness, tellBeat(random, { event, person: witness.person, view }, lang, n))
    answering.perhaps(random, n === 0 ? 1 : 0.6, 'event.text', text, item)
    if (n === 0) answering.answer('event.pressure', event.scenario.compulsion, item)
    answering.perhaps(random, 0.4, 'event.words_said', () => random.pick(fieldWords.wordsSaid[lang]), item)
    answering.perhaps(random, 0.5, 'event.refusal', () => refusal(random, witness), item)
    answering.perhaps(random, 0.6, 'event.count', () => countOf(random, event.many), item)
    answering.perhaps(random, 0.9, 'event.knowledge', () => random.some(knows[view], 1 + random.below(2)), item)
  }
}

/** As it was planned, with the witness's words or without. */
function dateOf(random: Random, witness: Witness): DraftDate {
  const { edtf, words } = witness.plan.event.when
  const { noise } = witness.plan
  if (noise?.fields) return fillDate(edtf, noise.fields)
  return fillDate(edtf, edtf === null || random.chance(0.4) ? words[witness.lang] : '')
}

function refusal(random: Random, { plan }: Witness): string {
  const { compulsion, id } = plan.event.scenario
  if (compulsion.includes('money_only')) return 'agreed'
  return id === 'S21' || id === 'S15' ? 'avoided' : random.pick(['afraid_to_refuse', 'not_asked', 'refused_punished'])
}

function countOf(random: Random, many: number): { from: string; to: string } {
  return random.chance(0.5) ? { from: String(many), to: '' } : { from: String(many - 3), to: String(many + 5) }
}

const kinships: Readonly<Record<PointOfView, readonly string[]>> = {
  self: ['self', 'self', 'self'],
  family: ['child', 'spouse_partner', 'sibling'],
  seen: ['neighbour', 'neighbour', 'colleague'],
  told: ['friend', 'stranger', 'friend'],
  lawyer: ['other', 'other', 'other'],
  office: ['stranger', 'stranger', 'stranger'],
}

/** Whom it happened to. In the stories of children it is somebody under 18. */
export function tellAffected(random: Random, answering: Answering, witness: Witness): void {
  const item = answering.add('affected')
  if (item === null) return
  const { person, view, lang } = witness
  const young = witness.plan.event.scenario.id === 'S16'
  if (view === 'self') answering.answer('affected.is_me', 'yes', item)
  else answering.perhaps(random, 0.6, 'affected.name', () => affectedName(random, person, lang), item)
  answering.perhaps(random, 0.8, 'affected.relationship', () => kinships[view][person.kin], item)
  if (young) answering.answer('affected.age', '15_17', item)
  else answering.perhaps(random, 0.8, 'affected.age', () => random.pick(['18_24', '25_34', '35_49', '50_64']), item)
  answering.perhaps(random, 0.8, 'affected.gender', () => (view === 'self' ? person.teller : 'm'), item)
  answering.perhaps(random, 0.6, 'affected.citizenship', () => random.pick(['ua', 'ua', 'ua_ru_imposed']), item)
  const groups = young ? [['minor', 'student']] : [['none'], ['miner'], ['public_utility'], ['disability_ill']]
  answering.perhaps(random, 0.5, 'affected.group', () => random.pick(groups), item)
  const status = random.pick(settingOf(witness).status)
  answering.answer('affected.status_now', status, item)
  if (status === 'missing') answering.answer('affected.last_contact', dateOf(random, witness), item)
  if (view !== 'self') answering.perhaps(random, 0.5, 'affected.knows', () => random.pick(['yes', 'no']), item)
}

/** Who did it: a callsign, or an invented name. */
export function tellOfficial(random: Random, answering: Answering, witness: Witness): void {
  const { plan, lang } = witness
  const item = plan.noise?.fields || random.chance(0.7) ? answering.add('official') : null
  if (item === null) return
  const [uk, ru, en] = callsigns[plan.event.boss]!
  const callsign = { uk, ru, en }[lang]
  const name = random.chance(0.4) ? random.pick(fieldWords.officialName[lang]) : `«${callsign}»`
  answering.answer('official.name', saidBy(witness, name), item)
  answering.perhaps(random, 0.8, 'official.alias', () => callsign, item)
  const [kind = ''] = settingOf(witness).groups
  answering.perhaps(random, 0.9, 'official.role', () => rolesOf[kind] ?? 'unknown', item)
  answering.perhaps(random, 0.5, 'official.position', () => random.pick(fieldWords.position[lang]), item)
  answering.perhaps(
    random,
    0.7,
    'official.did',
    () => random.some(['ordered', 'signed', 'present', 'did_self'], 2),
    item,
  )
  answering.perhaps(random, 0.8, 'official.events', () => answering.items('event').slice(0, 1), item)
  answering.perhaps(random, 0.6, 'official.description', () => random.pick(fieldWords.description[lang]), item)
  answering.perhaps(
    random,
    0.6,
    'official.identify_how',
    () => random.some(['others_said', 'known', 'face_only'], 1),
    item,
  )
  answering.perhaps(random, 0.5, 'official.recognise', () => random.pick(['yes', 'no', 'unknown']), item)
}

/** For whom it was done: a unit with a number of those that do not exist, or another body. */
export function tellGroup(random: Random, answering: Answering, witness: Witness): void {
  const { plan, lang } = witness
  const item = plan.noise?.fields || random.chance(0.65) ? answering.add('group') : null
  if (item === null) return
  const kind = random.pick(settingOf(witness).groups)
  answering.answer('group.kind', kind, item)
  answering.perhaps(random, 0.7, 'group.events', () => answering.items('event'), item)
  answering.perhaps(random, 0.7, 'group.people', () => answering.items('official'), item)
  answering.answer('group.name', groupNames[kind]?.[lang], item)
  if (kind === 'unit') answering.answer('group.number', plan.event.unit, item)
  const markings = () => saidBy(witness, random.pick(fieldWords.markings[lang]))
  answering.perhaps(random, plan.noise?.fields ? 1 : 0.4, 'group.markings', markings, item)
  answering.perhaps(random, 0.5, 'group.place', () => tellPlace(random, plan.event.place, lang) ?? undefined, item)
  answering.perhaps(random, 0.4, 'group.when', () => dateOf(random, witness), item)
  answering.perhaps(random, 0.4, 'group.headcount', () => countOf(random, plan.event.many), item)
  answering.perhaps(random, 0.4, 'group.conditions', () => random.pick(fieldWords.conditions[lang]), item)
}
