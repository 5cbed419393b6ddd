import { places } from './place-words.ts'
import type { Random } from './random.ts'
import { type Scenario, speaksOfNow } from './scenarios.ts'
import seed from './seed.json' with { type: 'json' }
import type { TextLanguage } from './texts/text.ts'
import { makeWhen, type Precision, type When } from './when.ts'

/** What happened, apart from who tells it: the same for all who tell of one event. */
export interface Happening {
  scenario: Scenario
  /** Index into `places`. */
  place: number
  when: When
  few: number
  many: number
  boss: number
  unit: string
}

const fewWords: Readonly<Record<TextLanguage, readonly string[]>> = {
  uk: ['троє', 'четверо', 'п’ятеро', 'шестеро'],
  ru: ['трое', 'четверо', 'пятеро', 'шестеро'],
  en: ['three', 'four', 'five', 'six'],
}

export const callsigns: readonly (readonly [uk: string, ru: string, en: string])[] = [
  ['Шаблон', 'Шаблон', 'Shablon'],
  ['Приклад', 'Пример', 'Pryklad'],
  ['Нуль-Сім', 'Ноль-Семь', 'Nul-Sim'],
  ['Бригадир', 'Бригадир', 'Bryhadyr'],
  ['Ковила', 'Ковыль', 'Kovyla'],
]

const units = seed.groups.flatMap(group => (group.number ? [group.number] : []))

/** Draws an event of a scenario; urgent codes that speak of now put it into the last months. */
export function happen(random: Random, scenario: Scenario, precision: Precision, urgent: readonly string[]): Happening {
  const now = urgent.some(code => speaksOfNow.includes(code))
  const there = places.map((_, i) => i).filter(i => places[i]?.region === scenario.region)
  return {
    scenario,
    place: random.pick(there),
    when: now
      ? makeWhen(random, '2026-09', '2026-10', precision === 'year' ? 'month' : precision)
      : makeWhen(random, scenario.from, scenario.to, precision),
    few: random.below(4),
    many: 6 + random.below(55),
    boss: random.below(callsigns.length),
    unit: random.pick(units),
  }
}

/** The words for an event in one language. */
export function happeningWords(event: Happening, language: TextLanguage): Readonly<Record<string, string>> {
  const place = places[event.place]
  const [uk, ru, en] = callsigns[event.boss] ?? callsigns[0]!
  return {
    where: place?.where[language] ?? '',
    place: place?.name[language] ?? '',
    when: event.when.words[language],
    few: fewWords[language][event.few] ?? '',
    many: String(event.many),
    boss: { uk, ru, en }[language],
    unit: event.unit.replace('в/ч ', language === 'en' ? 'No. ' : ''),
  }
}
