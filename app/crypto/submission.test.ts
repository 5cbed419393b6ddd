import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { concat, decodeFrames, encodeFrames, equal, randomBytes, toB64u, utf8Bytes } from './bytes.ts'
import { attempt, Failure } from './failure.ts'
import { hash32 } from './hash.ts'
import { encodeJson } from './json.ts'
import { openAccount, openCard, openContact } from './open.ts'
import { deriveReceipt, newCode, parseCode } from './receipt.ts'
import { sealTestimony } from './seal.ts'
import { sodiumReady } from './sodium.ts'
import { decodeSubmission, encodeSubmission } from './submission.ts'
import type { Bytes, Hash32, UploadId } from './types.ts'
import { adoptWrap, newEpochSecret, type OpenEpoch, openEpoch } from './wrap.ts'

let account: OpenEpoch, contact: OpenEpoch
beforeAll(async () => {
  await sodiumReady()
  account = openEpoch(newEpochSecret())
  contact = openEpoch(newEpochSecret())
})

const code = (f: () => unknown) => {
  const result = attempt(f)
  return result instanceof Failure ? result.code : 'success'
}
const epochKeys = () => ({ account: account.kem.publicKey, contact: contact.kem.publicKey })
const uploadIds = (n: number) => Array.from({ length: n }, () => randomBytes(16) as UploadId)
const accountJson = (uploads: readonly UploadId[], text = 'a') =>
  encodeJson({ v: 1, answers: { text }, files: uploads.map(upload => ({ upload: toB64u(upload) })) })
const sealSome = (uploads = uploadIds(2), withContact = true) =>
  sealTestimony(
    {
      card: encodeJson({ v: 1, lang: 'uk' }),
      account: accountJson(uploads),
      contact: withContact ? encodeJson({ v: 1, name: 'О.' }) : null,
      uploads,
    },
    epochKeys(),
  )
const hashesOf = ({ sealed }: ReturnType<typeof sealSome>) => ({
  card: hash32(sealed.card),
  account: hash32(sealed.account),
  contact: sealed.contact === null ? null : hash32(sealed.contact),
})

