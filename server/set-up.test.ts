import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toB64u } from '#app/crypto/bytes.ts'
import { completeSetUp, foundLog } from '#app/admin/found.ts'
import { makeCredentials } from '#app/keyring/credentials.ts'
import { takeOpaqueStep } from '#app/keyring/opaque-steps.ts'
import { newRecovery, recoveryFields, recoveryKeys, splitRecovery } from '#app/trust/recovery.ts'
import { OpaqueAnswer, type SetUp } from '#app/wire/members.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { post } from '#tests/support/member.ts'
import { FOUNDER, setUpOrganisation, today } from '#tests/support/organisation.ts'
import { refusalOf } from '#tests/support/team.ts'

describe('set-up', () => {
  let server: InProcessServer
  beforeEach(async () => {
    server = await startInProcess()
  })
  afterEach(() => server.end())

  async function prepare(): Promise<SetUp> {
    const code = server.setUpCode
    const credentials = await makeCredentials(
      FOUNDER.handle,
      FOUNDER.passphrase,
      async (id, request) => {
        const answer = await post(server.origin, '/api/set-up/register', { code, id, request })
        return OpaqueAnswer.parse(await answer.json()).response
      },
      takeOpaqueStep,
    )
    const recovery = newRecovery()
    const shares = await splitRecovery(recovery, { threshold: 2, shares: 3 })
    const plan = { organisation: 'Archive', languages: ['uk' as const], name: 'Olena' }
    const genesis = foundLog(plan, recoveryFields(recoveryKeys(recovery), 2, shares), credentials.keys.sign, today())
    return completeSetUp(plan, code, credentials, recovery, genesis, today())
  }
  const complete = (setUp: SetUp) => post(server.origin, '/api/set-up/complete', setUp)
  async function rows() {
    const { db } = server.instance
    const tables = [
      'organisation',
      'statements',
      'rosters',
      'epochs',
      'grants',
      'members',
      'names',
      'sessions',
    ] as const
    const counts = tables.map(table => db.selectFrom(table).select(db.fn.countAll<number>().as('n')).executeTakeFirst())
    return (await Promise.all(counts)).map(row => row?.n)
  }

  it('founds the organisation at once and gives its founder a session', async () => {
    const answer = await complete(await prepare())
    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie()[0]).toMatch(/^svidok=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(await rows()).toEqual([1, 4, 1, 2, 4, 1, 1, 1])
    const log = await (await fetch(`${server.origin}/api/key-log`)).json()
    expect(log).toMatchObject({
      keys: [
        { compartment: 'account', epoch: 1 },
        { compartment: 'contact', epoch: 1 },
      ],
    })
  })

  it('takes the code once, and no other code', async () => {
    const check = (code: string) => post(server.origin, '/api/set-up/check', { code })
    expect((await check(server.setUpCode)).status).toBe(204)
    expect(await refusalOf(await check('0000-0000-0000-0000-0000-0000'))).toEqual([403, 'forbidden'])
    const first = await prepare()
    const second = await prepare()
    expect(await refusalOf(await complete({ ...first, code: 'another' }))).toEqual([403, 'forbidden'])
    const answers = await Promise.all([complete(first), complete(second)])
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 410])
    expect(await refusalOf(await complete(second))).toEqual([410, 'used'])
    expect(await refusalOf(await check(server.setUpCode))).toEqual([410, 'used'])
    expect(await rows()).toEqual([1, 4, 1, 2, 4, 1, 1, 1])
  })

  const other = () => toB64u(new Uint8Array(1185).fill(1))
  it.each<[string, string, (setUp: SetUp) => Partial<SetUp>]>([
    ['a statement that is missing', 'malformed', s => ({ entries: s.entries.slice(0, 3) })],
    ['an epoch that is missing', 'malformed', s => ({ entries: s.entries.toSpliced(2, 1) })],
    [
      'another roster',
      'tampered',
      s => ({ roster: toB64u(Buffer.from(`${Buffer.from(s.roster, 'base64url').toString()} `)) }),
    ],
    ['another recovery key', 'wrong-key', s => ({ recoveryKem: s.founder.kem })],
    [
      'keys that are swapped',
      'wrong-key',
      s => ({ keys: s.keys.map((key, i) => ({ ...key, kem: s.keys[1 - i]!.kem })) }),
    ],
    ['a founder who is not in the roster', 'wrong-key', s => ({ founder: { ...s.founder, reply: s.founder.sign } })],
    ['a founder with another KEM key', 'wrong-key', s => ({ founder: { ...s.founder, kem: s.recoveryKem } })],
    ['a grant that is missing', 'malformed', s => ({ grants: s.grants.slice(1) })],
    [
      'a grant to another key',
      'wrong-key',
      s => ({ grants: s.grants.map((g, i) => (i === 0 ? { ...g, grant: other() } : g)) }),
    ],
    ['a grant to a stranger', 'not-found', s => ({ grants: [...s.grants, { ...s.grants[0]!, to: 'A'.repeat(22) }] })],
    ['names that are no box', 'malformed', s => ({ names: { ...s.names, box: s.names.wrap } })],
    ['a lock of another length', 'malformed', s => ({ founder: { ...s.founder, lock: s.founder.sign } })],
  ])('with %s leaves nothing half made: %s', async (_, code, change) => {
    const setUp = await prepare()
    expect((await refusalOf(await complete({ ...setUp, ...change(setUp) })))[1]).toBe(code)
    expect(await rows()).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    expect((await complete(setUp)).status).toBe(200)
  })

  it('keeps the OPAQUE secret in a file of its own, readable for its owner alone, and nowhere in the database', async () => {
    await complete(await prepare())
    const { data } = server.instance.settings
    const file = join(data, 'opaque-setup')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await server.instance.database.checkpoint()
    expect(readFileSync(join(data, 'svidok.db')).includes(readFileSync(file))).toBe(false)
  })
})

it('a server that is started again knows its organisation and gives no code', async () => {
  const data = mkdtempSync(join(tmpdir(), 'svidok-data-'))
  const before = await startInProcess({}, { data })
  const organisation = await setUpOrganisation(before.origin, before.setUpCode)
  await before.end()
  const after = await startInProcess({}, { data })
  expect(after.setUpCode).toBe('')
  await after.end()
  expect(organisation.fingerprint).toMatch(/^\d{40}$/)
  rmSync(data, { recursive: true })
})
