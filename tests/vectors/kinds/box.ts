import { deriveBoxKey, openBox, openBoxWithBoxKey, sealBox } from '#app/crypto/box.ts'
import { equal } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { padme, paddedLength, trimJson } from '#app/crypto/padding.ts'
import type { ContentKey, Purpose } from '#app/crypto/types.ts'
import { bytes, differences, number, text, type Run, type Vector } from './vector.ts'

/** Opens the box, holds the plaintext against the vector, and seals it again to the same bytes (FORMAT.md §2). */
export const runBox: Run = vector => {
  const purpose = text(vector, 'purpose') as Purpose
  const contentKey = bytes<ContentKey>(vector, 'contentKey')
  const box = bytes(vector, 'box')
  const padded = openBox(purpose, box, contentKey)
  const boxKey = deriveBoxKey(contentKey, purpose)
  const plaintext = padded.subarray(0, plaintextLength(vector))
  const rest = padded.subarray(plaintext.length)
  return [
    ...differences(vector, {
      boxKey,
      plaintext,
      plaintextHash: hash32(plaintext),
      box: sealBox(
        purpose,
        plaintext,
        contentKey,
        'noncePrefix' in vector ? bytes(vector, 'noncePrefix') : box.subarray(38, 54),
      ),
    }),
    ...(rest.some(byte => byte !== (purpose === 'file' ? 0 : 0x20)) ? ['padding'] : []),
    ...(equal(openBoxWithBoxKey(purpose, box, boxKey), padded) ? [] : ['what the box key opens']),
    ...(purpose === 'file' || equal(trimJson(padded), trimJson(plaintext)) ? [] : ['trimmed plaintext']),
  ]
}

/** Pairs of a length and its padded length (FORMAT.md §2). */
export const runPadding: Run = vector => {
  const wrong = (field: string, purpose: Purpose): string[] =>
    (vector[field] as [number, number][])
      .filter(([length, padded]) => paddedLength(purpose, length) !== padded || padme(padded) !== padded)
      .map(([length]) => `${field} of ${length}`)
  return [...wrong('json', 'team'), ...wrong('file', 'file')]
}

function plaintextLength(vector: Vector): number {
  return 'plaintext' in vector ? bytes(vector, 'plaintext').length : number(vector, 'plaintextLength')
}
