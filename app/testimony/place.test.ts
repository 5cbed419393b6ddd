import { describe, expect, it } from 'vitest'
import { Place, toPlace } from './place.ts'

const settlement = {
  shown: 'Bakhmut',
  gazetteer: '2023-03-04',
  name_uk: 'Бахмут',
  raion: 'Бахмутський район',
  geonames: '709161',
}

describe('a place', () => {
  it('keeps what was written byte for byte and nothing that was not said', () => {
    const text = '  біля  Бахмута,\u2028за мостом\n'
    expect(toPlace({ text })).toEqual({ text })
    expect(Object.keys(toPlace({ text })!)).toEqual(['text'])
  })

  it('is nothing when nothing was written or chosen', () => {
    expect(toPlace({ text: '' })).toBeNull()
    expect(toPlace({ text: ' \n ', region: '', precision: '' })).toBeNull()
  })

  it('keeps what was chosen when nothing was written', () => {
    expect(toPlace({ text: '', region: 'UA-14' })).toEqual({ text: '', region: 'UA-14' })
  })

  it('keeps the settlement with the day of its list, and not the name that the page showed', () => {
    const { shown: _, ...kept } = settlement
    const place = toPlace({ text: 'Бахмут', region: 'UA-14', settlement, precision: 'street' })
    expect(place).toEqual({ text: 'Бахмут', region: 'UA-14', ...kept, precision: 'street' })
    expect(Place.parse(place)).toEqual(place)
  })
})
