import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { concat, decodeFrames, encodeFrames, randomBytes, u8 } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { kemKeyPairFromSeed } from '#app/crypto/keys.ts'
import { digestOfHashes } from '#app/crypto/submission.ts'
import type { Bytes, ContentKey } from '#app/crypto/types.ts'
import { adoptWrap, newEpochSecret, openEpoch, sealWrap } from '#app/crypto/wrap.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import {
  idOf,
  readTarget,
  sealSample,
  sendSubmission,
  writeSample,
  type Sample,
  type Target,
} from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { databaseOf } from '#tests/support/thief.ts'

const CONTACT = { name: 'Ніхто', handle: '@nobody' }
/** Places of the upload body (app/crypto/submission.ts). */
const [VERSION, CARD, ACCOUNT, CONTACT_BOX, ACCOUNT_WRAP, CONTACT_WRAP, TOKEN, PROOF, UPLOADS, DIGEST] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
]

type Change = (parts: Bytes[]) => void

/** Frames of a good body, changed; with the digest that fits what is in it unless it is the digest that is changed. */
function forge({ body }: Sample, change: Change, { fit = true } = {}): Uint8Array {
  const parts = decodeFrames(body).map(part => Uint8Array.from(part)) as Bytes[]
  change(parts)
  if (fit) {
    const contact = parts[CONTACT_BOX]!.length > 0 ? hash32(parts[CONTACT_BOX]!) : null
    parts[DIGEST] = digestOfHashes({
      card: hash32(parts[CARD]!),
      account: hash32(parts[ACCOUNT]!),
      contact,
      uploads: [],
    })
  }
  return encodeFrames(parts)
}

const poke = (at: number, value: number) => (bytes: Bytes) => {
  bytes[at] = value
}

const foreign = () => kemKeyPairFromSeed(randomBytes(32)).publicKey

