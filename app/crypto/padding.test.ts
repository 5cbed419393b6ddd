import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paddedLength, padme } from './padding.ts'

/** Padmé as FORMAT.md §2 writes it, in BigInt. */
function slowly(length: number): number {
  const l = BigInt(length)
  const e = BigInt(l.toString(2).length - 1)
  const s = BigInt(e.toString(2).length)
  const step = 1n << (e - s)
  return Number(((l + step - 1n) / step) * step)
}

test('Padmé is that of the specification for every size of file', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 2 ** 41 }), length => {
      expect(padme(length)).toBe(slowly(length))
    }),
    {
      numRuns: 5000,
      examples: Array.from({ length: 40 }, (_, i) => [2 ** (i + 1) + (i % 3) - 1] as [number]).filter(([n]) => n >= 2),
    },
  )
})

test('padding never shortens, costs at most an eighth above the classes, and hides lengths within its class', () => {
  fc.assert(
    fc.property(fc.nat(4_000_000), length => {
      const padded = paddedLength('team', length)
      expect(padded).toBeGreaterThanOrEqual(length)
      expect(paddedLength('team', padded)).toBe(padded)
      if (length > 16_384) expect(padded / length).toBeLessThan(1.125)
      const inClass = Math.floor((length + padded) / 2)
      expect(paddedLength('team', inClass)).toBe(padded)
    }),
  )
  for (const length of [0, 1, 500, 1024]) expect(paddedLength('card', length)).toBe(1024)
  for (const length of [0, 1, 65_536]) expect(paddedLength('file', length)).toBe(65_536)
})

test('the largest plaintext of a purpose fits, one byte more does not', () => {
  expect(paddedLength('file', 2 ** 40)).toBe(2 ** 40)
  expect(() => paddedLength('file', 2 ** 40 + 1)).toThrow('too-large')
  expect(() => paddedLength('message', 65_537)).toThrow('too-large')
})
