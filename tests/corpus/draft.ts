import type { Draft, DraftConsent } from '#app/testimony/draft.ts'
import type { Consent } from '#app/testimony/consent.ts'
import { contactHandle, contactName, type Person } from './people.ts'
import type { Plan } from './plan.ts'
import type { Random } from './random.ts'
import seed from './seed.json' with { type: 'json' }

export type FormLanguage = 'uk' | 'ru' | 'en'

/** Recipients and the share of those who say yes to them. */
const recipients: readonly (readonly [field: string, share: number])[] = [
  ['consent.share_ua_prosecutor', seed.consentShare.ua_prosecutor_yes],
  ['consent.share_icc', seed.consentShare.icc_yes],
  ['consent.share_un', seed.consentShare.un_yes],
  ['consent.research_anon', seed.consentShare.research_yes],
  ['consent.public_anon', seed.consentShare.public_yes],
]

/** What a witness fills in, by field id; a form that lacks a field leaves it out. */
export function makeDraft(
  random: Random,
  {
    plan,
    person,
    lang,
    narrative,
    at,
  }: { plan: Plan; person: Person; lang: FormLanguage; narrative: string; at: string },
): Draft {
  const give = (answer: Consent): DraftConsent => ({ answer, at, lang })
  const draft: Record<string, Draft[string]> = {
    'consent.keep': give('yes'),
    'start.capacity': random.chance(0.04) ? undefined : plan.capacity,
    'account.narrative': narrative,
  }
  draft['safety.now'] = safetyNow(random, plan)
  draft['safety.urgent'] =
    plan.urgent.length > 0 ? plan.urgent : random.pick([undefined, undefined, ['none'], ['prefer_not']])

  const { keep_only, ask_first_any } = seed.consentShare
  if (!random.chance(keep_only)) {
    const asks = random.chance(ask_first_any / (1 - keep_only))
    for (const [field, share] of recipients) {
      if (random.chance(share / (1 - keep_only))) draft[field] = give('yes')
      else if (asks && random.chance(0.6)) draft[field] = give('ask_first')
      else if (random.chance(0.4)) draft[field] = give('no')
    }
    const contact = random.pick(['yes', 'yes', 'yes', 'ask_first', 'no', null] as const)
    if (contact) draft['consent.contact'] = give(contact)
    if (contact === 'yes' || contact === 'ask_first') fillContact(random, draft, person, lang)
  }
  return draft
}

function safetyNow(random: Random, plan: Plan): string | undefined {
  if (plan.urgent.includes('retaliation') || plan.urgent.includes('held_now'))
    return random.pick(['danger', 'not_sure'])
  if (plan.priority === 'P0' || plan.priority === 'P1') return random.pick(['not_sure', 'safe', undefined])
  return random.pick(['safe', 'safe', 'safe', 'prefer_not', undefined])
}

const times: Readonly<Record<FormLanguage, readonly string[]>> = {
  uk: ['після восьмої вечора', 'тільки у вихідні', 'зранку, не дзвонити, лише писати'],
  ru: ['после восьми вечера', 'только в выходные', 'утром, не звонить, только писать'],
  en: ['after eight in the evening', 'weekends only', 'mornings, write and do not call'],
}
const covers: Readonly<Record<FormLanguage, readonly string[]>> = {
  uk: ['скажіть, що ви з ремонту', 'нічого не пояснюйте, якщо відповім не я'],
  ru: ['скажите, что вы из ремонта', 'ничего не объясняйте, если отвечу не я'],
  en: ['say that you call about the repair', 'explain nothing if somebody else answers'],
}

function fillContact(random: Random, draft: Record<string, Draft[string]>, person: Person, lang: FormLanguage): void {
  const may = random.pick(['yes', 'yes', 'yes', 'code_only', 'no'])
  draft['contact.may'] = may
  if (may !== 'yes') return
  const channel = random.pick(['signal', 'telegram', 'phone', 'email', 'whatsapp'])
  draft['contact.channel'] = channel
  draft['contact.handle'] = contactHandle(random, channel)
  draft['contact.name'] = contactName(random, person.teller, lang)
  if (random.chance(0.5)) draft['contact.times'] = random.pick(times[lang])
  if (random.chance(0.25)) draft['contact.cover'] = random.pick(covers[lang])
}
