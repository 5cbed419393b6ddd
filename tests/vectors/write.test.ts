import { expect, test } from 'vitest'
import { runVector } from './run.ts'
import { writeVectors } from './write.ts'

const known = Object.values(import.meta.glob('./v1/*.json', { eager: true, import: 'default' })) as {
  name: string
  expect: string
}[]

test('every success that is known is also written, in the same shape, and passes', async () => {
  const written = await writeVectors()
  const successes = known.filter(vector => vector.expect === 'success')
  expect(written.map(({ name }) => name).sort()).toEqual(successes.map(({ name }) => name).sort())
  for (const vector of written) {
    expect(await runVector(JSON.parse(JSON.stringify(vector)))).toEqual({ name: vector.name, passed: true })
    const same = successes.find(({ name }) => name === vector.name)
    expect([vector.name, Object.keys(vector).sort()]).toEqual([vector.name, Object.keys(same ?? {}).sort()])
  }
})
