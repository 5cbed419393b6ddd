import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { findFreePort } from '#tests/support/ports.ts'
import { Rotating } from '#tests/support/rotating.ts'
import { readTarget } from '#tests/support/sample.ts'

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('submit' as const), behind: fc.nat(2) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('write' as const), which: fc.nat(20), behind: fc.nat(2) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('adopt' as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('spoil' as const), which: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('epoch' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('move' as const), limit: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('names' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('retire' as const), which: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** FORMAT.md §10, "properties to hold at every interruption". */
describe('a rotation that stops anywhere, in any order of steps', () => {
  const data = mkdtempSync(join(tmpdir(), 'svidok-data-'))
  let port = 0
  let server: InProcessServer
  let desk: Rotating

  const open = () => startInProcess({}, { data, port })
  beforeAll(async () => {
    port = await findFreePort()
    server = await open()
    const organisation = await setUpOrganisation(server.origin, server.setUpCode)
    desk = new Rotating(server, await organisation.signIn())
    await desk.look()
    desk.targets.push(await readTarget(server.origin))
  })
  afterAll(async () => {
    await server.end()
    rmSync(data, { recursive: true })
  })

  async function take(s: Step): Promise<void> {
    switch (s.do) {
      case 'submit':
        await desk.submit(desk.targets.at(-1 - s.behind) ?? desk.targets[0])
        return
      case 'write':
        await desk.write(s.which, desk.targets.at(-1 - s.behind))
        return
      case 'adopt':
      case 'spoil': {
        const entries = [...(await desk.readQueue()), ...(await desk.readMessages())]
        const entry = entries[s.which % Math.max(1, entries.length)]
        if (!entry) return
        const epoch = await desk.look()
        const swap = s.do === 'spoil' ? desk.spoil(entry) : attempt(() => desk.rewrap(entry, epoch))
        if (!(swap instanceof Failure)) await desk.swap([swap])
        return
      }
      case 'epoch':
        if ((await desk.openEpochs()).length < 3) await desk.addEpoch()
        return
      case 'move':
        return desk.moveSome(s.limit)
      case 'names':
        return desk.renewNames()
      case 'retire': {
        const { status } = await desk.retire((await desk.openEpochs())[s.which] ?? 1)
        expect([204, 404, 409]).toContain(status)
        return
      }
      case 'restart':
        await server.end()
        server = await open()
        desk.server = server
        // Lines that the old process closed are noticed at the next use.
        for (let i = 0; i < 5; i++) await fetch(`${server.origin}/api/key-log`).catch(() => undefined)
    }
  }

  /** Each submission and message has a wrap that opens, for an open epoch with grants to every holder and to recovery; none is lost. */
  async function check(): Promise<void> {
    const { db } = server.instance
    const granted = await db
      .selectFrom('epochs')
      .innerJoin('grants', 'grants.epoch', 'epochs.id')
      .where('open', '=', 1)
      .where('compartment', '=', 'account')
      .select(['epochs.id', 'receiver'])
      .execute()
    const holders = [...new Set([desk.admin.desk.me.id, 'recovery'])]
    const full = granted.filter(({ id }) =>
      holders.every(to => granted.some(one => one.id === id && one.receiver === to)),
    )
    const ids = [...new Set(full.map(({ id }) => id)), -1]
    const wraps = await db.selectFrom('wraps').selectAll().where('epoch', 'in', ids).execute()
    const epoch = await desk.look()
    const opened = wraps.filter(wrap => !(attempt(() => desk.rewrap(wrap, epoch)) instanceof Failure))
    const openable = new Set(opened.map(({ subject }) => toHex(subject)))
    const subjects = [...desk.received.keys(), ...desk.messages.keys()]
    expect(subjects.filter(subject => !openable.has(subject))).toEqual([])
    const messages = await db.selectFrom('messages').select('hash').execute()
    expect(messages.map(({ hash }) => toHex(hash)).sort()).toEqual([...desk.messages.keys()].sort())
    const stored = await db.selectFrom('submissions').select('digest').execute()
    expect(stored.map(({ digest }) => toHex(digest)).sort()).toEqual([...desk.received.keys()].sort())
  }

  it('leaves every submission and every message openable, loses none, and finishes when it goes on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 20 }), async steps => {
        for (const s of steps) {
          await take(s)
          await check()
        }
        await desk.finish()
        await check()
        expect(await desk.openEpochs()).toHaveLength(1)
      }),
      { numRuns: 12, endOnFailure: true },
    )
  })
})
