import { Failure } from '#app/crypto/failure.ts'
import { isFull, isTaken } from '#db/database.ts'
import type { RefusalCode } from '#app/wire/public.ts'
import { isOutOfRoom } from './disk.ts'

/** Says no to a request, with a code and nothing else. What the request began is rolled back. */
export class Refused extends Error {
  readonly code: RefusalCode

  constructor(code: RefusalCode) {
    super(code)
    this.name = 'Refused'
    this.code = code
  }
}

const STATUS = {
  malformed: 400,
  unsupported: 400,
  'wrong-key': 400,
  tampered: 400,
  truncated: 400,
  'too-large': 413,
  expired: 409,
  busy: 503,
  full: 507,
  'not-set-up': 409,
  'sign-in': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  used: 410,
  fault: 500,
} as const satisfies Record<RefusalCode, number>

/** The HTTP status of a code. */
export function statusOf(code: RefusalCode) {
  return STATUS[code]
}

/** The code of anything thrown; what is neither a refusal nor a failure of FORMAT.md §11 is a `fault`. */
export function codeOf(error: unknown): RefusalCode {
  if (error instanceof Refused || error instanceof Failure) return error.code
  if (isFull(error) || isOutOfRoom(error)) return 'full'
  return isTaken(error) ? 'conflict' : 'fault'
}
