/** The words of FORMAT.md §11, the same in code, vectors and screens. */
export type FailureCode = 'malformed' | 'unsupported' | 'wrong-key' | 'tampered' | 'truncated' | 'too-large' | 'expired'

/**
 * Says why bytes from outside are refused (FORMAT.md §11). The message is the code and a fixed
 * phrase about the rule: it never holds content, keys or addresses. A program fault is any other
 * error.
 */
export class Failure extends Error {
  readonly code: FailureCode

  constructor(code: FailureCode, rule: string) {
    super(`${code}: ${rule}`)
    this.name = 'Failure'
    this.code = code
  }
}

/**
 * Turns a thrown Failure into a value, for callers to whom it is an expected outcome. Gives the
 * result of `f`, or the Failure; any other error keeps flying (FORMAT.md §11).
 */
export function attempt<T>(f: () => T): T | Failure {
  try {
    return f()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}
