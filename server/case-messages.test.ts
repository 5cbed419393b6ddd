import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { randomBytes, toB64u, toHex } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { kemKeyPairFromSeed } from '#app/crypto/keys.ts'
import type { Bytes, KemPublicKey } from '#app/crypto/types.ts'
import { adoptWrap, newEpochSecret, openEpoch } from '#app/crypto/wrap.ts'
import { encodeCaseMessage } from '#app/wire/case.ts'
import { findUpload } from '#db/uploads.ts'
import {
  openCase,
  postMessage,
  sealFile,
  sealMore,
  type SealedFile,
  type SealedMore,
  type SentCase,
} from '#tests/support/evidence.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { putUpload } from '#tests/support/put-upload.ts'
import { readTarget, type Target } from '#tests/support/sample.ts'

describe('a message of a witness', () => {
  let server: InProcessServer
  let target: Target
  let to: KemPublicKey
  let own: SentCase
  let free = Number.MAX_SAFE_INTEGER

  beforeAll(async () => {
    server = await startInProcess({}, { freeBytes: () => free, clock: () => new Date('2026-11-23T11:22:33Z') })
    await setUpOrganisation(server.origin, server.setUpCode)
    target = await readTarget(server.origin)
    to = target.keys.account
  })
  beforeEach(async () => {
    own = await openCase(server.origin, target)
  })
  afterAll(() => server.end())

  const post = (message: { body: Bytes }, token: Bytes | string = own.receipt.token) =>
    postMessage(server.origin, token, message.body)
  const took = (seq: number) => ({ status: 200, answer: { seq } })
  const refused = (error: string) => expect.objectContaining({ answer: { error } }) as unknown
  const rows = () => server.instance.db.selectFrom('messages').selectAll().orderBy('id').execute()
  const rowsOf = async (message: SealedMore) =>
    (await rows()).filter(row => Buffer.compare(row.hash, hash32(message.box)) === 0)
  const put = async (file = sealFile()): Promise<SealedFile> => {
    const { id } = await putUpload(server.instance, { box: file.box })
    return { ...file, id, entry: { ...file.entry, upload: toB64u(id) } }
  }
  const forge = (message: SealedMore, change: Partial<SealedMore>) => ({
    body: encodeCaseMessage({ ...message, ...change }),
  })

  it('is stored with its wrap and its files, by the day alone', async () => {
    const file = await put()
    const message = sealMore(own, to, [file])
    expect(await post(message)).toEqual(took(1))
    const [row] = await rowsOf(message)
    expect(row).toMatchObject({ seq: 1, day: '2026-11-23', sender: 'witness' })
    expect(Buffer.compare(row!.box, message.box)).toBe(0)
    const wraps = await server.instance.db.selectFrom('wraps').selectAll().where('message', '=', row!.id).execute()
    expect(wraps.map(({ subject, kind, compartment }) => [toHex(subject), kind, compartment])).toEqual([
      [toHex(hash32(message.box)), 1, 'account'],
    ])
    expect((await findUpload(server.instance.db, file.id))!.submission).toBe(row!.submission)
    expect(server.lines.join('\n')).not.toMatch(/11:22|T11/)
  })

  it('sent again is answered as before, and stored once', async () => {
    const message = sealMore(own, to, [await put()])
    expect(await post(message)).toEqual(took(1))
    expect(await Promise.all([post(message), post(message)])).toEqual([took(1), took(1)])
    expect(await rowsOf(message)).toHaveLength(1)
    // With the next one in between, and with a wrap for an epoch that is over.
    expect(await post(sealMore(own, to, [], { seq: 2, after: message }))).toEqual(took(2))
    const { publicKey } = kemKeyPairFromSeed(randomBytes(32))
    const rewrapped = { wrap: sealMore(own, publicKey, []).wrap }
    expect(await post(forge(message, rewrapped))).toEqual(took(1))
  })

  it('counts on: no number is left out, two under one number are both kept', async () => {
    const first = sealMore(own, to, [])
    expect(await post(sealMore(own, to, [], { seq: 2, after: first }))).toEqual(refused('conflict'))
    const other = sealMore(own, to, [await put()])
    expect([await post(first), await post(other)]).toEqual([took(1), took(1)])
    expect(await post(sealMore(own, to, [], { seq: 3 }))).toEqual(refused('conflict'))
    expect([await rowsOf(first), await rowsOf(other)].map(found => found.length)).toEqual([1, 1])
  })

  it('under another number or in another case than it stands is refused', async () => {
    const message = sealMore(own, to, [])
    await post(message)
    expect(await post(forge(message, { seq: 2 }))).toEqual(refused('conflict'))
    const other = await openCase(server.origin, target)
    expect(await post(message, other.receipt.token)).toEqual(refused('conflict'))
    expect(await rowsOf(message)).toHaveLength(1)
  })

  it('without the token of a case finds nothing, whatever it is', async () => {
    const message = sealMore(own, to, [await put()])
    const { tokenHash } = own.receipt
    const tokens = [randomBytes(32), tokenHash, '', 'x', toB64u(randomBytes(31)), `${'A'.repeat(42)}B`]
    for (const token of tokens)
      expect(await post(message, token)).toEqual({ status: 404, answer: { error: 'not-found' } })
    expect(await rowsOf(message)).toEqual([])
    expect(server.lines.join('\n')).not.toContain(toB64u(own.receipt.token))
  })

  it('is of the case that kept the token first, whoever sent the same later', async () => {
    const { sample } = own
    const later = await openCase(server.origin, target)
    await server.instance.db
      .updateTable('submissions')
      .set({ token_hash: sample.way.tokenHash })
      .where('digest', '=', later.digest)
      .execute()
    const message = sealMore(own, to, [])
    expect(await post(message)).toEqual(took(1))
    const { id } = await server.instance.db
      .selectFrom('submissions')
      .select('id')
      .where('digest', '=', own.digest)
      .executeTakeFirstOrThrow()
    expect((await rowsOf(message))[0]!.submission).toBe(id)
  })

  it.each<[string, string, (message: SealedMore) => { body: Bytes }]>([
    ['noise', 'malformed', () => ({ body: randomBytes(500) })],
    ['nothing', 'malformed', () => ({ body: new Uint8Array() })],
    ['number 0', 'malformed', message => forge(message, { seq: 0 })],
    [
      'a box of another purpose',
      'malformed',
      message => forge(message, { box: sealFile().box as unknown as SealedMore['box'] }),
    ],
    ['a box that was cut', 'truncated', message => forge(message, { box: message.box.slice(0, 54) as never })],
    ['an adopted wrap', 'malformed', message => forge(message, { wrap: adopted() })],
    [
      'a wrap for an unknown epoch',
      'expired',
      message => forge(message, { wrap: sealMore(own, kemKeyPairFromSeed(randomBytes(32)).publicKey, []).wrap }),
    ],
    [
      'a wrap for the contacts',
      'expired',
      message => forge(message, { wrap: sealMore(own, target.keys.contact, []).wrap }),
    ],
    ['more uploads than are taken', 'too-large', message => forge(message, { uploads: uploads(65) })],
    ['one upload twice', 'malformed', message => forge(message, { uploads: uploads(1).flatMap(one => [one, one]) })],
    ['an upload that never came', 'not-found', message => forge(message, { uploads: uploads(1) })],
    ['more bytes than a message has', 'too-large', () => ({ body: new Uint8Array(200_000) })],
  ])('with %s is refused as %s, and nothing is stored', async (_, code, change) => {
    const before = (await rows()).length
    expect(await post(change(sealMore(own, to, [])))).toEqual(refused(code))
    expect(await rows()).toHaveLength(before)
  })

  const uploads = (n: number) => Array.from({ length: n }, () => ({ id: randomBytes(16), digest: randomBytes(32) }))
  const adopted = () => adoptWrap(randomBytes(32) as never, openEpoch(newEpochSecret()), own.digest)

  it('takes no file with other bytes than were sealed, none that is not complete, none of another case', async () => {
    const file = await put()
    const wrong = { ...file, digest: randomBytes(32) }
    expect(await post(sealMore(own, to, [wrong]))).toEqual(refused('tampered'))
    const { id } = await putUpload(server.instance, { box: file.box, arrived: 100 })
    expect(await post(sealMore(own, to, [{ ...file, id }]))).toEqual(refused('not-found'))
    const other = await openCase(server.origin, target)
    expect(await post(sealMore(other, to, [file]), other.receipt.token)).toEqual(took(1))
    expect(await post(sealMore(own, to, [file]))).toEqual(refused('conflict'))
    // What was refused left no number behind.
    expect(await post(sealMore(own, to, [await put()]))).toEqual(took(1))
  })

  it('is refused clearly when the disk is full, and what was taken before is answered all the same', async () => {
    const message = sealMore(own, to, [])
    await post(message)
    free = 1
    try {
      expect(await post(sealMore(own, to, [], { seq: 2, after: message }))).toEqual(refused('full'))
      expect(await post(message)).toEqual(took(1))
    } finally {
      free = Number.MAX_SAFE_INTEGER
    }
  })

  it('is one of five hundred at most', async () => {
    await post(sealMore(own, to, []))
    const { db } = server.instance
    const { submission } = (await rows()).at(-1)!
    const filling = Array.from({ length: 499 }, (_, i) => {
      const box = randomBytes(20)
      return { submission, sender: 'witness' as const, seq: i + 2, day: '2026-11-23', hash: hash32(box), box }
    })
    await db.insertInto('messages').values(filling).execute()
    expect(await post(sealMore(own, to, [], { seq: 501 }))).toEqual(refused('too-large'))
    await db.deleteFrom('messages').where('submission', '=', submission).where('seq', '>', 499).execute()
    expect(await post(sealMore(own, to, [], { seq: 500 }))).toEqual(took(500))
  })

  it('sends no more to a reviewer’s browser than it can hold', async () => {
    await post(sealMore(own, to, []))
    const { db } = server.instance
    const { submission } = (await rows()).at(-1)!
    const filling = Array.from({ length: 4 }, (_, i) => {
      const box = randomBytes(4_194_000)
      return { submission, sender: 'witness' as const, seq: i + 2, day: '2026-11-23', hash: hash32(box), box }
    })
    await db.insertInto('messages').values(filling).execute()
    expect(await post(sealMore(own, to, [], { seq: 6 }))).toEqual(refused('too-large'))
  })
})
