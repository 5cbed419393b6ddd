import { type Happening, happeningWords } from './event.ts'
import { type Person, personWords } from './people.ts'
import type { Random } from './random.ts'
import { commonEn } from './texts/common-en.ts'
import { commonRu } from './texts/common-ru.ts'
import { commonUk } from './texts/common-uk.ts'
import { scenariosEn } from './texts/scenarios-en.ts'
import { scenariosRu } from './texts/scenarios-ru.ts'
import { scenariosUk } from './texts/scenarios-uk.ts'
import { fill, type PointOfView, readBeats, type TextLanguage } from './texts/text.ts'

const scenarioTexts = { uk: scenariosUk, ru: scenariosRu, en: scenariosEn }
const commonTexts = { uk: commonUk, ru: commonRu, en: commonEn }

export type Written = TextLanguage | 'mixed'
export type Length = 'express' | 'short' | 'full'

export interface Telling {
  event: Happening
  person: Person
  view: PointOfView
  written: Written
  length: Length
  urgent: readonly string[]
}

/** How many beats are told at least and at most, and how many sentences stand beside them. */
const measure: Readonly<Record<Length, { beats: [number, number]; extras: number }>> = {
  express: { beats: [3, 4], extras: 1 },
  short: { beats: [4, 6], extras: 3 },
  full: { beats: [5, 7], extras: 5 },
}

/** What a person writes about an event, without the watermark. */
export function tell(random: Random, { event, person, view, written, length, urgent }: Telling): string {
  const language = (): TextLanguage => (written === 'mixed' ? (random.chance(0.55) ? 'uk' : 'ru') : written)
  let named = false
  const say = (sentence: string, lang: TextLanguage): string => {
    const again = named && random.chance(0.7)
    named ||= sentence.includes('{S}') || sentence.includes('{kin}')
    const words = { ...happeningWords(event, lang), ...personWords(person, view, lang, again) }
    return fill(sentence, { teller: person.teller, words })
  }
  const taken = new Set<string>()
  const common = (pick: (texts: typeof commonUk) => readonly string[]): string => {
    const lang = language()
    const choices = pick(commonTexts[lang]).filter(sentence => !taken.has(sentence))
    if (choices.length === 0) return ''
    const sentence = random.pick(choices)
    taken.add(sentence)
    return say(sentence, lang)
  }
  const aboutDate = event.when.precision === 'day' ? 'sure' : 'unsure'

  const beats = readBeats(scenarioTexts.uk[event.scenario.id] ?? '').length
  const { beats: range, extras } = measure[length]
  const told = Math.min(beats, range[0] + random.below(range[1] - range[0] + 1))
  // The first beat carries the place, so it is always told.
  const chosen = [
    0,
    ...random.some(
      Array.from({ length: beats - 1 }, (_, i) => i + 1),
      told - 1,
    ),
  ]

  const sentences: string[] = [common(texts => texts.opening)]
  for (const beat of chosen) {
    const lang = language()
    const variants = readBeats(scenarioTexts[lang][event.scenario.id] ?? '')[beat] ?? []
    sentences.push(say(random.pick(variants), lang))
    if (length === 'full' && variants.length > 1 && random.chance(0.15)) sentences.push(common(texts => texts.aside))
  }
  const body = sentences.length
  if (event.scenario.id !== 'S24' || random.chance(0.4)) sentences.push(common(texts => texts.knows[view]))
  const beside = random.some(['boss', 'said', 'memory', 'aside', 'closing'] as const, extras)
  for (const kind of beside) {
    const sentence = common(texts => (kind === 'memory' ? [...texts.memory, ...texts[aboutDate]] : texts[kind]))
    if (kind === 'closing') sentences.push(sentence)
    else sentences.splice(1 + random.below(body), 0, sentence)
  }
  for (const code of urgent) sentences.push(common(texts => texts.urgent[code] ?? []))
  return join(random, sentences.filter(Boolean), length)
}

/** One sentence of the story, for a single event of it. */
export function tellBeat(
  random: Random,
  { event, person, view }: Pick<Telling, 'event' | 'person' | 'view'>,
  language: TextLanguage,
  beat: number,
): string {
  const beats = readBeats(scenarioTexts[language][event.scenario.id] ?? '')
  const words = { ...happeningWords(event, language), ...personWords(person, view, language, false) }
  return fill(random.pick(beats[beat % beats.length] ?? []), { teller: person.teller, words })
}

/** Long accounts come in paragraphs. */
function join(random: Random, sentences: readonly string[], length: Length): string {
  let text = ''
  for (const [i, sentence] of sentences.entries()) {
    const paragraph = length !== 'express' && i > 0 && i % 4 === 0 && random.chance(0.7)
    text += i === 0 ? sentence : `${paragraph ? '\n\n' : ' '}${sentence}`
  }
  return text
}

const habits = ['careful', 'careful', 'careful', 'straight', 'modifier', 'hurried', 'small'] as const

/** The same text as different hands type it: apostrophes, quotes, dashes, ё, full stops. Nothing is lost of its sense. */
export function typeAs(random: Random, text: string): string {
  switch (random.pick(habits)) {
    case 'careful':
      return text
    case 'straight':
      return text.replaceAll('’', "'").replace(/[«»]/g, '"').replaceAll('–', '-').replaceAll('ё', 'е')
    case 'modifier':
      return text.replaceAll('’', '\u02bc').replaceAll('–', '—')
    case 'hurried':
      return text.replace(/, /g, ' ').replaceAll('’', "'").replaceAll('ё', 'е').replaceAll(' – ', ' ')
    case 'small':
      return text.toLowerCase().replace(/\. /g, ' ').replace(/[«»"]/g, '')
  }
}
