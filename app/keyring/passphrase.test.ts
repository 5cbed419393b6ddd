import { describe, expect, it } from 'vitest'
import { drawPassphrase, normalisePassphrase, ownPassphraseFits, readWordList } from './passphrase.ts'

describe('a drawn passphrase', () => {
  it('has six words of 7,776 different ones, joined by one space: 77 bits', async () => {
    const list = await readWordList()
    expect(new Set(list).size).toBe(7776)
    const words = (await drawPassphrase()).split(' ')
    expect(words).toHaveLength(6)
    for (const word of words) expect(list).toContain(word)
    expect(Math.floor(6 * Math.log2(list.length))).toBe(77)
    expect(list.every(word => word === word.trim() && !word.includes(' '))).toBe(true)
  })

  it('uses every word with the same chance: numbers of the incomplete last round are drawn again', async () => {
    const list = await readWordList()
    // 62,208 is the first multiple of 7,776 that has no whole round left below 65,536.
    const numbers = [62_208, 65_535, 0, 7_775, 7_776, 62_207, 1, 2]
    const passphrase = await drawPassphrase(drawn => {
      drawn[0] = numbers.shift() ?? 0
      return drawn
    })
    expect(passphrase).toBe([0, 7_775, 0, 7_775, 1, 2].map(i => list[i]).join(' '))
  })

  it('is another one each time', async () => {
    const drawn = await Promise.all(Array.from({ length: 50 }, () => drawPassphrase()))
    expect(new Set(drawn).size).toBe(50)
  })
})

describe('a typed passphrase', () => {
  it('means the same with other spaces and with decomposed letters', () => {
    expect(normalisePassphrase('  acorn\u00a0 blissful\tcedar ')).toBe('acorn blissful cedar')
    expect(normalisePassphrase('и\u0306жак')).toBe(normalisePassphrase('йжак'))
  })

  it('of one’s own is taken from 20 varied characters on', () => {
    expect(ownPassphraseFits('nineteen characters'.slice(0, 19))).toBe(false)
    expect(ownPassphraseFits('nineteen characters!')).toBe(true)
    expect(ownPassphraseFits('a b a b a b a b a b a b a b')).toBe(false)
    expect(ownPassphraseFits('                                 short')).toBe(false)
  })
})
