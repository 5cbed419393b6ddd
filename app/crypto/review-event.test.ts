import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { newContentKey } from './box.ts'
import { randomBytes, toB64u } from './bytes.ts'
import { attempt, Failure } from './failure.ts'
import { hash32 } from './hash.ts'
import { encodeJson } from './json.ts'
import { signKeyPairFromSeed } from './keys.ts'
import { indexSigners, NO_PREV, openEvent, readChain, reviewKey, sealEvent } from './review-event.ts'
import { sodiumReady } from './sodium.ts'
import type { Digest, ReviewEvent, ReviewKey, SignKeyPair } from './types.ts'

let key: ReviewKey, pair: SignKeyPair, stranger: SignKeyPair
const digest = randomBytes(32) as Digest
beforeAll(async () => {
  await sodiumReady()
  key = reviewKey(newContentKey(), 'account')
  pair = signKeyPairFromSeed(randomBytes(32))
  stranger = signKeyPairFromSeed(randomBytes(32))
})

const makeChain = (texts: readonly string[], sign = pair): ReviewEvent[] => {
  let prev = NO_PREV
  return texts.map((text, i) => {
    const json = encodeJson({ v: 1, by: toB64u(sign.publicKey), kind: 'note', text })
    const event = sealEvent({ reviewKey: key, chain: 'account', digest, seq: i + 1, prev, json, sign })
    prev = hash32(event)
    return event
  })
}
const read = (events: readonly Uint8Array[]) =>
  readChain(events, { reviewKey: key, chain: 'account', digest, members: indexSigners([pair.publicKey]) }).map(
    ({ opened }) => (opened instanceof Failure ? opened.code : opened.value['text']),
  )

describe('a chain of events', () => {
  test('comes back in order, and tells lengths in steps of 256 bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { minLength: 1, maxLength: 5 }), texts => {
        const events = makeChain(texts)
        expect(read(events)).toEqual(texts)
        for (const event of events) expect((event.length - 24 - 16) % 256).toBe(0)
      }),
      { numRuns: 30 },
    )
  })

  test('shows where an event was dropped, exchanged or reordered', () => {
    const [a, b, c] = makeChain(['a', 'b', 'c']) as [ReviewEvent, ReviewEvent, ReviewEvent]
    expect(read([a, c])).toEqual(['a', 'tampered'])
    expect(read([a, c, b])).toEqual(['a', 'tampered', 'tampered'])
    expect(read([b, c])).toEqual(['tampered', 'tampered'])
    expect(read([a, a, b])).toEqual(['a', 'tampered', 'tampered'])
    expect(read([...makeChain(['x']), b, c])).toEqual(['x', 'tampered', 'c'])
  })

  test('goes on after an event that does not open, which is a link and changes nothing', () => {
    const [a] = makeChain(['a']) as [ReviewEvent]
    const broken = randomBytes(400)
    const json = encodeJson({ by: toB64u(pair.publicKey), text: 'after' })
    const after = sealEvent({
      reviewKey: key,
      chain: 'account',
      digest,
      seq: 3,
      prev: hash32(broken),
      json,
      sign: pair,
    })
    expect(read([a, broken, after])).toEqual(['a', 'tampered', 'after'])
    expect(read([a, randomBytes(10)])).toEqual(['a', 'malformed'])
  })

  test('shows every bit that was changed', () => {
    const [event] = makeChain(['a']) as [ReviewEvent]
    fc.assert(
      fc.property(fc.nat(event.length * 8 - 1), bit => {
        const broken = event.slice()
        broken[bit >>> 3]! ^= 1 << (bit & 7)
        expect(read([broken])).toEqual(['tampered'])
      }),
      { numRuns: 100 },
    )
  })

  test('takes no event of a stranger, nor one in the name of somebody else', () => {
    expect(read(makeChain(['a'], stranger))).toEqual(['tampered'])
    const json = encodeJson({ by: toB64u(pair.publicKey), text: 'forged' })
    const forged = sealEvent({ reviewKey: key, chain: 'account', digest, seq: 1, prev: NO_PREV, json, sign: stranger })
    expect(read([forged])).toEqual(['tampered'])
  })

  test('of the custodians is another than that of the reviewers, even under the same key', () => {
    const [event] = makeChain(['a']) as [ReviewEvent]
    const place = { reviewKey: key, digest, seq: 1, prev: NO_PREV, event, members: [pair.publicKey] }
    expect(attempt(() => openEvent({ ...place, chain: 'contact' }))).toMatchObject({ code: 'tampered' })
    expect(openEvent({ ...place, chain: 'account' }).value['text']).toBe('a')
  })
})
