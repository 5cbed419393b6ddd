import { expect, it } from 'vitest'
import { newSpeed } from './speed.ts'

it('the speed is that of the last seconds, unknown at first and after a new beginning', () => {
  let at = 0
  const speed = newSpeed(() => at)
  const after = (seconds: number, sent: number) => {
    at += seconds * 1000
    return speed.take(sent)
  }
  expect(after(0, 0)).toBeNull()
  expect(after(0.5, 500)).toBeNull()
  expect(after(0.5, 1000)).toBe(1000)
  expect(after(1, 2000)).toBe(1000)
  // What was long ago is forgotten.
  expect(after(20, 2000)).toBeCloseTo(0)
  expect(after(20, 42_000)).toBe(2000)
  // The box begins anew.
  expect(after(5, 0)).toBeNull()
  expect(after(2, 4000)).toBe(2000)
})
