import { Failure } from '#app/crypto/failure.ts'
import { FileChanged } from '#app/crypto/seal-file.ts'
import { Refused } from '#app/wire/client.ts'
import { BrokenLink } from '../read-organisation.ts'
import type { FileReason } from './file-state.ts'

/** What a screen says of an error that ended the way of a file. */
export function reasonOf(error: unknown): FileReason {
  if (error instanceof FileChanged) return { sentence: 'changed', code: 'changed' }
  if (error instanceof BrokenLink) return { sentence: 'untrusted', code: 'malformed' }
  if (error instanceof Failure)
    return error.code === 'too-large'
      ? { sentence: 'too-large', code: error.code }
      : { sentence: 'untrusted', code: error.code }
  if (error instanceof Refused) {
    const { code } = error
    return { sentence: code === 'too-large' || code === 'full' ? code : 'refused', code }
  }
  return { sentence: 'fault', code: 'fault' }
}
