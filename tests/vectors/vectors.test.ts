import { describe, expect, test } from 'vitest'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { runVector } from './run.ts'

const vectors = import.meta.glob('./v1/*.json', { eager: true, import: 'default' })

describe('known answers of version 1', () => {
  test('the files are there', () => expect(Object.keys(vectors).length).toBeGreaterThan(80))

  test.each(Object.entries(vectors))('%s', async (_, vector) => {
    const outcome = await runVector(vector)
    expect(outcome).toEqual({ name: outcome.name, passed: true })
  })

  test('run on WebAssembly where there is some', async () => {
    expect(await sodiumReady()).toBe(typeof WebAssembly === 'undefined' ? 'js' : 'wasm')
  })
})

describe('the judge itself', () => {
  const one = vectors['./v1/box-card.json'] as Record<string, unknown>

  test.each([
    ['an output that differs', { ...one, boxKey: one['contentKey'] }, /boxKey/],
    ['a failure that is expected but does not come', { ...one, expect: 'tampered' }, /but it opened/],
    ['another failure than the expected one', { ...one, box: 'AAAA', expect: 'tampered' }, /got truncated/],
    ['an unknown kind', { name: 'teapot', expect: 'success' }, /no such kind/],
  ])('sees %s', async (_, vector: object, reason) => {
    expect(await runVector(vector)).toMatchObject({ passed: false, reason: expect.stringMatching(reason) })
  })
})
