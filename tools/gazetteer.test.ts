import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { listedRegions, readRegion } from '#app/testimony/gazetteer.ts'
import { describePlace, foldWords, searchPlaces } from '#app/testimony/place-search.ts'
import { fillTo } from './gazetteer/fill-to.ts'
import raions from './gazetteer/raions.json'
import { makeRegions } from './gazetteer.ts'

const files = makeRegions()
const lists = files.map(file => readRegion(JSON.parse(JSON.stringify(file))))
const listOf = (region: string) => lists.find(list => list.region === region)!
const find = (region: string, typed: string) =>
  searchPlaces(listOf(region), typed).map(({ place }) => `${place.names[0]}, ${place.raion?.[0] ?? region}`)
const seed = JSON.parse(readFileSync('tests/corpus/seed.json', 'utf8')) as {
  places: { katottg: string; region: string; uk: string; ru: string }[]
}

describe('the lists of places', () => {
  it('are there for the eight regions, with a Ukrainian name for every place', () => {
    expect(lists.map(list => list.region).sort()).toEqual([...listedRegions].sort())
    expect(lists.flatMap(list => list.places).length).toBeGreaterThan(1100)
    const nameless = lists.flatMap(list => list.places).filter(({ names }) => !/^[а-яіїєґ’ -]+$/i.test(names[0] ?? ''))
    expect(nameless).toEqual([])
  })

  it('find every place by each of its names, in any case and with any apostrophe', () => {
    for (const list of lists)
      for (const place of list.places)
        for (const name of place.names.filter(Boolean)) {
          expect(searchPlaces(list, name).some(found => found.place === place)).toBe(true)
          for (const typed of [name.toUpperCase(), name.replaceAll('’', "'"), name.toLowerCase().replaceAll('’', 'ʼ')])
            expect(foldWords(typed)).toEqual(foldWords(name))
        }
  })

  it('tell every two places apart by raion or by a neighbour, in each language', () => {
    for (const list of lists)
      for (const language of ['uk', 'ru', 'en']) {
        const words = list.places.map(place => {
          const { shown, raion, near } = describePlace({ place, name: '' }, language)
          return [shown, raion, near].join('; ')
        })
        expect(words.filter((one, i) => words.indexOf(one) !== i)).toEqual([])
      }
  })

  it('carry the codes that are known, each in the raion that its code names', () => {
    for (const { katottg, region, uk, ru } of seed.places) {
      const place = listOf(region).places.find(one => one.katottg === katottg)!
      expect(place.names.slice(0, 2)).toEqual([uk, ru])
      const raion = Object.entries(raions).find(([code]) => code === katottg.slice(2, 6))?.[1]
      expect(place.raion?.[0]).toBe(raion?.names[0])
    }
    const coded = lists.flatMap(list => list.places).filter(place => place.katottg)
    expect(coded).toHaveLength(seed.places.length)
  })

  it('have the centre of every raion in that raion', () => {
    for (const { names, centre } of Object.values(raions)) {
      const place = lists.flatMap(list => list.places).find(one => one.geonames === String(centre))
      expect(place?.raion).toEqual(names)
    }
  })

  it.each([
    ['UA-43', 'Aqmescit', 'Сімферополь'],
    ['UA-43', 'Акъмесджит', 'Сімферополь'],
    ['UA-43', 'Кефе', 'Феодосія'],
    ['UA-43', 'Kezlev', 'Євпаторія'],
    ['UA-43', 'Bağçasaray', 'Бахчисарай'],
    ['UA-43', 'Canköy', 'Джанкой'],
    ['UA-43', 'Красноперекопск', 'Яни Капу'],
    ['UA-43', 'Yany Kapu', 'Яни Капу'],
    ['UA-43', 'Красногвардейское', 'Курман'],
    ['UA-43', 'ички', 'Совєтський'],
    ['UA-43', 'Карасубазар', 'Білогірськ'],
    ['UA-40', 'Акъяр', 'Севастополь'],
    ['UA-14', 'Артемовск', 'Бахмут'],
    ['UA-14', 'Торез', 'Чистякове'],
    ['UA-14', 'Жданов', 'Маріуполь'],
    ['UA-14', 'Красноармейск', 'Покровськ'],
    ['UA-14', 'дзержинск', 'Торецьк'],
    ['UA-14', 'Володарское', 'Нікольське'],
    ['UA-09', 'Краснодон', 'Сорокине'],
    ['UA-09', 'Свердловск', 'Довжанськ'],
    ['UA-09', 'Стаханов', 'Кадіївка'],
    ['UA-09', 'северодонецк', 'Сєвєродонецьк'],
    ['UA-09', 'Сіверськодонецьк', 'Сєвєродонецьк'],
    ['UA-09', 'Ворошиловград', 'Луганськ'],
    ['UA-23', 'Акимовка', 'Якимівка'],
    ['UA-65', 'Цюрупинск', 'Олешки'],
    ['UA-63', 'Kupyansk', 'Куп’янськ'],
    ['UA-63', 'Берестин', 'Красноград'],
    ['UA-48', 'Николаев', 'Миколаїв'],
  ])('in %s take %s for %s', (region, typed, name) => {
    expect(find(region, typed)[0]?.split(',')[0]).toBe(name)
  })

  it('know both places called Rohove, and both that were called Krasnodon', () => {
    expect(find('UA-43', 'Роговое')).toEqual(['Рогове, Курманський район'])
    expect(find('UA-09', 'Роговое')).toEqual(['Рогове, Старобільський район'])
    expect(find('UA-09', 'Краснодон')).toEqual(['Сорокине, Довжанський район', 'Тепле, Довжанський район'])
  })

  it('have the same length for whoever sees only the compressed bytes, at most 25 kB, and are the same at every build', () => {
    const filled = fillTo(files)
    const [length] = new Set(filled.map(({ compressed }) => compressed.length))
    expect(filled.every(({ compressed }) => compressed.length === length)).toBe(true)
    expect(length).toBeLessThanOrEqual(25 * 1024)
    expect(filled.map(({ text }) => readRegion(JSON.parse(text)))).toEqual(lists)
    expect(makeRegions()).toEqual(files)
    expect(fillTo([files[3]!])).toEqual(fillTo([files[3]!]))
  })
})
