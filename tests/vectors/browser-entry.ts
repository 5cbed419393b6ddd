import { sodiumReady } from '#app/crypto/sodium.ts'
import { type Outcome, runVector } from './run.ts'

/** What a browser leaves on `globalThis.__vectorResults` when it has run all known answers. */
export type VectorResults = { readonly build: 'wasm' | 'js'; readonly outcomes: readonly Outcome[] }

declare global {
  var __vectorResults: VectorResults | { readonly error: string } | undefined
}

const vectors = import.meta.glob('./v1/*.json', { eager: true, import: 'default' })

try {
  const build = await sodiumReady()
  const outcomes: Outcome[] = []
  for (const vector of Object.values(vectors)) outcomes.push(await runVector(vector))
  globalThis.__vectorResults = { build, outcomes }
} catch (error) {
  globalThis.__vectorResults = { error: String(error) }
}
