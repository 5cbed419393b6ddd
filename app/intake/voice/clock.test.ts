import { expect, it } from 'vitest'
import { clockOf } from './clock.ts'

it.each([
  [0, '0:00'],
  [999, '0:00'],
  [7_000, '0:07'],
  [750_500, '12:30'],
  [3_723_000, '1:02:03'],
  [-5, '0:00'],
])('%d ms are shown as %s', (ms, shown) => {
  expect(clockOf(ms)).toBe(shown)
})
