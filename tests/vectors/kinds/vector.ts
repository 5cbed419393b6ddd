import { fromB64u, toB64u } from '#app/crypto/bytes.ts'

/** A known answer: `expect` is `success` or a code of FORMAT.md §11; bytes are b64u. */
export type Vector = {
  readonly name: string
  readonly expect: string
  readonly [field: string]: unknown
}

/** Runs a vector: throws the Failure that the vault throws, or gives the names of the outputs that differ. */
export type Run = (vector: Vector) => readonly string[] | Promise<readonly string[]>

/** A field of text. */
export function text(vector: Vector, field: string): string {
  const value = vector[field]
  if (typeof value !== 'string') throw new Error(`the vector has no ${field}`)
  return value
}

/** A field of bytes, as the type that the vector promises them to be. */
export function bytes<B extends Uint8Array>(vector: Vector, field: string): B {
  return fromB64u(text(vector, field)) as Uint8Array as B
}

/** A field of a number. */
export function number(vector: Vector, field: string): number {
  const value = vector[field]
  if (typeof value !== 'number') throw new Error(`the vector has no ${field}`)
  return value
}

/** A field with a list of texts. */
export function texts(vector: Vector, field: string): readonly string[] {
  const value = vector[field]
  if (!Array.isArray(value)) throw new Error(`the vector has no ${field}`)
  return value.map(String)
}

/** A field with a list of bytes. */
export function byteLists<B extends Uint8Array>(vector: Vector, field: string): B[] {
  return texts(vector, field).map(item => fromB64u(item) as Uint8Array as B)
}

/** The names of the outputs that the vector states otherwise; what it leaves out is not compared. */
export function differences(vector: Vector, outputs: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(outputs)
    .filter(([field, value]) => field in vector && stable(vector[field]) !== stable(value))
    .map(([field]) => field)
}

function stable(value: unknown): string {
  return value instanceof Uint8Array ? JSON.stringify(toB64u(value)) : JSON.stringify(sorted(value))
}

function sorted(value: unknown): unknown {
  if (value instanceof Uint8Array) return toB64u(value)
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  )
}
