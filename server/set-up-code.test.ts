import { beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { drawSetUpCode } from './set-up-code.ts'

describe('the set-up code', () => {
  beforeAll(async () => void (await sodiumReady()))

  it('is six groups of four that differ at every draw', () => {
    const texts = Array.from({ length: 50 }, () => drawSetUpCode().text)
    for (const text of texts) expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(new Set(texts).size).toBe(50)
  })

  it('matches however people type it, and nothing else', () => {
    const { text, code } = drawSetUpCode(length => new Uint8Array(length))
    expect(text).toBe('0000-0000-0000-0000-0000-0000')
    expect(code.matches(text)).toBe(true)
    expect(code.matches(' oooo oooo 0000 0000 0000 OOOO ')).toBe(true)
    expect(code.matches('0000-0000-0000-0000-0000-0001')).toBe(false)
    expect(code.matches('0000-0000-0000-0000-0000-000')).toBe(false)
    expect(code.matches('')).toBe(false)
  })
})
