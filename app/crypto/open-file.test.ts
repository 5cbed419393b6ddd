import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { boxLength, CHUNK, HEADER, SEALED_CHUNK } from './box-form.ts'
import { newContentKey, openBox, sealBox } from './box.ts'
import { concat, equal, randomBytes, toHex } from './bytes.ts'
import { attempt, Failure } from './failure.ts'
import { hash32 } from './hash.ts'
import { openFile, type SealedFile } from './open-file.ts'
import { sha256 } from './sha256.ts'
import { sodiumReady } from './sodium.ts'
import type { Bytes } from './types.ts'

beforeAll(sodiumReady)

function sealed(file: Bytes): { box: Bytes; entry: SealedFile } {
  const key = newContentKey()
  const box = sealBox('file', file, key)
  return { box, entry: { key, boxDigest: hash32(box), size: file.length, sha256: toHex(sha256(file)) } }
}

/** Opens a box that arrives in parts of `step` bytes. */
function openInParts(entry: SealedFile, box: Bytes, step: number): Bytes {
  const opener = openFile(entry)
  const parts: Bytes[] = []
  for (let at = 0; at < box.length; at += step) parts.push(...opener.take(box.subarray(at, at + step)))
  return concat(...parts, ...opener.end())
}

const codeOf = (act: () => unknown): string => {
  const outcome = attempt(act)
  return outcome instanceof Failure ? outcome.code : 'opened'
}

describe('a file that arrives in parts', () => {
  test('is the one that was sealed, wherever the parts are cut', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1, 70_001, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 77),
        fc.constantFrom(1009, HEADER, HEADER + 1, 65_537, SEALED_CHUNK, SEALED_CHUNK + HEADER, 9_999_999),
        (size, step) => {
          const file = randomBytes(size)
          const { box, entry } = sealed(file)
          expect(equal(openInParts(entry, box, step), file)).toBe(true)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('gives each part in a buffer of its own, which can be handed over', () => {
    const { box, entry } = sealed(randomBytes(CHUNK + 5))
    const opener = openFile(entry)
    const parts = [...opener.take(box), ...opener.end()]
    expect(parts.map(part => part.length)).toEqual([CHUNK, 5])
    for (const part of parts) expect(part.buffer.byteLength).toBe(part.length)
  })

  test('is refused with the code that the whole box is refused with, wherever it is cut or changed', () => {
    const { box, entry } = sealed(randomBytes(CHUNK + 70_000))
    expect(box.length).toBeGreaterThan(boxLength(CHUNK))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom(0, 3, 4, 5, HEADER, HEADER + 1, HEADER + 15, HEADER + SEALED_CHUNK, box.length - 1),
          fc.integer({ min: 0, max: box.length - 1 }),
        ),
        fc.boolean(),
        fc.constantFrom(997, SEALED_CHUNK),
        (at, cut, step) => {
          const spoilt = cut ? box.slice(0, at) : Uint8Array.from(box)
          if (!cut) spoilt[at]! ^= 1
          const whole = codeOf(() => openBox('file', spoilt, entry.key))
          expect(whole).not.toBe('opened')
          expect(codeOf(() => openInParts(entry, spoilt, step))).toBe(whole)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('is refused as soon as a chunk does not open, not only at its end', () => {
    const { box, entry } = sealed(randomBytes(3 * CHUNK))
    const spoilt = Uint8Array.from(box)
    spoilt[HEADER]! ^= 1
    const opener = openFile(entry)
    expect(codeOf(() => opener.take(spoilt.subarray(0, HEADER + SEALED_CHUNK + 1)))).toBe('tampered')
  })

  test('is tampered when it opens but is another than the manifest names', () => {
    const file = randomBytes(70_000)
    const { box, entry } = sealed(file)
    const again = sealBox('file', file, entry.key)
    expect(codeOf(() => openInParts(entry, again, 4096))).toBe('tampered')
    for (const other of [
      { ...entry, size: 70_001 + 80_000 },
      { ...entry, size: 69_999 },
      { ...entry, sha256: '00'.repeat(32) },
    ])
      expect(codeOf(() => openInParts(other, box, 4096))).toBe('tampered')
    expect(codeOf(() => openInParts({ ...entry, key: newContentKey() }, box, 4096))).toBe('wrong-key')
  })
})
