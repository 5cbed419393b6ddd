import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import * as keys from '#app/crypto/keys.ts'
import { newRecovery, recoveryFields, recoveryKeys, splitRecovery } from '#app/trust/recovery.ts'
import { adminsText, recoveryText } from '#app/trust/statement-text.ts'
import { signStatement } from '#app/trust/statement.ts'
import { extendKeyLog } from '#app/trust/key-log.ts'
import { makeEpoch } from '#app/admin/new-epoch.ts'
import { signRoster } from '#app/admin/roster-change.ts'
import { createDirectIntake } from '#server/direct-intake.ts'
import { createGuesses } from '#server/guesses.ts'
import { serve } from '#server/serve.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { post, type Member } from '#tests/support/member.ts'
import { setUpOrganisation, today, type Organisation } from '#tests/support/organisation.ts'
import { readKeyring } from '#tests/support/people-by-code.ts'
import { Rotating } from '#tests/support/rotating.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { refusalOf } from '#tests/support/team.ts'

describe('a server that is sent too much', () => {
  let server: InProcessServer
  let organisation: Organisation
  let admin: Member
  const waits: number[] = []

  beforeAll(async () => {
    server = await startInProcess({}, { wait: milliseconds => Promise.resolve(void waits.push(milliseconds)) })
    organisation = await setUpOrganisation(server.origin, server.setUpCode)
    admin = await organisation.signIn()
  }, 60_000)
  afterAll(() => server.end())

  it('verifies one signature of the recovery key, of a statement that is short, and slows down who asks on', async () => {
    const { log } = await readTarget(server.origin)
    const { sign } = recoveryKeys(organisation.recovery)
    const entry = signStatement(adminsText(log, { at: today(), admins: [sign.publicKey], quorum: 1 }), [sign])
    const forged = { by: toB64u(sign.publicKey), sig: toB64u(randomBytes(64)) }
    const verified = vi.spyOn(keys, 'verify')
    const look = (body: unknown) => post(server.origin, '/api/recovery/look', { entry: body })
    const many = { ...entry, signatures: Array.from({ length: 64 }, () => forged) }
    expect(await refusalOf(await look(many))).toEqual([400, 'wrong-key'])
    expect(verified).toHaveBeenCalledTimes(1)
    verified.mockRestore()
    expect(await refusalOf(await look({ ...entry, signatures: [...many.signatures, forged] }))).toEqual([
      400,
      'malformed',
    ])
    const long = { ...entry, statement: 'A'.repeat(87_384) }
    expect(await refusalOf(await look(long))).toEqual([400, 'malformed'])
    const large = { entries: [entry, entry, entry], pad: 'A'.repeat(1_048_576) }
    expect(await refusalOf(await post(server.origin, '/api/recovery/claim', large))).toEqual([413, 'too-large'])
    waits.length = 0
    for (let i = 0; i < 4; i++) await look(many)
    expect(waits.length).toBeGreaterThan(0)
    expect((await look(entry)).status).toBe(200)
  })

  it('takes with a roster no statement that is installed elsewhere', async () => {
    const { log, roster, keys: own, state, epochs, compartments } = await readKeyring(admin)
    const { entry: epoch } = makeEpoch({ log, roster, keys: own, state, epochs, compartments }, 'account', today())
    const secret = newRecovery()
    const shares = await splitRecovery(secret, { threshold: 2, shares: 3 })
    const fields = recoveryFields(recoveryKeys(secret), 2, shares)
    const recovery = signStatement(recoveryText(log, { at: today(), recovery: fields }), [own.sign])
    for (const first of [epoch, recovery]) {
      const signed = signRoster(extendKeyLog(log, first), roster.members, own.sign, today())
      const change = { roster: signed.roster, admit: null, remove: null, grants: [], names: null }
      for (const body of [
        { ...change, entries: [first, signed.entry] },
        { ...change, entries: [first], roster: state.roster },
      ])
        expect(await refusalOf(await admin.post('/api/desk/roster', body))).toEqual([400, 'malformed'])
    }
    expect((await readKeyring(admin)).log.head.seq).toBe(log.head.seq)
  })

  it('takes no sign-in under a name of any length, and lets only so many wait', async () => {
    const answer = await post(server.origin, '/api/sign-in/start', { handle: 'a'.repeat(65), request: '' })
    expect(await refusalOf(answer)).toEqual([400, 'malformed'])
    const guesses = createGuesses(
      () => new Date(),
      () => sleep(50),
    )
    const tries = await Promise.allSettled(Array.from({ length: 1_200 }, () => guesses.slow('one')))
    const busy = tries.filter(one => one.status === 'rejected')
    expect(busy.length).toBeGreaterThan(100)
    expect(busy[0]).toMatchObject({ reason: { code: 'busy' } })
    await expect(guesses.slow('one')).resolves.toBeUndefined()
  })

  it('holds only so many bytes of submissions at a time, and all of it again afterwards', async () => {
    const { body } = sealSample(await readTarget(server.origin), writeSample('Свідчення'))
    const small = createDirectIntake(server.instance, body.length - 1)
    const enough = createDirectIntake(server.instance, body.length)
    let intake = small
    const app = { fetch: () => new Response(null, { status: 404 }) } as never
    const answering = {
      intake: ((...both) => intake(...both)) as typeof small,
      uploads: () => false,
      assets: () => undefined,
      app,
    }
    const serving = await serve(answering, { port: 0, host: '127.0.0.1' })
    const { origin } = server.instance.settings
    const send = () =>
      fetch(`http://127.0.0.1:${serving.port}/api/submissions`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/octet-stream' },
        body: body as Uint8Array<ArrayBuffer>,
      })
    expect(await refusalOf(await send())).toEqual([503, 'busy'])
    intake = enough
    for (let i = 0; i < 2; i++) expect((await send()).status).toBe(200)
    await serving.close()
  })

  it('retires an epoch while other transactions wait for their turn', async () => {
    const desk = new Rotating(server, admin)
    await desk.look()
    desk.targets.push(await readTarget(server.origin))
    expect((await sendSubmission(server.origin, (await desk.submit()).sample.body)).status).toBe(200)
    await desk.addEpoch()
    await desk.moveSome(100)
    await desk.renewNames()
    const rush = { on: true }
    const { db } = server.instance
    const busy = Array.from({ length: 3 }, async () => {
      while (rush.on)
        await db.transaction().execute(async trx => {
          await trx.selectFrom('epochs').selectAll().execute()
          await trx.updateTable('epochs').set({ open: 1 }).where('id', '=', -1).execute()
          await sleep(2)
        })
    })
    const { status } = await desk.retire(1)
    rush.on = false
    await Promise.all(busy)
    expect(status).toBe(204)
    expect(server.lines.filter(line => line.includes('checkpoint postponed'))).toEqual([])
  })
})