describe('a hostile witness', () => {
  let server: TestServer
  let target: Target
  let sample: Sample
  const key = randomBytes(32) as ContentKey

  const countRows = (): number => {
    const database = new Database(databaseOf(server.data), { readonly: true })
    const tables = ['submissions', 'contacts', 'wraps'].map(name =>
      database.prepare(`select count(*) from ${name}`).pluck().get(),
    )
    database.close()
    return tables.reduce<number>((sum, count) => sum + Number(count), 0)
  }

  beforeAll(async () => {
    server = await startServer()
    await setUpOrganisation(server.origin, server.setUpCode)
    target = await readTarget(server.origin)
  })
  beforeEach(() => {
    sample = sealSample(target, writeSample('Нас забрали просто на прохідній.', { contact: CONTACT }))
  })
  afterAll(() => server.end())

  const cases: [string, string, Change, { fit: boolean }?][] = [
    ['no magic in front of a box', 'malformed', parts => poke(0, 0)(parts[CARD]!)],
    ['an unknown version of a box', 'unsupported', parts => poke(4, 9)(parts[ACCOUNT]!)],
    ['an unknown purpose', 'unsupported', parts => poke(5, 99)(parts[ACCOUNT]!)],
    ['an account in the place of the card', 'malformed', parts => (parts[CARD] = parts[ACCOUNT]!)],
    ['a box that ends inside its header', 'truncated', parts => (parts[CARD] = parts[CARD]!.subarray(0, 54))],
    ['a card over its limit', 'too-large', parts => (parts[CARD] = concat(parts[CARD]!, randomBytes(20_000)))],
    [
      'a contact over its limit',
      'too-large',
      parts => (parts[CONTACT_BOX] = concat(parts[CONTACT_BOX]!, randomBytes(20_000))),
    ],
    ['another digest', 'tampered', parts => poke(0, parts[DIGEST]![0]! ^ 1)(parts[DIGEST]!), { fit: false }],
    [
      'a card that is not of the digest',
      'tampered',
      parts => poke(100, parts[CARD]![100]! ^ 1)(parts[CARD]!),
      { fit: false },
    ],
    [
      'a contact that was left out of the digest',
      'tampered',
      parts => (parts[CONTACT_BOX] = parts[CONTACT_WRAP] = u8(0).subarray(1)),
      { fit: false },
    ],
    [
      'an adopted wrap',
      'malformed',
      parts => (parts[ACCOUNT_WRAP] = adoptWrap(key, openEpoch(newEpochSecret()), sample.sealed.digest)),
    ],
    ['an unknown kind of wrap', 'unsupported', parts => poke(0, 3)(parts[ACCOUNT_WRAP]!)],
    ['a wrap of another length', 'malformed', parts => (parts[ACCOUNT_WRAP] = parts[ACCOUNT_WRAP]!.subarray(0, -1))],
    [
      'a wrap for an unknown epoch',
      'expired',
      parts => (parts[ACCOUNT_WRAP] = sealWrap(key, foreign(), sample.sealed.digest)),
    ],
    [
      'the wraps of both compartments exchanged',
      'expired',
      parts => ([parts[ACCOUNT_WRAP], parts[CONTACT_WRAP]] = [parts[CONTACT_WRAP]!, parts[ACCOUNT_WRAP]!]),
    ],
    ['a contact without a wrap', 'malformed', parts => (parts[CONTACT_WRAP] = new Uint8Array())],
    ['a way back without its proof', 'malformed', parts => (parts[PROOF] = new Uint8Array())],
    ['a token hash of another length', 'malformed', parts => (parts[TOKEN] = randomBytes(31))],
    ['half an upload id', 'malformed', parts => (parts[UPLOADS] = randomBytes(15))],
    ['another version of the body', 'unsupported', parts => (parts[VERSION] = u8(2))],
    ['a part too many', 'malformed', parts => parts.push(u8(1))],
  ]

  it.each(cases)('sends %s: %s, and nothing is stored', async (_, code, change, options) => {
    const before = countRows()
    const { status, answer } = await sendSubmission(server.origin, forge(sample, change, options))
    expect(answer).toEqual({ error: code })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(countRows()).toBe(before)
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['JSON', new TextEncoder().encode('{"account":"in clear"}')],
    ['noise', randomBytes(5000)],
    ['a length that reaches over the end', Uint8Array.of(0xff, 0xff, 0xff, 0xff, 1)],
  ])('sends %s: malformed, and nothing is stored', async (_, body) => {
    const before = countRows()
    expect((await sendSubmission(server.origin, body)).answer).toEqual({ error: 'malformed' })
    expect(countRows()).toBe(before)
  })

  it('sends a body over the limit: too-large, and nothing is stored', async () => {
    const before = countRows()
    const { status, answer } = await sendSubmission(server.origin, new Uint8Array(1_300_000))
    expect([status, answer]).toEqual([413, { error: 'too-large' }])
    expect(countRows()).toBe(before)
  })

  it('sends a body over the limit without saying how long it is: too-large', async () => {
    const body = new ReadableStream({
      start(stream) {
        for (let i = 0; i < 20; i++) stream.enqueue(new Uint8Array(100_000))
        stream.close()
      },
    })
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      // The server closes it in the middle of the body: nobody else shall use it.
      headers: { origin: server.origin, 'content-type': 'application/octet-stream', connection: 'close' },
      body,
      duplex: 'half',
    }
    const status = await fetch(`${server.origin}/api/submissions`, init).then(
      response => response.status,
      // The connection may be closed before the whole body was taken.
      () => 413,
    )
    expect(status).toBe(413)
  })

  it('sends the same submission twice: the same answer, one row', async () => {
    const before = countRows()
    const first = await sendSubmission(server.origin, sample.body)
    expect(first).toEqual({ status: 200, answer: { id: idOf(sample) } })
    const once = countRows()
    expect(once - before).toBe(4)
    expect(await sendSubmission(server.origin, sample.body)).toEqual(first)
    expect(countRows()).toBe(once)
  })

  it('uses one code for two testimonies: no fault, and who sends at the same moment is served', async () => {
    const other = sealSample(target, writeSample('Інша розповідь'))
    const stolen = forge(other, parts => {
      parts[TOKEN] = Uint8Array.from(sample.way.tokenHash)
      parts[PROOF] = Uint8Array.from(sample.way.proof)
    })
    expect((await sendSubmission(server.origin, sample.body)).status).toBe(200)
    const honest = Array.from({ length: 8 }, (_, i) => sealSample(target, writeSample(`Чесна розповідь ${i}`)))
    const [forged, ...answers] = await Promise.all(
      [stolen, ...honest.map(each => each.body)].map(body => sendSubmission(server.origin, body)),
    )
    expect(answers).toEqual(honest.map(each => ({ status: 200, answer: { id: idOf(each) } })))
    expect(forged!.status).toBeLessThan(500)
  })

  it('is one of sixteen at once: all are accepted', async () => {
    const many = Array.from({ length: 16 }, (_, i) => sealSample(target, writeSample(`Розповідь ${i}`)))
    const answers = await Promise.all(many.map(each => sendSubmission(server.origin, each.body)))
    expect(answers).toEqual(many.map(each => ({ status: 200, answer: { id: idOf(each) } })))
  })

  it('asks for members’ answers without a session: nothing but a refusal', async () => {
    for (const path of [
      'state',
      'queue?after=0&limit=10',
      `submissions/${idOf(sample)}`,
      'wraps?compartment=account&epoch=2&after=0&limit=10',
    ]) {
      const response = await fetch(`${server.origin}/api/desk/${path}`)
      expect([response.status, await response.json()]).toEqual([401, { error: 'sign-in' }])
    }
  })
})
