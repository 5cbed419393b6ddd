import type { DeskLanguage } from './language.tsx'

const en: Readonly<Record<string, string>> = {
  registration: 'put on a list',
  summons_served: 'summons',
  recruitment_pressure: 'pressure to sign up',
  roundup_raid: 'round-up',
  home_search: 'home search',
  checkpoint_stop: 'checkpoint',
  detention: 'detention',
  interrogation_violence: 'violence',
  sexual_violence: 'sexual violence',
  threats: 'threats',
  medical_commission: 'medical board',
  oath_or_contract: 'oath, contract',
  passportisation: 'passport',
  documents_taken: 'papers taken',
  transfer_to_assembly: 'assembly point',
  transfer_to_camp: 'camp',
  transfer_to_russia: 'to Russia, Belarus',
  forced_training: 'training',
  deployment: 'sent to the front',
  forced_labour_military: 'forced labour',
  refusal_punished: 'punished refusal',
  criminal_case: 'criminal case',
  disappearance: 'disappearance',
  injury_or_death: 'wounded, killed',
  surrender_capture: 'captivity',
  escape_return: 'escape, return',
  pressure_on_family: 'family pressed',
  children_militarisation: 'children',
  other: 'other',
}

const uk: typeof en = {
  registration: 'внесення до списків',
  summons_served: 'повістка',
  recruitment_pressure: 'тиск, щоб пішли',
  roundup_raid: 'облава',
  home_search: 'обшук удома',
  checkpoint_stop: 'блокпост',
  detention: 'утримання',
  interrogation_violence: 'насильство',
  sexual_violence: 'сексуальне насильство',
  threats: 'погрози',
  medical_commission: 'медкомісія',
  oath_or_contract: 'присяга, контракт',
  passportisation: 'паспорт РФ',
  documents_taken: 'забрали документи',
  transfer_to_assembly: 'збірний пункт',
  transfer_to_camp: 'табір, полігон',
  transfer_to_russia: 'вивезення',
  forced_training: 'навчання',
  deployment: 'відправлення на фронт',
  forced_labour_military: 'примусова праця',
  refusal_punished: 'покарання за відмову',
  criminal_case: 'кримінальна справа',
  disappearance: 'зникнення',
  injury_or_death: 'поранення, загибель',
  surrender_capture: 'полон',
  escape_return: 'втеча, повернення',
  pressure_on_family: 'тиск на родину',
  children_militarisation: 'діти',
  other: 'інше',
}

const names: Record<DeskLanguage, typeof en> = { en, uk }

/** A kind of event in a word or two, for the queue; null: a code that has none. A form's own labels are too long for a row. */
export function eventTypeIn(code: string, language: DeskLanguage): string | null {
  return Object.hasOwn(names[language], code) ? (names[language][code] ?? null) : null
}
