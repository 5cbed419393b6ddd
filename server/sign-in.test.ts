import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { takeOpaqueStep } from '#app/keyring/opaque-steps.ts'
import { SignInStarted } from '#app/wire/members.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { post, signInAsMember } from '#tests/support/member.ts'
import { FOUNDER, setUpOrganisation } from '#tests/support/organisation.ts'
import { refusalOf } from '#tests/support/team.ts'

const MINUTE = 60_000

describe('sign-in', () => {
  let server: InProcessServer
  let now = Date.parse('2026-11-22T10:00:00Z')

  beforeAll(async () => {
    server = await startInProcess({}, { clock: () => new Date(now) })
    await setUpOrganisation(server.origin, server.setUpCode)
  })
  afterAll(() => server.end())

  const signIn = () => signInAsMember(server.origin, FOUNDER.handle, FOUNDER.passphrase)
  const start = async (handle: string, passphrase: string) => {
    const step = (await takeOpaqueStep({ step: 'start-sign-in', passphrase }))!
    const answer = await post(server.origin, '/api/sign-in/start', { handle, request: step.send })
    return { state: step.keep, ...SignInStarted.parse(await answer.json()) }
  }
  const state = (cookie: string) => fetch(`${server.origin}/api/desk/state`, { headers: { cookie } })

  it('opens the desk for who knows the passphrase', async () => {
    const member = await signIn()
    expect(member.desk.me.handle).toBe(FOUNDER.handle)
    expect(member.desk.epochs.account.length).toBe(1)
    expect(member.desk.epochs.contact.length).toBe(1)
    expect(member.desk.nameOf(member.desk.me.id)).toBe(FOUNDER.name)
  })

  it('answers alike for a name that nobody has and for a wrong passphrase', async () => {
    const wrong = await start(FOUNDER.handle, 'not the passphrase')
    const nobody = await start('nobody', 'not the passphrase')
    expect(nobody.response.length).toBe(wrong.response.length)
    for (const { state, response, attempt } of [wrong, nobody]) {
      const end = await takeOpaqueStep({ step: 'finish-sign-in', passphrase: 'not the passphrase', state, response })
      expect(end).toBeNull()
      const finish = await post(server.origin, '/api/sign-in/finish', { attempt, request: toB64u(randomBytes(64)) })
      expect(await refusalOf(finish)).toEqual([401, 'sign-in'])
      expect(finish.headers.getSetCookie()).toEqual([])
    }
  })

  it('counts an attempt once, and not after five minutes', async () => {
    const finish = async (wait: number) => {
      const { state, response, attempt } = await start(FOUNDER.handle, FOUNDER.passphrase)
      const { passphrase } = FOUNDER
      const end = (await takeOpaqueStep({ step: 'finish-sign-in', passphrase, state, response }))!
      now += wait
      const send = () => post(server.origin, '/api/sign-in/finish', { attempt, request: end.send })
      return [(await send()).status, (await send()).status]
    }
    expect(await finish(4 * MINUTE)).toEqual([200, 401])
    expect(await finish(6 * MINUTE)).toEqual([401, 401])
  })

  it('refuses a request that is none', async () => {
    const answer = await post(server.origin, '/api/sign-in/start', { handle: 'olena', request: 'abc' })
    expect(await refusalOf(answer)).toEqual([400, 'malformed'])
    const large = await post(server.origin, '/api/sign-in/start', { handle: 'x'.repeat(70_000), request: '' })
    expect(await refusalOf(large)).toEqual([413, 'too-large'])
  })

  it('ends a session on sign-out, after an idle hour and after twelve hours', async () => {
    const first = await signIn()
    const out = await post(server.origin, '/api/sign-out', {}, first.cookie)
    expect(out.headers.getSetCookie()[0]).toMatch(/^svidok=; Path=\/; HttpOnly; SameSite=Strict; Max-Age=0$/)
    expect((await state(first.cookie)).status).toBe(401)

    const idle = await signIn()
    now += 59 * MINUTE
    expect((await state(idle.cookie)).status).toBe(200)
    now += 59 * MINUTE
    expect((await state(idle.cookie)).status).toBe(200)
    now += 61 * MINUTE
    expect((await state(idle.cookie)).status).toBe(401)

    const long = await signIn()
    for (let i = 0; i < 14; i++) {
      now += 50 * MINUTE
      expect((await state(long.cookie)).status).toBe(200)
    }
    now += 50 * MINUTE
    expect((await state(long.cookie)).status).toBe(401)
  })

  it('keeps no session that could be used by who reads the database', async () => {
    const { cookie } = await signIn()
    const secret = Buffer.from(cookie.split('=')[1]!, 'base64url')
    const rows = await server.instance.db.selectFrom('sessions').selectAll().execute()
    expect(rows.some(row => Buffer.from(row.hash).equals(secret))).toBe(false)
    for (const cookie of ['svidok=', 'svidok=abc', `svidok=${toB64u(randomBytes(32))}`, `other=${toB64u(secret)}`])
      expect((await state(cookie)).status).toBe(401)
  })

  it('takes nothing that changes something from another page', async () => {
    const { cookie } = await signIn()
    const send = (headers: Record<string, string>) =>
      fetch(`${server.origin}/api/sign-out`, { method: 'POST', headers: { cookie, ...headers } })
    for (const headers of [
      {},
      { origin: 'https://example.org' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', origin: server.origin },
      { 'sec-fetch-site': 'same-site' },
    ])
      expect(await refusalOf(await send(headers))).toEqual([403, 'forbidden'])
    expect((await state(cookie)).status).toBe(200)
    expect((await send({ 'sec-fetch-site': 'same-origin' })).status).toBe(204)
  })

  it('gives no answers for an id that somebody has: they would be as good as tries at a passphrase', async () => {
    const { desk } = await signIn()
    const { send } = (await takeOpaqueStep({ step: 'start-registration', passphrase: 'guess' }))!
    const ask = (id: string) => post(server.origin, '/api/recovery/register', { id, request: send })
    expect(await refusalOf(await ask(desk.me.id))).toEqual([409, 'conflict'])
    expect((await ask(toB64u(randomBytes(16)))).status).toBe(200)
  })

  it('over https takes a cookie that no other host can set', async () => {
    const secure = await startInProcess({ SVIDOK_ORIGIN: 'https://svidok.example.org' })
    const step = await post(secure.origin, '/api/sign-out', {})
    expect(step.status).toBe(403)
    const headers = { origin: 'https://svidok.example.org' }
    const out = await fetch(`${secure.origin}/api/sign-out`, { method: 'POST', headers })
    expect(out.headers.getSetCookie()[0]).toMatch(
      /^__Host-svidok=; Path=\/; HttpOnly; SameSite=Strict; Secure; Max-Age=0$/,
    )
    expect(out.headers.get('strict-transport-security')).toContain('max-age')
    await secure.end()
  })
})
