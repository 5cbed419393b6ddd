import { answerOf } from '#app/testimony/answers.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { randomBytes } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { encodeJson } from '#app/crypto/json.ts'
import { NO_PREV, sealEvent } from '#app/crypto/review-event.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Bytes } from '#app/crypto/types.ts'
import { wrapForm } from '#app/crypto/wrap-form.ts'
import { openContactOf, openQueueEntry, openSubmission } from './open-submission.ts'
import { eventOf, failureOf, makeCase, newPerson, type Case } from '#tests/support/sealed-case.ts'

let one: Case
let other: Case
beforeAll(async () => {
  await sodiumReady()
  one = makeCase({ narrative: 'Нас забрали на прохідній.' })
  other = makeCase({ narrative: 'Another account', team: one.team })
})

const flipped = (bytes: Bytes, at = bytes.length - 1): Bytes => {
  const copy = Uint8Array.from(bytes)
  copy[at]! ^= 1
  return copy
}

describe('a row of the queue', () => {
  test('opens to the card that the witness sealed', () => {
    const { card, target, triage } = openQueueEntry(one.entry(), one.team.keys.account)
    expect(card.words).toBe('Нас забрали на прохідній.')
    expect(target.id).toBe(one.id)
    expect(triage.status).toBe('received')
  })

  test.each<[string, (entry: ReturnType<Case['entry']>) => object, string]>([
    ['the card of another submission', () => ({ card: other.entry().card }), 'tampered'],
    ['the wrap of another submission', () => ({ wrap: other.entry().wrap }), 'tampered'],
    ['the account hash of another submission', () => ({ accountHash: other.entry().accountHash }), 'tampered'],
    ['a contact hash that was left out', () => ({ contactHash: new Uint8Array() }), 'tampered'],
    ['an upload id that was added', () => ({ uploads: randomBytes(16) }), 'tampered'],
    ['a flipped byte of the card', entry => ({ card: flipped(entry.card) }), 'tampered'],
    ['half a hash', entry => ({ accountHash: entry.accountHash.subarray(0, 16) }), 'malformed'],
    ['no wrap', () => ({ wrap: new Uint8Array() }), 'malformed'],
    ['a wrap for nobody here', entry => ({ wrap: flipped(entry.wrap, 3) }), 'wrong-key'],
  ])('with %s is refused', (_, change, code) => {
    const entry = one.entry()
    expect(failureOf(() => openQueueEntry({ ...entry, ...change(entry) }, one.team.keys.account))).toBe(code)
  })

  test('with a card that is not of the form is malformed, and says no more', () => {
    const strange = makeCase({ team: one.team, card: encodeJson({ v: 1, words: '<script>alert(1)</script>' }) })
    try {
      openQueueEntry(strange.entry(), one.team.keys.account)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(Failure)
      expect((error as Failure).code).toBe('malformed')
      expect((error as Failure).message).not.toContain('script')
    }
  })
})

describe('a submission', () => {
  test('opens whole, and its contact for a custodian alone', () => {
    const opened = openSubmission(one.parts(), one.team.keys, one.id)
    expect(answerOf(opened.account.answers, 'account.narrative')).toBe('Нас забрали на прохідній.')
    expect(JSON.stringify(opened.account)).not.toContain(one.phone)
    expect(opened.hasContact).toBe(true)
    const custodian = { ...one.parts(), card: new Uint8Array(), account: new Uint8Array(), accountWraps: [] }
    expect(JSON.stringify(openContactOf(custodian, one.team.keys, one.id).contact)).toContain(one.phone)
    const without = { ...one.team.keys, contact: { ...one.team.keys.contact, epochs: [] } }
    expect(failureOf(() => openContactOf(one.parts(), without, one.id))).toBe('wrong-key')
  })

  test('that is another one than was asked for is refused, though it opens', () => {
    expect(failureOf(() => openSubmission(other.parts(), one.team.keys, one.id))).toBe('tampered')
  })

  test('whose contact was exchanged is refused', () => {
    expect(
      failureOf(() => openSubmission({ ...one.parts(), contact: other.parts().contact }, one.team.keys, one.id)),
    ).toBe('tampered')
  })

  test('without any wrap lacks something', () => {
    expect(failureOf(() => openSubmission({ ...one.parts(), accountWraps: [] }, one.team.keys, one.id))).toBe(
      'wrong-key',
    )
  })
})

