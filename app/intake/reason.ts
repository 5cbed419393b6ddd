import type { FailureCode } from '#app/crypto/failure.ts'
import type { RefusalCode } from '#app/wire/public.ts'

/** Why nothing was received, in a word that a screen has a sentence for; `code` is the same word as in FORMAT.md §11. */
export interface Reason {
  sentence: Sentence
  code: string
}

export type Sentence =
  | 'offline'
  | 'busy'
  | 'full'
  | 'not-set-up'
  | 'link'
  | 'form'
  | 'wrong-key'
  | 'untrusted'
  | 'expired'
  | 'too-large'
  | 'library'
  | 'refused'
  | 'fault'

/** The witness's own browser refused, before anything was sent. */
export function reasonOfFailure(code: FailureCode): Reason {
  switch (code) {
    case 'wrong-key':
    case 'expired':
    case 'too-large':
      return { sentence: code, code }
    case 'malformed':
    case 'unsupported':
    case 'tampered':
    case 'truncated':
      return { sentence: 'untrusted', code }
  }
}

/** The server refused, and stored nothing. */
export function reasonOfRefusal(code: RefusalCode): Reason {
  switch (code) {
    case 'busy':
    case 'full':
    case 'not-set-up':
    case 'expired':
    case 'too-large':
      return { sentence: code, code }
    default:
      return { sentence: 'refused', code }
  }
}

/** Whether nothing can be sent from this page at all, however often one tries. */
export function isLasting({ sentence }: Reason): boolean {
  return ['not-set-up', 'link', 'form', 'wrong-key', 'untrusted', 'expired'].includes(sentence)
}
