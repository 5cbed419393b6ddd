import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { setUpOrganisation, type Organisation } from '#tests/support/organisation.ts'
import { mustPost } from '#tests/support/people-by-code.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { writeDays } from './days.ts'

describe('day texts', () => {
  let server: InProcessServer
  let organisation: Organisation
  let now = Date.parse('2026-11-22T08:00:00Z')
  let n = 0

  beforeAll(async () => {
    server = await startInProcess({}, { clock: () => new Date(now) })
    organisation = await setUpOrganisation(server.origin, server.setUpCode)
  })
  afterAll(() => server.end())

  const at = (time: string) => (now = Date.parse(time))
  async function arrive() {
    const sample = sealSample(await readTarget(server.origin), writeSample('Свідчення'))
    await sendSubmission(server.origin, sample.body)
    return toB64u(sample.sealed.digest)
  }
  async function review(digest: string, seq: number) {
    const event = randomBytes(40 + 256)
    await mustPost(await organisation.signIn(), '/api/desk/events', {
      digest,
      chain: 'account',
      seq,
      n: ++n,
      event: toB64u(event),
    })
    return toB64u(hash32(event))
  }
  const texts = () => server.instance.db.selectFrom('days').selectAll().orderBy('date').execute()
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

  it('sum up each finished day, sorted, each with the hash of the one before, and never twice', async () => {
    expect(await writeDays(server.instance)).toBe(0)
    const [a, b] = [await arrive(), await arrive()]
    await review(a, 1)
    const [lastA, lastB] = [await review(a, 2), await review(b, 1)]
    expect(await writeDays(server.instance)).toBe(0)
    at('2026-11-23T23:59:00Z')
    const c = await arrive()
    at('2026-11-25T00:01:00Z')
    const lastC = await review(c, 1)
    expect(await writeDays(server.instance)).toBe(3)
    expect(await writeDays(server.instance)).toBe(0)

    const lines = (...all: string[]) => all.map(line => `${line}\n`).join('')
    const first = lines(
      'svidok/v1/day',
      '2026-11-22',
      '0'.repeat(64),
      ...[`e ${lastA}`, `e ${lastB}`, `s ${a}`, `s ${b}`].sort(),
    )
    const second = lines('svidok/v1/day', '2026-11-23', sha256(first), `s ${c}`)
    const third = lines('svidok/v1/day', '2026-11-24', sha256(second))
    const rows = await texts()
    expect(rows.map(row => row.text)).toEqual([first, second, third])
    expect(rows.map(row => row.sha256)).toEqual([first, second, third].map(sha256))

    at('2026-11-26T00:01:00Z')
    expect(await writeDays(server.instance)).toBe(1)
    expect((await texts()).at(-1)!.text).toContain(`e ${lastC}\n`)
  })

  it('miss nothing that a clock which went back dated to a day that is written', async () => {
    at('2026-11-24T12:00:00Z')
    const late = await arrive()
    at('2026-11-27T00:01:00Z')
    await writeDays(server.instance)
    const last = (await texts()).at(-1)!
    expect([last.date, last.text.includes(`s ${late}\n`)]).toEqual(['2026-11-26', true])
    at('2026-11-28T00:01:00Z')
    await writeDays(server.instance)
    expect((await texts()).filter(row => row.text.includes(late)).length).toBe(1)
  })
})