describe('the chain', () => {
  const [first, second] = [0, 1]
  const chainOf = () => {
    const { digest, reviewKey, team } = one
    const opened = eventOf(one, { seq: 1, n: 1, prev: NO_PREV, kind: 'opened' })
    const status = eventOf(one, { seq: 2, n: 2, prev: hash32(opened), last: opened, kind: 'status', status: 'triage' })
    return { events: [opened, status], digest, reviewKey, team }
  }

  test('folds to the state of the submission', () => {
    const { triage } = openQueueEntry({ ...one.entry(), events: chainOf().events }, one.team.keys.account)
    expect(triage).toMatchObject({ status: 'triage', broken: null })
    expect(triage.openedBy.has(one.team.by)).toBe(true)
  })

  test.each<[string, () => Bytes[], number]>([
    ['an event was dropped', () => [chainOf().events[second]!], 1],
    ['events were reordered', () => chainOf().events.toReversed(), 1],
    ['a byte was flipped', () => [flipped(chainOf().events[first]!)], 1],
    [
      'an event is of another submission',
      () => [eventOf(other, { seq: 1, n: 1, prev: NO_PREV, kind: 'status', status: 'accepted' })],
      1,
    ],
    [
      'an event was signed by an injected member',
      () => {
        const { events } = chainOf()
        const sign = newPerson().sign
        return [
          ...events,
          eventOf(one, { seq: 3, n: 1, prev: hash32(events[1]!), sign, kind: 'status', status: 'accepted' }),
        ]
      },
      3,
    ],
  ])('is broken as tampered where %s, and that event changes nothing', (_, events, seq) => {
    const { triage } = openQueueEntry({ ...one.entry(), events: events() }, one.team.keys.account)
    expect(triage.broken).toEqual({ seq, code: 'tampered' })
    expect(triage.status).not.toBe('accepted')
  })

  test('counts nothing that was signed after its author left', () => {
    const { account } = one.team.keys
    const { events } = chainOf()
    const left = { ...account, leavers: new Map([[one.team.by, { n: 1, last: null }]]) }
    const { triage } = openQueueEntry({ ...one.entry(), events }, left)
    expect(triage.status).toBe('received')
    expect(triage.broken).toEqual({ seq: 2, code: 'truncated' })
    expect(triage.openedBy.has(one.team.by)).toBe(true)
  })

  test('of the account does not open as that of the contact', () => {
    const event = sealEvent({
      reviewKey: one.reviewKey,
      chain: 'contact',
      digest: one.digest,
      seq: 1,
      prev: NO_PREV,
      json: encodeJson({ v: 1 }),
      sign: one.team.sign,
    })
    expect(openQueueEntry({ ...one.entry(), events: [event] }, one.team.keys.account).triage.broken?.code).toBe(
      'tampered',
    )
  })
})

describe('adoption', () => {
  test('of a sealed wrap that opened is for the newest epoch, and opens the same', () => {
    const { adoption } = openSubmission(one.parts(), one.team.keys, one.id)
    expect(adoption?.subject).toEqual(one.digest)
    expect(adoption?.read).toEqual(hash32(one.parts().accountWraps[0]!))
    expect(wrapForm(adoption!.wrap).kind).toBe('adopted')
    const again = openQueueEntry({ ...one.entry(), wrap: adoption!.wrap }, one.team.keys.account)
    expect(again.card.words).toBe('Нас забрали на прохідній.')
    expect(again.adoption).toBeNull()
  })

  test('of a wrap of an older epoch is for the newest one that is held', () => {
    const fresh = newPerson()
    const { account } = one.team.keys
    const rotated = { ...one.team.keys, account: { ...account, epochs: [fresh.epoch, ...account.epochs] } }
    const { adoption } = openSubmission(one.parts(), rotated, one.id)
    expect(wrapForm(adoption!.wrap).keyId).toEqual(fresh.epoch.keyId)
  })

  test('that is wrong loses nothing: the other wrap opens, and the wrong one is replaced', () => {
    const [sealed] = one.parts().accountWraps
    const wrong = openSubmission(other.parts(), one.team.keys, other.id).adoption!.wrap
    expect(failureOf(() => openQueueEntry({ ...one.entry(), wrap: wrong }, one.team.keys.account))).toBe('tampered')
    const healed = openSubmission({ ...one.parts(), accountWraps: [wrong, sealed!] }, one.team.keys, one.id)
    expect(answerOf(healed.account.answers, 'account.narrative')).toBe('Нас забрали на прохідній.')
    expect(healed.adoption?.read).toEqual(hash32(wrong))
  })
})
