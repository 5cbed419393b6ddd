import type { Consent } from '#app/testimony/consent.ts'
import { giveConsent, type Draft } from '#app/testimony/draft.ts'
import type { Form } from '#app/testimony/form.ts'
import { Answering } from './answering.ts'
import { settingOf, tellAffected, tellEvents, tellGroup, tellOfficial, type Witness } from './longer-parts.ts'
import type { Random } from './random.ts'
import { fieldWords } from './texts/field-words.ts'
import { fillDate } from './told-date.ts'
import { tellPlace } from './told-place.ts'

/** What the longer forms ask beside the express form, in their order. `draft`: what the express form asks, answered. */
export function fillLonger(random: Random, form: Form, draft: Draft, witness: Witness): Draft {
  if (form.mode === 'express') return draft
  const answering = new Answering(form, draft)
  tellSafety(random, answering, witness)
  chooseConsents(random, answering, witness)
  tellBefore(random, answering, witness)
  tellEvents(random, answering, witness)
  tellAffected(random, answering, witness)
  tellPassport(random, answering, witness)
  tellService(random, answering, witness)
  tellOfficial(random, answering, witness)
  tellGroup(random, answering, witness)
  tellAftermath(random, answering, witness)
  endContact(random, answering, witness)
  answering.perhaps(random, 0.3, 'review.more', () => random.pick(fieldWords.more[witness.lang]))
  answering.perhaps(random, 0.8, 'review.read', () => 'yes')
  answering.perhaps(random, 0.5, 'review.feeling', () => random.pick(['ok', 'tired', 'bad']))
  return answering.draft
}

function tellSafety(random: Random, answering: Answering, { plan, view, now }: Witness): void {
  const urgent = plan.urgent.length > 0
  const child = plan.event.scenario.id === 'S16' && view === 'self'
  answering.perhaps(random, child ? 1 : 0.8, 'start.adult', () => (child ? 'no' : 'yes'))
  // Who is in danger where they are tells of it; the calm ones are elsewhere.
  const where = urgent ? ['occupied', 'russia_belarus', 'ua_controlled', 'abroad'] : ['ua_controlled', 'abroad']
  answering.perhaps(random, 0.8, 'safety.where', () => random.pick([...where, 'prefer_not']))
  const device = plan.urgent.includes('device_search') ? ['mine_may_be_searched'] : ['mine_private', 'shared']
  answering.perhaps(random, 0.7, 'safety.device', () => random.pick(device))
  // Within the fortnight only where it has to be acted on today.
  const days = plan.priority === 'P0' ? 3 + random.below(5) : 16 + random.below(14)
  const day = new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  answering.perhaps(random, 0.9, 'safety.deadline', () => fillDate(day))
  const help = urgent ? [['legal'], ['leave'], ['legal', 'psychological'], ['search_missing']] : [['none'], ['legal']]
  answering.perhaps(random, 0.6, 'safety.help', () => random.pick(help))
}

/** More recipients, for those who did not choose to be kept only. */
function chooseConsents(random: Random, answering: Answering, { lang, now }: Witness): void {
  const given = Object.keys(answering.draft).filter(id => id.startsWith('consent.') && id !== 'consent.keep')
  if (given.length === 0) return
  const give = () => giveConsent(random.pick<Consent>(['yes', 'yes', 'ask_first', 'no']), lang, now)
  for (const recipient of ['share_other_states', 'share_reparations', 'share_ngos'])
    answering.perhaps(random, 0.6, `consent.${recipient}`, give)
  const identity = ['yes', 'ask_first', 'never', 'anonymous_sender']
  answering.perhaps(random, 0.7, 'consent.identity', () => random.pick(identity))
  const unreachable = ['as_agreed', 'keep_only', 'delete_after']
  answering.perhaps(random, 0.6, 'consent.if_unreachable', () => random.pick(unreachable))
  const explained = ['voluntary', 'no_promise', 'may_be_disclosed', 'risks']
  answering.perhaps(random, 0.8, 'consent.explained', () => random.some(explained, 2 + random.below(3)))
}

/** To whom it was told. What an authority has is asked again only from those who want to tell it again. */
function tellBefore(random: Random, answering: Answering, { lang, plan }: Witness): void {
  const told = [
    ['nobody'],
    ['nobody'],
    ['nobody'],
    ['ngo'],
    ['journalist'],
    ['ua_police_prosecutor'],
    ['icc', 'lawyer'],
  ]
  answering.perhaps(random, 0.3, 'account.memory', () => random.pick(fieldWords.memory[lang]))
  answering.perhaps(random, 0.85, 'account.told_before', () => random.pick(told))
  answering.perhaps(random, 0.6, 'account.told_before_detail', () => random.pick(fieldWords.toldBefore[lang]))
  if (!random.chance(0.4) && !plan.noise?.fields) return
  for (const section of ['event', 'affected', 'official', 'group']) answering.open(section)
}

