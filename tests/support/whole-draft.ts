import type { DraftMoment } from '#app/testimony/draft-date.ts'
import { emptyDate } from '#app/testimony/empty-date.ts'
import { giveConsent, slotOf, type Draft, type DraftValue } from '#app/testimony/draft.ts'
import { valuesOf } from '#app/testimony/form-words.ts'
import type { Field, Form } from '#app/testimony/form.ts'

/** Codes that lead further than the first ones of their vocabulary do, or that would close a part of the form. */
const CHOSEN: Record<string, string[]> = {
  'start.adult': ['yes'],
  'safety.urgent': ['summons_deadline', 'missing'],
  'account.told_before': ['ua_police_prosecutor', 'un'],
  'event.type': ['detention', 'sexual_violence', 'forced_training', 'threats'],
  'affected.age': ['25_34'],
  'passport.taken': ['pressured'],
  'witness.agrees': ['yes'],
  'contact.may': ['yes'],
  'consent.contact': ['yes'],
}

const moment = (more: Partial<DraftMoment>): DraftMoment => ({ ...emptyDate.first, year: '2022', month: '9', ...more })

/** Every question of a form answered, two items of each part that repeats, each text with its own words. */
export function answerEverything(form: Form, lang: string, now: Date): Draft {
  const draft: Record<string, DraftValue> = {}
  for (const { id, repeat, fields } of form.sections) {
    const items = repeat ? [1, 2].slice(0, repeat.max).map(n => `${id}${n}`) : [undefined]
    if (repeat) draft[id] = items.filter(item => item !== undefined)
    for (const item of items)
      for (const field of fields) draft[slotOf(field.id, item)] = answer(form, field, item, lang, now)
  }
  return draft
}

function answer(form: Form, field: Field, item: string | undefined, lang: string, now: Date): DraftValue {
  const second = item?.endsWith('2') ?? false
  const words = `слова ${field.id.replace('.', ' ')} ${item ?? ''}`.trim()
  const codes = CHOSEN[field.id] ?? valuesOf(form, field).map(({ code }) => code)
  switch (field.type) {
    case 'text':
    case 'text_long':
      return words
    case 'single':
      return codes[second ? codes.length - 1 : 0]!
    case 'multi':
      return codes.slice(0, 4)
    case 'yes':
      return 'yes'
    case 'refs':
      return [`${field.to[0]}${second ? 2 : 1}`]
    case 'file':
    case 'audio':
      return [second ? 'f2' : 'f1']
    case 'consent':
      return giveConsent(codes.includes('yes') ? 'yes' : 'no', lang, now)
    case 'number':
      return second ? { from: '12', to: '' } : { from: '3', to: '7' }
    case 'date':
      return second
        ? { ...emptyDate, first: moment({ month: 'winter' }), period: true, ending: 'goes_on', words }
        : { ...emptyDate, first: moment({ about: true }), words }
    case 'place':
      return {
        text: words,
        region: second ? 'UA-09' : 'UA-14',
        precision: 'settlement',
        settlement: {
          shown: 'Rohove',
          gazetteer: '2026-11-01',
          name_uk: 'Рогове',
          raion: 'Сватівський район',
          katottg: 'UA44140090170018090',
          geonames: '695379',
        },
      }
  }
}
