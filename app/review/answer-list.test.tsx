import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { DeskLanguageProvider, type DeskLanguage } from '#app/i18n/desk/language.tsx'
import { Answers } from '#app/testimony/answers.ts'
import { formIn } from '#tests/support/forms.ts'
import { arrangeAnswers } from './account-answers.ts'
import { AnswerList } from './answer-list.tsx'

const form = formIn('full')

/** What the reading pane shows of these answers, as markup. */
function render(answers: unknown, language: DeskLanguage = 'en', lang = 'ru'): string {
  const sections = arrangeAnswers(Answers.parse(answers), form, language, 'Others')
  return renderToStaticMarkup(
    <DeskLanguageProvider initial={language}>
      <AnswerList sections={sections} lang={lang} />
    </DeskLanguageProvider>,
  )
}

const event = (fields: object) => ({ event: [{ _id: 'event1', ...fields }] })

describe('the list of answers', () => {
  test('tells a date in the language of the reader, with its code, its bounds and the words of the witness', () => {
    const when = { edtf: '2022-09~', words: 'после праздника' }
    const shown = render(event({ when }), 'uk')
    expect(shown).toContain('приблизно вересень 2022')
    expect(shown).toContain('<code class="rv-quiet">2022-09~</code>')
    expect(shown).toContain('не раніше 2022-08-01, не пізніше 2022-10-31')
    expect(shown).toContain('<p class="rv-short" lang="ru" dir="auto">после праздника</p>')
    expect(render(event({ when }), 'en')).toContain('about September 2022')
  })

  test('tells a place in the words of the witness first, then as it was chosen, its codes last', () => {
    const place = {
      text: 'Донецк, у рынка',
      region: 'UA-14',
      name_uk: 'Донецьк',
      raion: 'Донецький район',
      katottg: 'UA14120030010073197',
      geonames: '709717',
      gazetteer: '2026-11-01',
    }
    const shown = render(event({ place }))
    const order = [
      '<p class="rv-short" lang="ru" dir="auto">Донецк, у рынка</p>',
      '<bdi lang="uk">Донецьк</bdi>',
      '<bdi lang="uk">Донецький район</bdi>',
      'UA14120030010073197',
      '709717',
      '2026-11-01',
    ].map(part => shown.indexOf(part))
    expect(order).not.toContain(-1)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  test.each([
    [{ min: 5, max: 10, words: null }, '5–10'],
    [{ min: 5, max: 5, words: null }, '>5<'],
    [{ min: 5, max: null, words: null }, 'at least 5'],
    [{ min: null, max: 0, words: null }, 'at most 0'],
    [{ min: null, max: null, words: 'несколько' }, '<p class="rv-short" lang="ru" dir="auto">несколько</p>'],
  ])('tells the number %j', (count, words) => {
    expect(render(event({ count }))).toContain(words)
  })

  test('names in their places the marks in dates, places, numbers, codes and names that cannot be seen', () => {
    const turned = '\u202Egnp.exe'
    const shown = render({
      event: [
        {
          _id: turned,
          type: [turned],
          when: { edtf: null, words: turned },
          place: { text: turned, region: turned, katottg: turned, name_uk: turned, raion: turned, precision: turned },
          count: { min: null, max: null, words: turned },
        },
      ],
      official: [{ _id: 'official1', events: [turned, `${turned}2`] }],
      [turned]: { [turned]: turned },
    })
    expect(shown).not.toContain('\u202E')
    expect(shown.split('[U+202E]gnp.exe').length - 1).toBeGreaterThanOrEqual(12)
  })

  test('shows the first thirty of ten thousand items, and offers more', () => {
    const shown = render({ event: Array.from({ length: 10_000 }, (_, i) => ({ _id: `event${i}`, text: 'x' })) })
    expect(shown.split('class="rv-item"').length - 1).toBe(30)
    expect(shown).toContain('Show more (9,970)')
  })

  test('shows the first hundred of ten thousand answers that no form knows, and offers more', () => {
    const shown = render({ x: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`n${i}`, 'y'])) })
    expect(shown.split('<dd>').length - 1).toBe(100)
    expect(shown).toContain('Show more (9,900)')
  })
})
