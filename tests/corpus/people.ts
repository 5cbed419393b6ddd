import type { Random } from './random.ts'
import seed from './seed.json' with { type: 'json' }
import type { PointOfView, TextLanguage } from './texts/text.ts'

/** Who tells and whom it happened to. `kin`: index into the names of relatives; `given`: of the seed's given names, or none. */
export interface Person {
  teller: 'm' | 'f'
  kin: number
  given: number | null
}

const others: Readonly<Record<Exclude<PointOfView, 'self'>, Readonly<Record<TextLanguage, readonly string[]>>>> = {
  family: {
    uk: ['Син', 'Чоловік', 'Брат'],
    ru: ['Сын', 'Муж', 'Брат'],
    en: ['My son', 'My husband', 'My brother'],
  },
  seen: {
    uk: ['Сусід', 'Хлопець з нашого двору', 'Мій колега'],
    ru: ['Сосед', 'Парень из нашего двора', 'Мой коллега'],
    en: ['A neighbour', 'A boy from our yard', 'A man I worked with'],
  },
  told: {
    uk: ['Знайомий', 'Родич моєї подруги', 'Кум'],
    ru: ['Знакомый', 'Родственник моей подруги', 'Кум'],
    en: ['A man I know', 'A relative of my friend', 'My godson'],
  },
  lawyer: {
    uk: ['Мій підзахисний', 'Чоловік, якого ми супроводжуємо,', 'Клієнт'],
    ru: ['Мой подзащитный', 'Мужчина, которого мы сопровождаем,', 'Клиент'],
    en: ['My client', 'A man whom we assist', 'The man we write for'],
  },
  office: {
    uk: ['Один чоловік', 'Один чоловік', 'Один чоловік'],
    ru: ['Один мужчина', 'Один мужчина', 'Один мужчина'],
    en: ['One man', 'One man', 'One man'],
  },
}

const pronouns = {
  self: {
    uk: { S: 'я', s: 'я', o: 'мене', o2: 'мене', d: 'мені', us: 'нами' },
    ru: { S: 'я', s: 'я', o: 'меня', o2: 'меня', d: 'мне', us: 'нами' },
    en: { S: 'I', s: 'I', o: 'me', p: 'my', us: 'us' },
  },
  him: {
    uk: { S: 'він', s: 'він', o: 'його', o2: 'нього', d: 'йому', us: 'ними' },
    ru: { S: 'он', s: 'он', o: 'его', o2: 'него', d: 'ему', us: 'ними' },
    en: { S: 'he', s: 'he', o: 'him', p: 'his', us: 'them' },
  },
}

/** Somebody who can tell it from this point of view. */
export function choosePerson(random: Random, view: PointOfView, teller: 'm' | 'f' | undefined): Person {
  const likely =
    view === 'self' ? 'm' : view === 'family' ? (random.chance(0.75) ? 'f' : 'm') : random.chance(0.5) ? 'f' : 'm'
  const told = teller ?? likely
  const kin = random.below(3)
  return {
    teller: told,
    // A man tells of a son or a brother.
    kin: view === 'family' && told === 'm' && kin === 1 ? 2 : kin,
    given: view !== 'self' && view !== 'lawyer' && random.chance(0.35) ? random.below(seed.givenNames.m.length) : null,
  }
}

/** The words for the person in one language; `again`: already named, so a pronoun. */
export function personWords(
  person: Person,
  view: PointOfView,
  language: TextLanguage,
  again: boolean,
): Readonly<Record<string, string>> {
  if (view === 'self') return { ...pronouns.self[language], kin: '' }
  const him = pronouns.him[language]
  const role = others[view][language][person.kin] ?? ''
  const name = person.given === null ? '' : givenName(person.given, language)
  const named = name && view === 'family' ? `${role} ${name}` : role
  return { ...him, S: again ? him.S : named, kin: role }
}

function givenName(index: number, language: TextLanguage): string {
  const [uk = '', ru = '', en = ''] = (seed.givenNames.m[index] ?? []) as string[]
  return { uk, ru, en }[language]
}

/** Whom it happened to, by name: invented, built words. */
export function affectedName(random: Random, person: Person, language: TextLanguage): string {
  const at = { uk: 0, ru: 1, en: 2 }[language]
  const given = givenName(person.given ?? random.below(seed.givenNames.m.length), language)
  return random.chance(0.4) ? given : `${given} ${random.pick(seed.surnames)[at] ?? ''}`
}

/** The name that a witness may leave for the contact custodians: invented, built words. */
export function contactName(random: Random, teller: 'm' | 'f', language: TextLanguage): string {
  const at = { uk: 0, ru: 1, en: 2 }[language]
  const given = random.pick(seed.givenNames[teller]) as unknown as string[]
  if (random.chance(0.5)) return given[at] ?? ''
  return `${given[at] ?? ''} ${random.pick(seed.surnames)[at] ?? ''}`
}

/** Ways to be reached that lead nowhere: codes that do not exist, example domains. */
export function contactHandle(random: Random, channel: string): string {
  const number = String(1 + random.below(99)).padStart(2, '0')
  if (channel === 'email') return `synthetic.${number}@example.org`
  if (channel === 'telegram') return `@example_synthetic_${number}`
  if (channel === 'signal') return `example.${number}`
  return random.chance(0.7) ? `+380 00 000 00 ${number}` : `+7 000 000-00-${number}`
}