function tellPassport(random: Random, answering: Answering, { plan, lang }: Witness): void {
  const here = plan.event.scenario.events.includes('passportisation')
  const taken = here ? ['pressured', 'automatic'] : ['no', 'offered', 'automatic', 'prefer_not']
  answering.perhaps(random, here ? 1 : 0.4, 'passport.taken', () => random.pick(taken))
  const taking = answering.get('passport.taken')
  if (taking !== 'pressured' && taking !== 'automatic') return
  answering.answer('passport.pressure', here ? plan.event.scenario.compulsion : ['movement', 'job_study'])
  answering.perhaps(random, 0.8, 'passport.when', () => fillDate('2023'))
  answering.perhaps(random, 0.7, 'passport.place', () => tellPlace(random, plan.event.place, lang) ?? undefined)
  answering.perhaps(random, 0.6, 'passport.ua_papers_taken', () => random.pick(['yes', 'no']))
  answering.perhaps(random, 0.6, 'passport.registered', () => random.pick(['yes', 'no', 'unknown']))
}

const served = ['S08', 'S11', 'S12', 'S14', 'S17', 'S20']

/** The part about service waits until somebody opens it: it may be held against them. */
function tellService(random: Random, answering: Answering, witness: Witness): void {
  const { plan, view, lang } = witness
  const { scenario, place } = plan.event
  if (!served.includes(scenario.id) && !(plan.capacity === 'served_in_unit' || (view === 'self' && random.chance(0.3))))
    return
  answering.open('service')
  const status = random.pick(settingOf(witness).service)
  answering.answer('service.status', status)
  answering.perhaps(random, 0.7, 'service.medical', () => random.pick(['none', 'formal', 'ignored_illness']))
  const free = scenario.compulsion.includes('money_only')
  answering.perhaps(random, 0.7, 'service.contract', () =>
    free ? 'signed_free' : random.pick(['none', 'signed_unread', 'forged', 'signed_pressure']),
  )
  if (status === 'avoided' || status === 'unknown') return
  answering.perhaps(random, 0.6, 'service.training', () => random.pick(fieldWords.training[lang]))
  const tasks = scenario.id === 'S11' ? ['trenches', 'carry'] : ['positions', 'assault', 'driver', 'guard']
  answering.perhaps(random, 0.7, 'service.tasks', () => random.some(tasks, 2))
  answering.perhaps(random, 0.5, 'service.places', () => tellPlace(random, place, lang) ?? undefined)
  answering.perhaps(random, 0.5, 'service.substances', () => (scenario.id === 'S12' ? 'yes' : 'no'))
  answering.perhaps(random, 0.5, 'service.punishment', () => random.some(['pit', 'beating', 'exec_threat'], 1))
  answering.perhaps(random, 0.5, 'service.pay', () => random.pick(fieldWords.pay[lang]))
}

function tellAftermath(random: Random, answering: Answering, { plan, lang }: Witness): void {
  const { events, id } = plan.event.scenario
  const tried = events.includes('criminal_case') || id === 'S14'
  const harm = [['none'], ['mental'], ['job', 'mental'], ['separation'], ['home', 'left']]
  answering.perhaps(random, 0.7, 'aftermath.harm', () => random.pick(harm))
  answering.perhaps(random, tried ? 1 : 0.4, 'aftermath.case', () => (id === 'S14' ? 'trial' : tried ? 'fine' : 'none'))
  if (tried) answering.answer('aftermath.case_detail', random.pick(fieldWords.caseDetail[lang]))
  answering.perhaps(random, 0.3, 'aftermath.family', () => random.pick(fieldWords.family[lang]))
  const item = random.chance(0.4) ? answering.add('witness') : null
  if (item === null) return
  answering.answer('witness.who', random.pick(fieldWords.witness[lang]), item)
  answering.perhaps(random, 0.8, 'witness.agrees', () => random.pick(['yes', 'no', 'unknown']), item)
  answering.perhaps(random, 0.8, 'witness.reach', () => random.pick(fieldWords.reach[lang]), item)
}

function endContact(random: Random, answering: Answering, { lang, plan }: Witness): void {
  if (answering.get('contact.may') !== 'yes') return
  const spoken = plan.written === 'mixed' ? ['uk', 'ru', 'surzhyk_mixed'] : [lang]
  answering.answer('contact.language', spoken)
  answering.perhaps(random, 0.6, 'contact.interviewer', () => random.pick(['any', 'woman', 'man']))
  answering.perhaps(random, 0.4, 'contact.access', () => random.pick([['none'], ['easy_text'], ['screen_reader']]))
  answering.perhaps(random, 0.5, 'contact.must_not_know', () => random.pick(fieldWords.mustNotKnow[lang]))
}
