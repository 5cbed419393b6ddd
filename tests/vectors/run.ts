import { Failure } from '#app/crypto/failure.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { kinds } from './kinds.ts'
import type { Vector } from './kinds/vector.ts'

/** What became of one vector. */
export type Outcome = { readonly name: string; readonly passed: boolean; readonly reason?: string }

/**
 * Runs one known answer of any kind through the vault: a `success` must give every output that the vector
 * states, a failure exactly the code that it expects. Needs no platform but JavaScript, so it runs in
 * Node and in browsers. A file of an unknown kind does not pass.
 */
export async function runVector(vector: unknown): Promise<Outcome> {
  await sodiumReady()
  const known = vector as Vector
  const name = typeof known?.name === 'string' ? known.name : 'a vector without a name'
  const kind = Object.keys(kinds).find(prefix => name === prefix || name.startsWith(`${prefix}-`))
  if (kind === undefined) return { name, passed: false, reason: 'no such kind' }
  try {
    const reason = await judge(kind, known)
    return reason === null ? { name, passed: true } : { name, passed: false, reason }
  } catch (error) {
    return { name, passed: false, reason: String(error) }
  }
}

/** Null, or why the vector does not pass. */
async function judge(kind: string, vector: Vector): Promise<string | null> {
  let differences: readonly string[]
  try {
    differences = await kinds[kind]!(vector)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return error.code === vector.expect ? null : `expected ${vector.expect}, got ${error.code}`
  }
  if (vector.expect !== 'success') return `expected ${vector.expect}, but it opened`
  return differences.length === 0 ? null : `differs in ${differences.join(', ')}`
}
