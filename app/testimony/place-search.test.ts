import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameIn, raionIn, readRegion, type RegionFile } from './gazetteer.ts'
import { foldWords, searchPlaces } from './place-search.ts'

const file: RegionFile = {
  region: 'UA-63',
  version: '2023-03-04',
  raions: [
    ['Куп’янський район', 'Купянский район', 'Kupiansk raion'],
    ['Чугуївський район', 'Чугуевский район', 'Chuhuiv raion'],
  ],
  places: [
    [1, 'UA63080090010026457', 0, 267, ['Куп’янськ', 'Купянск', 'Kupiansk']],
    [2, '', 0, 30, ['Куп’янськ-Вузловий', 'Купянск-Узловой', 'Kupiansk-Vuzlovyi']],
    [3, '', 0, 9, ['Іванівка', 'Ивановка', 'Ivanivka', 'Вільгемсталь'], 0],
    [4, '', 1, 12, ['Іванівка', 'Ивановка', 'Ivanivka']],
    [0, '', -1, 5, ['Нова Іванівка', '', '']],
  ],
}
const list = readRegion(file)
const found = (typed: string) => searchPlaces(list, typed).map(({ place }) => place.geonames ?? '0')

describe('a search for a place', () => {
  it('does not mind apostrophes, soft signs, case, hyphens and the letters of the other language', () => {
    for (const typed of ["куп'янськ", 'КУП’ЯНСЬК', 'Купʼянськ', 'купянск', 'kupiansk', ' м. Куп`янськ ', 'kupyansk'])
      expect(found(typed)).toEqual(['1', '2'])
    expect(found('купянск узловой')).toEqual(['2'])
    expect(found('Купянск–Узловой')).toEqual(['2'])
  })

  it('puts the whole name first, then its beginning, then the beginning of a word, then anywhere', () => {
    expect(found('іванівка')).toEqual(['4', '3', '0'])
    expect(found('вузловий')).toEqual(['2'])
    expect(found('янськ')).toEqual(['1', '2'])
  })

  it('finds a place by an older name and says which', () => {
    expect(searchPlaces(list, 'вильгемсталь')[0]).toMatchObject({ name: 'Вільгемсталь', place: { geonames: '3' } })
  })

  it('finds nothing for nothing', () => {
    for (const typed of ['', ' ', '’', '—', 'ь']) expect(found(typed)).toEqual([])
    expect(found('Нью-Йорк')).toEqual([])
  })

  it('gives the same order every time and at most eight places, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), typed => {
        expect(searchPlaces(readRegion(file), typed)).toEqual(searchPlaces(list, typed))
        expect(searchPlaces(list, typed).length).toBeLessThanOrEqual(8)
        expect(foldWords(foldWords(typed).join(' '))).toEqual(foldWords(typed))
      }),
    )
  })
})

describe('the list of a region', () => {
  it('names a place and its raion in the language of the page, or in Ukrainian', () => {
    const [first, , third, , last] = list.places
    expect([nameIn(first!.names, 'ru'), raionIn(first!.raion, 'ru')]).toEqual(['Купянск', 'Купянский район'])
    expect(nameIn(last!.names, 'en')).toBe('Нова Іванівка')
    expect(raionIn(last!.raion, 'en')).toBeUndefined()
    expect(third!.near?.[0]).toBe('Куп’янськ')
  })

  it('is refused when it is anything else', () => {
    for (const wrong of [null, [], 'x', { region: 'UA-63' }]) expect(() => readRegion(wrong)).toThrow(TypeError)
  })
})
