import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { sealBox } from './box.ts'
import { concat, equal, randomBytes, toB64u, utf8Bytes } from './bytes.ts'
import { attempt, Failure } from './failure.ts'
import { encodeJson } from './json.ts'
import { signKeyPairFromSeed } from './keys.ts'
import { messageSubject, openMessage, openTeamMessage, sealMessage } from './message.ts'
import { sodiumReady } from './sodium.ts'
import type { Digest, SignKeyPair } from './types.ts'

let pair: SignKeyPair, stranger: SignKeyPair
beforeAll(async () => {
  await sodiumReady()
  pair = signKeyPairFromSeed(randomBytes(32))
  stranger = signKeyPairFromSeed(randomBytes(32))
})

const digest = randomBytes(32) as Digest
const code = (f: () => unknown) => {
  const result = attempt(f)
  return result instanceof Failure ? result.code : 'success'
}
const teamJson = (by: SignKeyPair) => encodeJson({ v: 1, kind: 'text', by: toB64u(by.publicKey), text: 'Дякуємо' })

test('a message comes back, whatever it says', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.integer({ min: 1, max: 2 ** 32 - 1 }),
      (text, seq) => {
        const json = encodeJson({ v: 1, kind: 'text', text })
        const place = { from: 'witness' as const, digest, seq }
        const sealed = sealMessage({ ...place, json, sign: pair })
        expect(equal(sealed.subject, messageSubject(sealed.box))).toBe(true)
        expect(equal(openMessage({ ...place, ...sealed, signKey: pair.publicKey }), json)).toBe(true)
      },
    ),
    { numRuns: 50 },
  )
})

test('a message does not open in another case, number or direction, or as that of another author', () => {
  const place = { from: 'witness' as const, digest, seq: 2 }
  const sealed = { ...place, ...sealMessage({ ...place, json: teamJson(pair), sign: pair }), signKey: pair.publicKey }
  expect(code(() => openMessage(sealed))).toBe('success')
  expect(code(() => openMessage({ ...sealed, seq: 1 }))).toBe('tampered')
  expect(code(() => openMessage({ ...sealed, digest: randomBytes(32) as Digest }))).toBe('tampered')
  expect(code(() => openMessage({ ...sealed, from: 'team' }))).toBe('tampered')
  expect(code(() => openMessage({ ...sealed, signKey: stranger.publicKey }))).toBe('tampered')
})

test('a team message names its author, and no other', () => {
  const place = { from: 'team' as const, digest, seq: 1 }
  const good = sealMessage({ ...place, json: teamJson(pair), sign: pair })
  expect(openTeamMessage({ ...place, ...good }).by).toEqual(pair.publicKey)
  expect(code(() => openMessage({ ...place, ...good, signKey: pair.publicKey }))).toBe('success')
  const borrowed = sealMessage({ ...place, json: teamJson(stranger), sign: pair })
  expect(code(() => openTeamMessage({ ...place, ...borrowed }))).toBe('tampered')
  expect(code(() => openMessage({ ...place, ...borrowed, signKey: pair.publicKey }))).toBe('tampered')
  const nameless = sealMessage({ ...place, json: encodeJson({ v: 1 }), sign: pair })
  expect(code(() => openTeamMessage({ ...place, ...nameless }))).toBe('malformed')
  expect(code(() => openMessage({ ...place, ...nameless, signKey: pair.publicKey }))).toBe('tampered')
})

test('what is signed but no JSON, or has no room for a signature, is refused', () => {
  const place = { from: 'witness' as const, digest, seq: 1 }
  const sealed = sealMessage({ ...place, json: utf8Bytes('hello'), sign: pair })
  expect(code(() => openMessage({ ...place, ...sealed, signKey: pair.publicKey }))).toBe('malformed')
  const box = sealBox('message', concat(randomBytes(64), encodeJson({})), sealed.contentKey)
  expect(code(() => openMessage({ ...place, ...sealed, box, signKey: pair.publicKey }))).toBe('tampered')
})

test('the signature counts for the size: the largest message fits, one byte more does not', () => {
  const place = { from: 'witness' as const, digest, seq: 1, sign: pair }
  expect(code(() => sealMessage({ ...place, json: new Uint8Array(65_536 - 64) }))).toBe('success')
  expect(code(() => sealMessage({ ...place, json: new Uint8Array(65_536 - 63) }))).toBe('too-large')
})
