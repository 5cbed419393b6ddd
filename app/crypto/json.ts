import { utf8Bytes, utf8Text } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import type { Bytes, OwnBytes } from '#app/crypto/types.ts'

const SURROGATE = /\p{Surrogate}/u
const ESCAPED_SURROGATE = /\\u[dD][89a-fA-F]/

/**
 * JSON of an object as FORMAT.md §1 writes it: UTF-8, whole numbers of at most 2^53 − 1, no lone
 * surrogates. Throws `malformed` when the value cannot be written so. Undone by `decodeJson`.
 */
export function encodeJson(value: object): OwnBytes {
  checkValues(value, true)
  return utf8Bytes(JSON.stringify(value))
}

/**
 * The object in JSON bytes of FORMAT.md §1; trailing spaces are padding. Of a repeated name the
 * last counts. Throws `malformed` on a byte order mark, bad UTF-8, a lone surrogate, a number that
 * is not whole, or anything but an object. Undone by `encodeJson`.
 */
export function decodeJson(bytes: Bytes): Record<string, unknown> {
  const text = utf8Text(bytes)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Failure('malformed', 'not JSON')
  }
  checkValues(value, ESCAPED_SURROGATE.test(text))
  return value as Record<string, unknown>
}

/** Walks with a stack of its own: hostile nesting must not end in a stack overflow. */
function checkValues(root: unknown, withTexts: boolean): void {
  if (typeof root !== 'object' || root === null || Array.isArray(root))
    throw new Failure('malformed', 'not a JSON object')
  const open: object[] = [root]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const listed = Array.isArray(at)
    for (const [name, value] of Object.entries(at)) {
      if (typeof value === 'number') {
        if (!Number.isSafeInteger(value)) throw new Failure('malformed', 'a number that is not whole')
      } else if (typeof value === 'object' && value !== null) {
        open.push(value)
      } else if (withTexts && typeof value === 'string' && SURROGATE.test(value)) {
        throw new Failure('malformed', 'a lone surrogate')
      }
      if (withTexts && !listed && SURROGATE.test(name)) throw new Failure('malformed', 'a lone surrogate')
    }
  }
}
