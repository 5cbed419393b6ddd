import { Failure, type FailureCode } from '#app/crypto/failure.ts'
import { Refused, Unreachable } from '#app/wire/client.ts'
import type { RefusalCode } from '#app/wire/public.ts'

/** Every way in which something expected goes wrong: in the vault, on the server, on the way there. */
export type ProblemCode = FailureCode | RefusalCode | 'unreachable'

/** The code of an expected failure, or null for a program fault. */
export function problemCodeOf(error: unknown): ProblemCode | null {
  if (error instanceof Failure || error instanceof Refused) return error.code
  return error instanceof Unreachable ? 'unreachable' : null
}

/** The code of an expected failure. A program fault flies on to the error page. */
export function problemOf(error: unknown): ProblemCode {
  const code = problemCodeOf(error)
  if (code === null) throw error
  return code
}