describe('a testimony', () => {
  test('comes back as it was sealed, whatever it says', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.nat(3),
        fc.boolean(),
        (text, files, withContact) => {
          const uploads = uploadIds(files)
          const [card, told, reach] = [encodeJson({ v: 1 }), accountJson(uploads, text), encodeJson({ text })]
          const { sealed, digest } = sealTestimony(
            { card, account: told, contact: withContact ? reach : null, uploads },
            epochKeys(),
          )
          const hashes = {
            card: hash32(sealed.card),
            account: hash32(sealed.account),
            contact: sealed.contact && hash32(sealed.contact),
          }
          const opened = openAccount({ account: sealed.account, hashes, uploads, wrap: sealed.wraps.account }, account)
          expect(equal(opened.account, told)).toBe(true)
          expect(equal(opened.digest, digest)).toBe(true)
          expect(opened.value['answers']).toEqual({ text })
          expect(
            equal(openCard({ card: sealed.card, hashes, uploads, wrap: sealed.wraps.account }, account).card, card),
          ).toBe(true)
          if (sealed.contact !== null && sealed.wraps.contact !== null) {
            const parts = { contact: sealed.contact, hashes, uploads, wrap: sealed.wraps.contact }
            expect(equal(openContact(parts, contact).contact, reach)).toBe(true)
            expect(code(() => openContact(parts, account))).toBe('wrong-key')
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  test('opens with an adopted wrap', () => {
    const one = sealSome()
    const parts = { card: one.sealed.card, hashes: hashesOf(one), uploads: one.sealed.uploads }
    const { contentKey, digest } = openCard({ ...parts, wrap: one.sealed.wraps.account }, account)
    expect(code(() => openCard({ ...parts, wrap: adoptWrap(contentKey, account, digest) }, account))).toBe('success')
  })

  test('keeps its digest when its keys are wrapped for another epoch', () => {
    const one = sealSome()
    const next = openEpoch(newEpochSecret())
    const again = one.rewrap({ ...epochKeys(), account: next.kem.publicKey })
    const parts = { card: again.card, hashes: hashesOf(one), uploads: again.uploads, wrap: again.wraps.account }
    expect(equal(openCard(parts, next).digest, one.digest)).toBe(true)
  })

  test('does not open when a box, a hash or an upload is exchanged for that of another', () => {
    const [one, two] = [sealSome(), sealSome()]
    const hashes = hashesOf(one)
    const good = { card: one.sealed.card, hashes, uploads: one.sealed.uploads, wrap: one.sealed.wraps.account }
    expect(code(() => openCard(good, account))).toBe('success')
    const exchanged = [
      { ...good, card: two.sealed.card },
      { ...good, wrap: two.sealed.wraps.account },
      { ...good, hashes: { ...hashes, account: hashesOf(two).account } },
      { ...good, hashes: { ...hashes, contact: null } },
      { ...good, hashes: { ...hashes, contact: hashesOf(two).contact } },
      { ...good, uploads: two.sealed.uploads },
      { ...good, uploads: one.sealed.uploads.slice(1) },
      { ...good, uploads: [...one.sealed.uploads].reverse() },
    ]
    for (const parts of exchanged) expect(code(() => openCard(parts, account))).toBe('tampered')
  })

  test.each([
    ['names an upload less', (ids: UploadId[]) => ids.slice(1), 'tampered'],
    ['names them in another order', (ids: UploadId[]) => ids.toReversed(), 'tampered'],
    ['names one twice', (ids: UploadId[]) => [ids[0]!, ids[0]!], 'tampered'],
  ])('whose manifest %s is refused', (_, change, expected) => {
    const uploads = uploadIds(2)
    const json = accountJson(change(uploads))
    const one = sealTestimony({ card: encodeJson({}), account: json, contact: null, uploads }, epochKeys())
    const parts = { account: one.sealed.account, hashes: hashesOf(one), uploads, wrap: one.sealed.wraps.account }
    expect(code(() => openAccount(parts, account))).toBe(expected)
  })

  test('without a manifest, or one that is no JSON, is malformed', () => {
    for (const json of [encodeJson({ v: 1 }), encodeJson({ files: [{}] }), utf8Bytes('hello')]) {
      const one = sealTestimony({ card: encodeJson({}), account: json, contact: null }, epochKeys())
      const parts = { account: one.sealed.account, hashes: hashesOf(one), uploads: [], wrap: one.sealed.wraps.account }
      expect(code(() => openAccount(parts, account))).toBe('malformed')
    }
  })
})

describe('an upload', () => {
  test('is read as it was written', () => {
    const way = deriveReceipt(parseCode(newCode()), randomBytes(32) as Hash32)
    for (const one of [sealSome(), sealSome([], false)]) {
      for (const back of [null, { tokenHash: way.tokenHash, proof: way.proof }]) {
        const read = decodeSubmission(encodeSubmission(one.sealed, back))
        expect(read.sealed).toEqual(one.sealed)
        expect([toB64u(read.digest), read.id]).toEqual([toB64u(one.digest), one.id])
        expect(read.way).toEqual(back)
      }
    }
  })

  test('is refused when any bit is another, wraps and way back apart: those the openers check', () => {
    const one = sealSome()
    const body = encodeSubmission(one.sealed, null)
    fc.assert(
      fc.property(fc.nat(body.length * 8 - 1), bit => {
        const broken = body.slice()
        broken[bit >>> 3]! ^= 1 << (bit & 7)
        const read = attempt(() => decodeSubmission(broken))
        if (read instanceof Failure) return
        expect(equal(read.digest, one.digest)).toBe(true)
        const rest = { ...read.sealed, wraps: one.sealed.wraps }
        expect(rest).toEqual(one.sealed)
      }),
      { numRuns: 300 },
    )
  })

  test('is refused with a code', () => {
    const one = sealSome()
    const frames = decodeFrames(encodeSubmission(one.sealed, null))
    const changed = (place: number, part: Bytes) => encodeFrames(frames.map((frame, i) => (i === place ? part : frame)))
    const adopted = adoptWrap(randomBytes(32) as never, account, one.digest)
    const none = new Uint8Array(0)
    const cases: [string, Bytes, string][] = [
      ['nothing', none, 'malformed'],
      ['another version', changed(0, Uint8Array.of(2)), 'unsupported'],
      ['a frame more', concat(encodeFrames(frames), encodeFrames([none])), 'malformed'],
      ['an account in place of the card', changed(1, frames[2]!), 'malformed'],
      ['a stub of an account', changed(2, frames[2]!.subarray(0, 50)), 'truncated'],
      ['a huge card', changed(1, concat(frames[1]!, randomBytes(20_000))), 'too-large'],
      ['a contact without its wrap', changed(5, none), 'malformed'],
      ['a wrap without its contact', changed(3, none), 'malformed'],
      ['an adopted wrap', changed(4, adopted), 'malformed'],
      ['an unknown wrap', changed(4, Uint8Array.of(9)), 'unsupported'],
      ['half a way back', changed(6, randomBytes(32)), 'malformed'],
      ['half an upload id', changed(8, randomBytes(17)), 'malformed'],
      ['an upload twice', changed(8, concat(new Uint8Array(32))), 'malformed'],
      ['other uploads', changed(8, randomBytes(32)), 'tampered'],
      ['another digest', changed(9, randomBytes(32)), 'tampered'],
      ['a short digest', changed(9, randomBytes(31)), 'tampered'],
    ]
    for (const [name, body, expected] of cases)
      expect([name, code(() => decodeSubmission(body))]).toEqual([name, expected])
  })
})
