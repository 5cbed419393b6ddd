import { asciiBytes, concat } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { Bytes, CaseTokenHash } from '#app/crypto/types.ts'

const LABEL = asciiBytes('svidok/v1/case-token')

/** What the server keeps of a case token, and how it finds a case by one (FORMAT.md §5). */
export function hashCaseToken(token: Bytes): CaseTokenHash {
  return hash32(concat(LABEL, token)) as CaseTokenHash
}
