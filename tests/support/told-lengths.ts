import type { Mode } from '#app/testimony/form.ts'
import type { Told } from './answering.ts'
import { KEEP } from './witness.ts'

export const EXPRESS: Told = {
  ...KEEP,
  'safety.now': 'safe',
  'safety.urgent': ['missing'],
  'account.narrative': 'Слово',
}
export const SHORT: Told = {
  ...EXPRESS,
  'start.adult': 'yes',
  'account.told_before': ['nobody'],
  event: [
    {
      'event.type': ['detention', 'threats'],
      'event.when': { year: '2022', month: '9', about: true, words: 'невдовзі після свята' },
      'event.place': 'біля ринку',
    },
    { 'event.type': ['home_search'], 'event.knowledge': ['told_by_witness'] },
  ],
  affected: [{ 'affected.is_me': 'yes', 'affected.age': '25_34' }],
}
const FULL: Told = {
  ...SHORT,
  event: [{ ...(SHORT['event'] as Told[])[0], 'event.count': { from: '3', to: '5' } }, (SHORT['event'] as Told[])[1]!],
  affected: [{ 'affected.name': 'О.', 'affected.last_contact': { year: '2023', month: 'winter' } }],
  'service.status': 'trained',
  'passport.taken': 'pressured',
  'passport.pressure': ['documents'],
  official: [{ 'official.alias': 'Шаблон', 'official.events': ['event1', 'event2'] }],
  'aftermath.harm': ['home'],
}
export const EVENTS = [
  {
    _id: 'event1',
    type: ['detention', 'threats'],
    when: { edtf: '2022-09~', words: 'невдовзі після свята' },
    place: { text: 'біля ринку' },
  },
  { _id: 'event2', type: ['home_search'], knowledge: ['told_by_witness'] },
]
/** What is told in each length, and what the organisation has to read of it; consents apart. */
export const CASES: Record<Mode, { told: Told; read: object }> = {
  express: { told: EXPRESS, read: { safety: { now: 'safe', urgent: ['missing'] }, account: { narrative: 'Слово' } } },
  short: {
    told: SHORT,
    read: {
      start: { adult: 'yes' },
      safety: { now: 'safe', urgent: ['missing'] },
      account: { narrative: 'Слово', told_before: ['nobody'] },
      event: EVENTS,
      affected: [{ _id: 'affected1', is_me: 'yes', age: '25_34' }],
    },
  },
  full: {
    told: FULL,
    read: {
      start: { adult: 'yes' },
      safety: { now: 'safe', urgent: ['missing'] },
      account: { narrative: 'Слово', told_before: ['nobody'] },
      event: [{ ...EVENTS[0], count: { min: 3, max: 5, words: null } }, EVENTS[1]],
      affected: [{ _id: 'affected1', name: 'О.', last_contact: { edtf: '2023-24', words: null } }],
      service: { status: 'trained' },
      passport: { taken: 'pressured', pressure: ['documents'] },
      official: [{ _id: 'official1', alias: 'Шаблон', events: ['event1', 'event2'] }],
      aftermath: { harm: ['home'] },
    },
  },
}
