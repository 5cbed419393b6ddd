import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { newContentKey } from './box.ts'
import { equal, randomBytes } from './bytes.ts'
import { attempt, Failure } from './failure.ts'
import { openKey, sealKey } from './key-wrap.ts'
import { checkKemPublicKey, checkSignPublicKey, kemKeyPairFromSeed, sign, signKeyPairFromSeed, verify } from './keys.ts'
import { sodiumReady } from './sodium.ts'
import type { Digest, KemPublicKey } from './types.ts'
import { adoptWrap, newEpochSecret, openEpoch, openSealedWrap, openWrap, sealWrap } from './wrap.ts'

const code = (f: () => unknown) => {
  const result = attempt(f)
  return result instanceof Failure ? result.code : 'success'
}
const flip = (bytes: Uint8Array, bit: number) => {
  const broken = bytes.slice()
  broken[bit >>> 3]! ^= 1 << (bit & 7)
  return broken
}
const subject = randomBytes(32) as Digest
const other = randomBytes(32) as Digest

beforeAll(sodiumReady)

describe('a wrap', () => {
  test('gives back the content key, sealed or adopted', () => {
    const [epoch, contentKey] = [openEpoch(newEpochSecret()), newContentKey()]
    const sealed = sealWrap(contentKey, epoch.kem.publicKey, subject)
    const adopted = adoptWrap(contentKey, epoch, subject)
    expect([sealed.length, adopted.length]).toEqual([1185, 89])
    for (const wrap of [sealed, adopted]) expect(equal(openWrap(wrap, epoch, subject), contentKey)).toBe(true)
    expect(equal(openSealedWrap(sealed, epoch.kem, subject), contentKey)).toBe(true)
  })

  test('does not open for another epoch or another subject', () => {
    const [epoch, stranger, contentKey] = [openEpoch(newEpochSecret()), openEpoch(newEpochSecret()), newContentKey()]
    for (const wrap of [sealWrap(contentKey, epoch.kem.publicKey, subject), adoptWrap(contentKey, epoch, subject)]) {
      expect(code(() => openWrap(wrap, stranger, subject))).toBe('wrong-key')
      expect(code(() => openWrap(wrap, epoch, other))).toBe('tampered')
    }
  })

  test('does not open for whoever puts an id of their own on it, though X-Wing does not throw', () => {
    const [epoch, stranger] = [openEpoch(newEpochSecret()), openEpoch(newEpochSecret())]
    const wrap = sealWrap(newContentKey(), epoch.kem.publicKey, subject)
    wrap.set(stranger.keyId, 1)
    expect(code(() => openWrap(wrap, stranger, subject))).toBe('tampered')
  })

  test('does not open when any bit is another or a byte is missing', () => {
    const epoch = openEpoch(newEpochSecret())
    const sealed = sealWrap(newContentKey(), epoch.kem.publicKey, subject)
    const adopted = adoptWrap(newContentKey(), epoch, subject)
    for (const [wrap, runs] of [
      [sealed, 60],
      [adopted, 300],
    ] as const) {
      fc.assert(
        fc.property(fc.nat(wrap.length * 8 - 1), bit => {
          const at = bit >>> 3
          const expected = at === 0 ? ['unsupported', 'malformed'] : at < 17 ? ['wrong-key'] : ['tampered']
          expect(expected).toContain(code(() => openWrap(flip(wrap, bit), epoch, subject)))
        }),
        { numRuns: runs },
      )
      for (const length of [0, 1, 16, wrap.length - 1]) {
        expect(code(() => openWrap(wrap.subarray(0, length), epoch, subject))).toBe('malformed')
      }
    }
  })

  test('of a content key does not pass for a grant, nor the other way round', () => {
    const epoch = openEpoch(newEpochSecret())
    const grant = sealKey('svidok/v1/grant', newContentKey(), epoch.kem.publicKey, subject)
    expect(code(() => openWrap(grant, epoch, subject))).toBe('tampered')
    const wrap = sealWrap(newContentKey(), epoch.kem.publicKey, subject)
    expect(code(() => openKey('svidok/v1/grant', wrap, epoch.kem, subject))).toBe('tampered')
  })

  test('is not made for bytes that are no KEM key', () => {
    const hostile = new Uint8Array(1216).fill(255)
    expect(code(() => sealWrap(newContentKey(), hostile as Uint8Array as KemPublicKey, subject))).toBe('malformed')
    expect(code(() => checkKemPublicKey(hostile))).toBe('malformed')
    expect(code(() => checkKemPublicKey(randomBytes(1215)))).toBe('malformed')
    expect(code(() => checkKemPublicKey(kemKeyPairFromSeed(randomBytes(32)).publicKey))).toBe('success')
  })
})

describe('a sign key', () => {
  test('counts when it is canonical and of prime order', () => {
    expect(code(() => checkSignPublicKey(signKeyPairFromSeed(randomBytes(32)).publicKey))).toBe('success')
  })

  test.each([
    ['the neutral element', '0100000000000000000000000000000000000000000000000000000000000000'],
    ['a point of order 2', 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
    ['a point of order 4', '0000000000000000000000000000000000000000000000000000000000000000'],
    ['a point of order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    ['y + p in place of y', 'f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
    ['a short key', '0100'],
  ])('does not count when it is %s', (_, hex) => {
    expect(code(() => checkSignPublicKey(Uint8Array.from(Buffer.from(hex, 'hex'))))).toBe('malformed')
  })

  test('verifies what it signed, and no other bytes, signature or key', () => {
    const [pair, stranger] = [signKeyPairFromSeed(randomBytes(32)), signKeyPairFromSeed(randomBytes(32))]
    const text = randomBytes(80)
    const signature = sign(pair.secretKey, text)
    expect(verify(pair.publicKey, text, signature)).toBe(true)
    expect(verify(stranger.publicKey, text, signature)).toBe(false)
    expect(verify(pair.publicKey, text, signature.subarray(0, 63))).toBe(false)
    fc.assert(
      fc.property(fc.nat(511), fc.nat(639), (ofSignature, ofText) => {
        expect(verify(pair.publicKey, text, flip(signature, ofSignature))).toBe(false)
        expect(verify(pair.publicKey, flip(text, ofText), signature)).toBe(false)
      }),
      { numRuns: 50 },
    )
  })
})
