import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { en as enAnswers } from '#app/i18n/answers/en.ts'
import { ru as ruAnswers } from '#app/i18n/answers/ru.ts'
import { uk as ukAnswers } from '#app/i18n/answers/uk.ts'
import { toCyrillic } from '#app/i18n/crimean-tatar.ts'
import { en as enEvidence } from '#app/i18n/evidence/en.ts'
import { ru as ruEvidence } from '#app/i18n/evidence/ru.ts'
import { uk as ukEvidence } from '#app/i18n/evidence/uk.ts'
import type { Language } from '#app/i18n/language.ts'
import { crh, draftLine, draftLineInUkrainian } from '#app/i18n/witness/crh.ts'
import { en } from '#app/i18n/witness/en.ts'
import { ru } from '#app/i18n/witness/ru.ts'
import { uk } from '#app/i18n/witness/uk.ts'
import { textsOf, withTexts, type Dictionaries, type Wording } from '#app/i18n/wording.ts'
import { WrongSetting } from './env.ts'
import { readPack, type Pack } from './word-pack.ts'

/** What the witness's page says, in every language. */
export type Words = Record<Language, Wording>

const COMPLETE: Record<'uk' | 'ru' | 'en', Dictionaries> = {
  uk: { page: uk, answers: ukAnswers, evidence: ukEvidence },
  ru: { page: ru, answers: ruAnswers, evidence: ruEvidence },
  en: { page: en, answers: enAnswers, evidence: enEvidence },
}
const ROOMS = ['page', 'answers', 'evidence'] as const
const NONE = inEach((): Pack['page'] => new Map())
const PACKS = ['uk', 'ru', 'en', 'crh', 'crh-Cyrl']

/** The words that come with Svidok, with those of the organisation's folder in their place. Throws `WrongSetting`. */
export function readWords(folder = ''): Words {
  const packs = new Map(folder === '' ? [] : readPacks(folder))
  const complete = (language: keyof typeof COMPLETE): Wording => {
    const pack = packs.get(language) ?? NONE
    return { ...withPack(COMPLETE[language], pack), borrowed: inEach(() => []), draft: [] }
  }
  const ukrainian = complete('uk')
  const latin = packs.get('crh') ?? NONE
  const ownLatin: Pack = { ...latin, page: new Map([...textsOf(crh), ...latin.page]) }
  const cyrillic = packs.get('crh-Cyrl') ?? NONE
  const ownCyrillic = inEach((room): Pack['page'] => new Map([...spellAll(ownLatin[room]), ...cyrillic[room]]))
  return {
    uk: ukrainian,
    ru: complete('ru'),
    en: complete('en'),
    'crh-Latn': fillUp(ukrainian, ownLatin, isWhole(latin), { lang: 'crh-Latn', text: draftLine }),
    'crh-Cyrl': fillUp(ukrainian, ownCyrillic, isWhole(cyrillic) || isWhole(latin), {
      lang: 'crh-Cyrl',
      text: toCyrillic(draftLine),
    }),
  }
}

function readPacks(folder: string): [string, Pack][] {
  let names: string[]
  try {
    names = readdirSync(folder).filter(name => name.endsWith('.json'))
  } catch {
    throw new WrongSetting(`The setting SVIDOK_LANGUAGES names a folder that cannot be read: ${folder}.`)
  }
  return names.map(name => {
    const language = name.slice(0, -'.json'.length)
    const file = join(folder, name)
    if (!PACKS.includes(language))
      throw new WrongSetting(`The setting SVIDOK_LANGUAGES holds words of no language that there is: ${file}.`)
    return [language, readPack(file, COMPLETE.en)]
  })
}

function inEach<T>(of: (room: (typeof ROOMS)[number]) => T): Record<(typeof ROOMS)[number], T> {
  return { page: of('page'), answers: of('answers'), evidence: of('evidence') }
}

function withPack({ page, answers, evidence }: Dictionaries, pack: Pack): Dictionaries {
  return {
    page: withTexts(page, pack.page),
    answers: withTexts(answers, pack.answers),
    evidence: withTexts(evidence, pack.evidence),
  }
}

/** Words of a draft: its own, and Ukrainian ones where it has none. */
function fillUp(ukrainian: Wording, own: Pack, finished: boolean, line: { lang: string; text: string }): Wording {
  const borrowed = (room: (typeof ROOMS)[number]) =>
    [...textsOf(ukrainian[room]).keys()].filter(path => !own[room].has(path))
  return {
    ...withPack(ukrainian, own),
    borrowed: inEach(borrowed),
    draft: finished ? [] : [line, { lang: 'uk', text: draftLineInUkrainian }],
  }
}

/** Whether the organisation wrote everything itself: then nothing of the draft is left. */
function isWhole(pack: Pack): boolean {
  return ROOMS.every(room => [...textsOf(COMPLETE.en[room]).keys()].every(path => pack[room].has(path)))
}

function spellAll(texts: Pack['page']): Pack['page'] {
  return new Map(
    [...texts].map(([path, text]) => [path, typeof text === 'string' ? toCyrillic(text) : text.map(toCyrillic)]),
  )
}
