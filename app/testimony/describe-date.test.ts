import { afterEach, describe, expect, it } from 'vitest'
import { en } from '#app/i18n/answers/en.ts'
import { ru } from '#app/i18n/answers/ru.ts'
import { uk } from '#app/i18n/answers/uk.ts'
import { describeDate, nameMonths } from './describe-date.ts'
import { boundsOf, formatEdtf, parseEdtf } from './fuzzy-date.ts'

const say = {
  en: (edtf: string) => describeDate(edtf, 'en', en.date.told),
  uk: (edtf: string) => describeDate(edtf, 'uk', uk.date.told),
  ru: (edtf: string) => describeDate(edtf, 'ru', ru.date.told),
}

describe('a date in words', () => {
  it.each([
    ['2022', '2022', '2022', '2022'],
    ['2022-09', 'September 2022', 'вересень 2022', 'сентябрь 2022'],
    ['2022-09~', 'about September 2022', 'приблизно вересень 2022', 'примерно сентябрь 2022'],
    ['2022-09-21', '21 September 2022', '21 вересня 2022', '21 сентября 2022'],
    ['2022-09-21?', '21 September 2022, not sure', '21 вересня 2022, не напевно', '21 сентября 2022, не наверняка'],
    ['2022-08-XX', 'August 2022, day not known', 'серпень 2022, день невідомий', 'август 2022, день неизвестен'],
    ['2022-21', 'spring 2022', 'весна 2022', 'весна 2022'],
    ['2022-24', 'winter 2022–23', 'зима 2022–23', 'зима 2022–23'],
    ['2022-24%', 'about winter 2022–23, not sure', 'приблизно зима 2022–23, не напевно', undefined],
    ['1999-24', 'winter 1999–2000', undefined, undefined],
  ])('stands by itself: %s', (edtf, inEnglish, inUkrainian, inRussian) => {
    expect(say.en(edtf)).toBe(inEnglish)
    if (inUkrainian) expect(say.uk(edtf)).toBe(inUkrainian)
    if (inRussian) expect(say.ru(edtf)).toBe(inRussian)
  })

  it.each([
    [
      '2022-03-03/2022-09',
      'from 3 March 2022 to September 2022',
      'з 3 березня 2022 до вересня 2022',
      'с 3 марта 2022 до сентября 2022',
    ],
    [
      '2022-03~/2022-24?',
      'from about March 2022 to winter 2022–23 (not sure)',
      'з березня 2022 (приблизно) до зими 2022–23 (не напевно)',
      'с марта 2022 (примерно) до зимы 2022–23 (не наверняка)',
    ],
    [
      '2022-02-24/..',
      'from 24 February 2022, still going on',
      'з 24 лютого 2022, триває досі',
      'с 24 февраля 2022, длится до сих пор',
    ],
    ['2022-23/', 'from autumn 2022, end not known', 'з осені 2022, кінець невідомий', 'с осени 2022, конец неизвестен'],
    ['../2022-05', 'until May 2022', 'до травня 2022', 'до мая 2022'],
  ])('stands after from and to in the case that belongs there: %s', (edtf, inEnglish, inUkrainian, inRussian) => {
    expect([say.en(edtf), say.uk(edtf), say.ru(edtf)]).toEqual([inEnglish, inUkrainian, inRussian])
  })

  it('is told in any language that there is, and in English for a tag that is none', () => {
    expect(describeDate('2022-09-21', 'de', en.date.told)).toBe('21. September 2022')
    expect(describeDate('2022-09-21', 'fa', en.date.told)).toContain('2022')
    expect(describeDate('2022-09-21', 'ja', en.date.told)).toBe('2022年9月21日')
    expect(describeDate('2022-09-21', 'not a tag', en.date.told)).toBe('21 September 2022')
  })

  it('that cannot be read stands as it is', () => {
    expect(say.en('2022-02-30')).toBe('2022-02-30')
    expect(say.uk('$& {date}')).toBe('$& {date}')
  })

  it('uses the names of months that stand alone in a list', () => {
    expect(nameMonths('uk')[8]).toBe('вересень')
    expect(nameMonths('ru')[0]).toBe('январь')
    expect(nameMonths('en')).toHaveLength(12)
  })
})

describe.each([
  ['Pacific/Kiritimati', -840],
  ['Pacific/Pago_Pago', 660],
  ['America/Anchorage', 540],
  ['Europe/Kyiv', -120],
  ['Asia/Kolkata', -330],
])('on a device in %s', (zone, offset) => {
  const home = process.env['TZ']
  afterEach(() => {
    if (home === undefined) delete process.env['TZ']
    else process.env['TZ'] = home
  })

  it('no date moves', () => {
    process.env['TZ'] = zone
    // That the zone took: or this test would prove nothing.
    expect(new Date(Date.UTC(2022, 0, 1)).getTimezoneOffset()).toBe(offset)
    for (const edtf of ['2022-01-01', '2022-02-28~', '2022-03-27', '2022-12-31?', '2022-01-01/2022-12-31'])
      expect(formatEdtf(parseEdtf(edtf)!)).toBe(edtf)
    expect(boundsOf('2022-01-01~')).toEqual({ earliest: '2021-12-31', latest: '2022-01-02' })
    expect(boundsOf('2022-24')).toEqual({ earliest: '2022-12-01', latest: '2023-02-28' })
    expect(say.uk('2022-01-01')).toBe('1 січня 2022')
    expect(say.en('2022-12-31/2023-01')).toBe('from 31 December 2022 to January 2023')
    expect(nameMonths('en')[0]).toBe('January')
  })
})
