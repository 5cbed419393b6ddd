import { z } from 'zod/mini'
import { fromB64u } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { isDate } from '#app/trust/date.ts'

/** A field of strict base64url, of `length` bytes where it is given (FORMAT.md §1). */
export function b64uField(length?: number) {
  return z.string().check(
    z.refine(text => {
      const bytes = attempt(() => fromB64u(text))
      return !(bytes instanceof Failure) && (length === undefined || bytes.length === length)
    }),
  )
}

/** A field of a real date (FORMAT.md §1). */
export const dateField = z.string().check(z.refine(isDate))

/** A field of a whole number from `least` (FORMAT.md §1). */
export function wholeField(least: number) {
  return z.int().check(z.gte(least))
}

/** A field that names a compartment (FORMAT.md §8). */
export const compartmentField = z.enum(['account', 'contact'])

/** The value as its schema reads it. Throws `malformed`, without saying which content it was. */
export function parseFields<T extends z.ZodMiniType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value)
  if (!result.success) throw new Failure('malformed', 'a field is missing or of another type')
  return result.data
}
