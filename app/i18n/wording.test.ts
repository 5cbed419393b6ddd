import { describe, expect, it } from 'vitest'
import { pickTexts, textsOf, withTexts } from './wording.ts'

const words = { title: 'A', list: ['B', 'C'], deep: { er: 'D' } }

describe('a dictionary', () => {
  it('is known by the paths of its texts, a list as one', () => {
    expect([...textsOf(words)]).toEqual([
      ['title', 'A'],
      ['list', ['B', 'C']],
      ['deep.er', 'D'],
    ])
  })

  it('takes texts in place of others and keeps the rest', () => {
    expect(withTexts(words, new Map([['deep.er', 'E']]))).toEqual({ ...words, deep: { er: 'E' } })
  })

  it('gives every single text at some paths', () => {
    expect(pickTexts(words, ['list', 'deep.er'])).toEqual(['B', 'C', 'D'])
  })
})
