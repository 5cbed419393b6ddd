import { expect, test } from 'vitest'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { runVector } from './run.ts'

const vectors = import.meta.glob('./v1/*.json', { eager: true, import: 'default' })

test('every known answer holds in a browser without WebAssembly', { timeout: 180_000 }, async () => {
  Reflect.deleteProperty(globalThis, 'WebAssembly')
  expect(await ignoringAbortOfLibsodium(sodiumReady)).toBe('js')
  for (const vector of Object.values(vectors)) {
    const outcome = await runVector(vector)
    expect(outcome).toEqual({ name: outcome.name, passed: true })
    await nextTask()
  }
})

/** On its way to JavaScript libsodium leaves one promise rejected, because there is no WebAssembly.RuntimeError to throw. */
async function ignoringAbortOfLibsodium<T>(load: () => Promise<T>): Promise<T> {
  const watchers = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  const rejected: string[] = []
  process.on('unhandledRejection', reason => rejected.push(String(reason)))
  const loaded = await load()
  await nextTask()
  process.removeAllListeners('unhandledRejection')
  for (const watcher of watchers) process.on('unhandledRejection', watcher)
  expect(rejected).toEqual(['ReferenceError: WebAssembly is not defined'])
  return loaded
}

/** Lets the runner hear from a test that computes for long. */
function nextTask(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 0))
}
