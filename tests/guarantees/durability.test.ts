import { Agent, request } from 'node:http'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '#app/crypto/bytes.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget, sealSample, writeSample, type Sample } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { databaseOf } from '#tests/support/thief.ts'

const KILLS = 100
const LANES = 16
const SAMPLES = 1500

describe('received means durable', () => {
  let server: TestServer
  let samples: Sample[]

  beforeAll(async () => {
    server = await startServer()
    await setUpOrganisation(server.origin, server.setUpCode)
    const target = await readTarget(server.origin)
    const plaintexts = Array.from({ length: 20 }, (_, i) => writeSample(`Свідчення ${i} `.repeat(20 * i + 1)))
    samples = Array.from({ length: SAMPLES }, (_, i) => sealSample(target, plaintexts[i % plaintexts.length]!))
  })
  afterAll(() => server.end())

  /** Whether the server said that it has received the sample. */
  function send(agent: Agent, { body }: Sample): Promise<boolean> {
    return new Promise(resolve => {
      const headers = { origin: server.origin, 'content-length': body.length }
      const sent = request(`${server.origin}/api/submissions`, { agent, method: 'POST', headers }, answer => {
        answer.on('error', () => resolve(false))
        answer.on('end', () => resolve(answer.statusCode === 200)).resume()
      })
      sent.on('error', () => resolve(false))
      sent.end(body)
    })
  }

  /** Sends from many lines at once until the server is killed, at a random moment under load. */
  async function sendUntilKilled(received: Set<Sample>, next: () => Sample): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: LANES })
    const lane = async () => {
      for (let sample = next(); await send(agent, sample); sample = next()) received.add(sample)
    }
    const lanes = Promise.all(Array.from({ length: LANES }, lane))
    const before = received.size
    for (let waited = 0; received.size === before && waited < 500; waited += 5)
      await new Promise(go => setTimeout(go, 5))
    await new Promise(go => setTimeout(go, Math.random() * 60))
    await server.stop('SIGKILL')
    await lanes
    agent.destroy()
  }

  it(`keeps every acknowledged submission over ${KILLS} kills under load, and none twice`, async () => {
    const received = new Set<Sample>()
    let turn = 0
    // What was not acknowledged is sent again, like much of what was.
    const next = () => samples[turn++ % samples.length]!
    for (let kill = 0; kill < KILLS; kill++) {
      if (kill > 0) await server.start()
      await sendUntilKilled(received, next)
    }
    await server.start()
    expect(received.size).toBeGreaterThan(KILLS)

    const database = new Database(databaseOf(server.data), { readonly: true })
    const stored = database.prepare('select digest from submissions').pluck().all() as Buffer[]
    const complete = database
      .prepare(
        `select digest from submissions s join wraps w on w.submission = s.id
          where length(s.card) > 0 and length(s.account) > 0 and w.wrap is not null`,
      )
      .pluck()
      .all() as Buffer[]
    const integrity = database.pragma('integrity_check', { simple: true })
    database.close()
    const digests = new Set(stored.map(digest => digest.toString('hex')))
    expect([...received].filter(({ sealed }) => !digests.has(toHex(sealed.digest)))).toEqual([])
    expect(digests.size).toBe(stored.length)
    expect(complete.length).toBe(stored.length)
    expect(integrity).toBe('ok')

    const agent = new Agent({ keepAlive: true })
    for (const sample of [...received].slice(0, 50)) expect(await send(agent, sample)).toBe(true)
    agent.destroy()
    const after = new Database(databaseOf(server.data), { readonly: true })
    expect(after.prepare('select count(*) from submissions').pluck().get()).toBe(stored.length)
    after.close()
  })
})
