import { deriveBoxKey, openBox, openBoxWithBoxKey, sealBox } from '#app/crypto/box.ts'
import { concat, equal, toHex } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { openFile } from '#app/crypto/open-file.ts'
import { padme, paddedLength, trimJson } from '#app/crypto/padding.ts'
import { sha256 } from '#app/crypto/sha256.ts'
import type { Bytes, ContentKey, Purpose } from '#app/crypto/types.ts'
import { bytes, differences, number, text, type Run, type Vector } from './vector.ts'

/** Opens the box, holds the plaintext against the vector, and seals it again to the same bytes (FORMAT.md §2). */
export const runBox: Run = vector => {
  const purpose = text(vector, 'purpose') as Purpose
  const contentKey = bytes<ContentKey>(vector, 'contentKey')
  const box = bytes(vector, 'box')
  const whole = attempt(() => openBox(purpose, box, contentKey))
  if (whole instanceof Failure) {
    const inParts = purpose === 'file' ? attempt(() => openInParts(new Uint8Array(), box, contentKey)) : whole
    if (inParts instanceof Failure && inParts.code === whole.code) throw whole
    return ['what its parts open']
  }
  const padded = whole
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
    ...(purpose !== 'file' || equal(openInParts(plaintext, box, contentKey), plaintext) ? [] : ['what its parts open']),
    ...(equal(openBoxWithBoxKey(purpose, box, boxKey), padded) ? [] : ['what the box key opens']),
    ...(purpose === 'file' || equal(trimJson(padded), trimJson(plaintext)) ? [] : ['trimmed plaintext']),
  ]
}

/** Opens the box of this file as it would arrive. */
function openInParts(file: Bytes, box: Bytes, key: ContentKey): Bytes {
  const opener = openFile({ key, boxDigest: hash32(box), size: file.length, sha256: toHex(sha256(file)) })
  const parts: Bytes[] = []
  for (let at = 0; at < box.length; at += 10_007) parts.push(...opener.take(box.subarray(at, at + 10_007)))
  return concat(...parts, ...opener.end())
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
