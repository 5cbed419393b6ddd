import { expect, test } from 'vitest'
import { en } from '#app/i18n/answers/en.ts'
import { emptyDate } from '#app/testimony/empty-date.ts'
import type { Draft } from '#app/testimony/draft.ts'
import { sectionOf } from '#app/testimony/form-words.ts'
import { formIn } from '#tests/support/forms.ts'
import { summariseItem } from './summarise.ts'

const form = formIn('full')
const summarise = (section: string, draft: Draft, words: typeof en | null = en) =>
  summariseItem(form, sectionOf(form, section)!, draft, `${section}1`, 'en', words)

test('an event is told by what it was, when and where, and by nothing else', () => {
  const when = { ...emptyDate, first: { ...emptyDate.first, year: '2022', month: 'spring' as const } }
  const draft: Draft = {
    event: ['event1'],
    'event:event1.type': ['roundup_raid', 'transfer_to_assembly'],
    'event:event1.when': when,
    'event:event1.time_of_day': 'night',
    'event:event1.place': { text: 'Makiivka,\n by the market' },
    'event:event1.text': 'A long account of it.',
  }
  expect(summarise('event', draft)).toMatch(/^.+ \+1 · spring 2022 · Makiivka, by the market$/)
  expect(summarise('event', draft, null)).toMatch(/^.+ \+1 · Makiivka, by the market · A long account of it\.$/)
})

test('a date in own words is told in them', () => {
  expect(summarise('event', { event: ['event1'], 'event:event1.when': { ...emptyDate, words: 'after Easter' } })).toBe(
    'after Easter',
  )
})

test('a long name is cut and white space is nothing', () => {
  const name = 'О. '.repeat(60)
  const summary = summarise('official', { official: ['official1'], 'official:official1.name': name })
  expect([...summary].length).toBeLessThanOrEqual(40)
  expect(summary.endsWith('…')).toBe(true)
  expect(summarise('official', { official: ['official1'], 'official:official1.name': '  ' })).toBe('')
})
