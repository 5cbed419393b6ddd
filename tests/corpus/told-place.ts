import type { DraftPlace } from '#app/testimony/place.ts'
import { places } from './place-words.ts'
import { choose, type Random } from './random.ts'
import seed from './seed.json' with { type: 'json' }
import type { TextLanguage } from './texts/text.ts'

/** Day of the list from which a settlement was chosen. */
const gazetteer = '2024-01-19'

const near = {
  uk: ['десь у районі', 'вул. Вигадана, 0,'],
  ru: ['где-то в районе', 'ул. Выдуманная, 0,'],
  en: ['somewhere in the district of', '0 Vyhadana Street,'],
} as const

/** How a witness tells where it was: as typed, and what they chose from lists. Null: they skip it. */
export function tellPlace(random: Random, index: number, language: TextLanguage): DraftPlace | null {
  const { katottg, region, name } = places[index]!
  const { aliases } = seed.places[index]!
  const precision = choose(random, seed.placePrecisionShare)
  const told = aliases.length > 0 && random.chance(0.3) ? random.pick(aliases) : name[language]
  const chosen = { shown: name[language], gazetteer, name_uk: name.uk, katottg }
  const [district, street] = near[language]
  switch (precision) {
    case 'settlement':
      return random.chance(0.7)
        ? { text: told, region, settlement: chosen, ...(random.chance(0.3) ? { precision } : {}) }
        : { text: told, ...(random.chance(0.5) ? { region } : {}) }
    case 'street':
      return { text: `${street} ${told}`, region, settlement: chosen, precision }
    case 'district':
      return { text: `${district} ${told}`, region, precision }
    case 'region':
      return { text: '', region, precision }
    case 'unknown':
      return random.chance(0.5) ? { text: '', precision } : null
  }
}
