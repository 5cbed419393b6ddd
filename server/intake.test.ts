import { request as httpRequest } from 'node:http'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { randomBytes } from '#app/crypto/bytes.ts'
import { encodeSubmission } from '#app/crypto/submission.ts'
import { newEpochSecret, openEpoch } from '#app/crypto/wrap.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { idOf, readTarget, sealSample, sendSubmission, writeSample, type Target } from '#tests/support/sample.ts'

describe('intake', () => {
  let server: InProcessServer
  let target: Target
  let free = Number.MAX_SAFE_INTEGER
  let day = '2026-11-22'

  beforeAll(async () => {
    server = await startInProcess({}, { freeBytes: () => free, clock: () => new Date(`${day}T11:22:33Z`) })
    await setUpOrganisation(server.origin, server.setUpCode)
    target = await readTarget(server.origin)
  })
  afterAll(() => server.end())
  beforeEach(() => {
    free = Number.MAX_SAFE_INTEGER
  })

  const seal = (text = 'Свідчення', contact = false) =>
    sealSample(target, writeSample(text, contact ? { contact: { name: 'Марія', handle: '+380' } } : {}))
  const send = (body: Uint8Array) => sendSubmission(server.origin, body)
  async function count() {
    const { db } = server.instance
    const tables = ['submissions', 'contacts', 'wraps'] as const
    const counts = tables.map(table =>
      db.selectFrom(table).select(db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow(),
    )
    return (await Promise.all(counts)).map(row => row.n)
  }

  it('stores boxes, wraps and the day, and answers with the id', async () => {
    const before = await count()
    const sample = seal('з контактом', true)
    expect(await send(sample.body)).toEqual({ status: 200, answer: { id: idOf(sample) } })
    expect(await count()).toEqual(before.map((n, i) => n + [1, 1, 2][i]!))
    const row = await server.instance.db
      .selectFrom('submissions')
      .selectAll()
      .where('digest', '=', sample.sealed.digest)
      .executeTakeFirstOrThrow()
    expect(row.day).toBe('2026-11-22')
    expect(JSON.stringify(row)).not.toContain('11:22')
    expect(Buffer.compare(row.card, sample.sealed.sealed.card)).toBe(0)
    expect(Buffer.compare(row.token_hash!, sample.way.tokenHash)).toBe(0)
  })

  it('answers a repeat as the first time and stores one row, however often and however concurrently it comes', async () => {
    const before = await count()
    const sample = seal()
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(sample.body)))
    answers.push(await send(sample.body))
    for (const answer of answers) expect(answer).toEqual({ status: 200, answer: { id: idOf(sample) } })
    expect(await count()).toEqual(before.map((n, i) => n + [1, 0, 1][i]!))
  })

  it('takes the same submission with wraps made anew for the same one', async () => {
    const sample = seal()
    await send(sample.body)
    const before = await count()
    const again = encodeSubmission(sample.sealed.rewrap(target.keys), sample.way)
    expect(again).not.toEqual(sample.body)
    expect((await send(again)).answer).toEqual({ id: idOf(sample) })
    expect(await count()).toEqual(before)
  })

  it('accepts every one of a hundred that come at once', async () => {
    const before = await count()
    const samples = Array.from({ length: 100 }, (_, i) => seal(`Свідчення ${i}`))
    const answers = await Promise.all(samples.map(sample => send(sample.body)))
    expect(answers.map(({ answer }) => answer.id)).toEqual(samples.map(idOf))
    expect((await count())[0]).toBe(before[0]! + 100)
  })

  const stranger = () => openEpoch(newEpochSecret()).kem.publicKey
  const flip = (body: Uint8Array, at: number) => body.map((byte, i) => (i === at ? byte ^ 1 : byte))
  it.each<[string, number, () => Uint8Array]>([
    ['malformed', 400, () => randomBytes(2000)],
    ['malformed', 400, () => new Uint8Array()],
    ['malformed', 400, () => seal().body.subarray(0, 3000)],
    ['unsupported', 400, () => flip(seal().body, 4)],
    ['malformed', 400, () => flip(seal().body, 9)],
    ['unsupported', 400, () => flip(seal().body, 13)],
    ['tampered', 400, () => flip(seal().body, 400)],
    ['tampered', 400, () => seal().body.map((byte, i, all) => (i === all.length - 1 ? byte ^ 1 : byte))],
    ['too-large', 413, () => randomBytes(1_200_001)],
    ['expired', 409, () => encodeSubmission(seal().sealed.rewrap({ ...target.keys, account: stranger() }), null)],
    [
      'expired',
      409,
      () => encodeSubmission(seal('', true).sealed.rewrap({ ...target.keys, contact: stranger() }), null),
    ],
    [
      'expired',
      409,
      () => encodeSubmission(seal().sealed.rewrap({ account: target.keys.contact, contact: stranger() }), null),
    ],
  ])('refuses what is %s with that code and stores nothing', async (code, status, make) => {
    const before = await count()
    expect(await send(make())).toEqual({ status, answer: { error: code } })
    expect(await count()).toEqual(before)
  })

  it('refuses a body that goes on and on as it comes, and one that declares more than anybody reads', async () => {
    const status = (headers: Record<string, string | number>, parts: number) =>
      new Promise<number>((resolve, reject) => {
        const all = { origin: server.origin, ...headers }
        const sent = httpRequest(`${server.origin}/api/submissions`, { method: 'POST', headers: all }, answer => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        })
        sent.on('error', reject)
        for (let i = 0; i < parts; i++) sent.write(new Uint8Array(100_000))
        if (parts > 0) sent.end()
        else sent.flushHeaders()
      })
    expect(await status({}, 20)).toBe(413)
    expect(await status({ 'content-length': 10 ** 10 }, 0)).toBe(413)
  })

  it('refuses while the disk is nearly full, stores nothing, and takes the same one when there is room', async () => {
    const sample = seal()
    const before = await count()
    free = 1000
    expect(await send(sample.body)).toEqual({ status: 507, answer: { error: 'full' } })
    expect(await count()).toEqual(before)
    free = Number.MAX_SAFE_INTEGER
    expect((await send(sample.body)).status).toBe(200)
  })

  it('refuses when the database itself has no room: the submission that does not fit, and nothing is half stored', async () => {
    const { database, db } = server.instance
    const { page_count } = (await db.executeQuery<{ page_count: number }>(raw('pragma page_count'))).rows[0]!
    await db.executeQuery(raw(`pragma max_page_count = ${page_count + 6}`))
    const before = await count()
    const samples = Array.from({ length: 12 }, () => seal('довго '.repeat(2000)))
    const answers = await Promise.all(samples.map(sample => send(sample.body)))
    const taken = answers.filter(({ status }) => status === 200).length
    for (const { status, answer } of answers)
      if (status !== 200) expect([status, answer]).toEqual([507, { error: 'full' }])
    expect(taken).toBeLessThan(12)
    expect(await count()).toEqual(before.map((n, i) => n + [taken, 0, taken][i]!))
    await db.executeQuery(raw('pragma max_page_count = 1073741823'))
    for (const sample of samples) expect((await send(sample.body)).status).toBe(200)
    expect(await database.checkpoint()).toBe(true)
  })

  it('keeps what arrived in one commit in an order that does not tell who came first', async () => {
    const samples = Array.from({ length: 30 }, () => seal())
    await Promise.all(samples.map(sample => send(sample.body)))
    const { db } = server.instance
    const rows = await db.selectFrom('submissions').select(['id', 'digest']).orderBy('id', 'desc').limit(30).execute()
    const hex = rows.map(({ digest }) => Buffer.from(digest).toString('hex')).reverse()
    const sent = samples.map(sample => Buffer.from(sample.sealed.digest).toString('hex'))
    expect(hex).not.toEqual(sent)
    expect([...hex].sort()).toEqual([...sent].sort())
  })

  it('before set-up says so', async () => {
    const empty = await startInProcess()
    expect(await sendSubmission(empty.origin, seal().body)).toEqual({ status: 409, answer: { error: 'not-set-up' } })
    await empty.end()
  })

  it('writes no line that tells when a witness was there', () => {
    expect(server.lines.filter(line => /submission|refused/.test(line))).toEqual([])
    day = '2026-11-23'
    server.instance.flushLog(false)
    expect(server.lines.some(line => line.startsWith('{"day":"2026-11-22","event":"submissions"'))).toBe(true)
  })
})

function raw(statement: string) {
  return CompiledQuery.raw(statement)
}
