import { client, ready, server as opaqueServer } from '@serenity-kit/opaque'
import Database from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromB64u, randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { ExportKey, SignPublicKey } from '#app/crypto/types.ts'
import { unlockMember } from '#app/trust/member.ts'
import { signInAsMember } from '#tests/support/member.ts'
import { removeByCode } from '#tests/support/people-by-code.ts'
import { idOf } from '#tests/support/sample.ts'
import { refusalOf, startTeam, TARAS, type Team } from '#tests/support/team.ts'
import { databaseOf, forget, steal } from '#tests/support/thief.ts'

describe('what is stolen or taken along', () => {
  let team: Team

  beforeAll(async () => {
    team = await startTeam()
  })
  afterAll(() => team.server.end())

  it('who stole the database without the OPAQUE set-up opens no lock, not even knowing the passphrase', async () => {
    const folder = steal(team.server.data)
    try {
      const database = new Database(databaseOf(folder))
      const row = database.prepare('select id, lock, sign, record from members where handle = ?').get(TARAS.handle) as {
        id: string
        lock: Uint8Array
        sign: Uint8Array
        record: string
      }
      const genesis = database.prepare('select text from statements where seq = 0').pluck().get() as Uint8Array
      const tables = database.prepare(`select name from sqlite_master where type = 'table'`).pluck().all() as string[]
      const values = tables.flatMap(table =>
        (database.prepare(`select * from "${table}"`).raw().all() as unknown[][]).flat(),
      )
      database.close()
      const genesisHash = hash32(new Uint8Array(genesis))
      const tries = (key: Uint8Array) =>
        attempt(() =>
          unlockMember(
            new Uint8Array(row.lock),
            key as ExportKey,
            genesisHash,
            new Uint8Array(row.sign) as SignPublicKey,
          ),
        )
      let tried = 0
      for (const value of values) {
        const decoded = typeof value === 'string' && /^[\w-]+$/.test(value) ? attempt(() => fromB64u(value)) : value
        if (!(decoded instanceof Uint8Array)) continue
        for (let at = 0; at + 64 <= decoded.length; at++, tried++)
          expect(tries(Uint8Array.from(decoded.subarray(at, at + 64)))).toBeInstanceOf(Failure)
      }
      expect(tried).toBeGreaterThan(1000)

      await ready
      const signIn = (serverSetup: string) => {
        const { clientLoginState, startLoginRequest } = client.startLogin({ password: TARAS.passphrase })
        const { loginResponse } = opaqueServer.startLogin({
          serverSetup,
          userIdentifier: row.id,
          registrationRecord: row.record,
          startLoginRequest,
        })
        return client.finishLogin({
          clientLoginState,
          loginResponse,
          password: TARAS.passphrase,
          keyStretching: 'memory-constrained',
        })
      }
      expect(signIn(opaqueServer.createSetup())).toBeUndefined()
      // With the set-up, which is kept apart, the same passphrase opens: the proof that the tries above could succeed.
      const setup = readFileSync(join(folder, 'opaque-setup'), 'utf8').trim()
      expect(tries(fromB64u(signIn(setup)!.exportKey))).toEqual(team.reviewer.secret)
    } finally {
      forget(folder)
    }
  })

  it('who was removed is out at once: no answer to their cookie, no sign-in, no grant left', async () => {
    expect((await team.reviewer.get('/api/desk/state')).status).toBe(200)
    await removeByCode(team.admin, team.reviewer.desk.me.id)
    for (const path of ['state', 'queue?after=0&limit=10', `submissions/${idOf(team.sample)}`]) {
      expect(await refusalOf(await team.reviewer.get(`/api/desk/${path}`))).toEqual([401, 'sign-in'])
    }
    const event = {
      digest: toB64u(team.sample.sealed.digest),
      chain: 'account',
      seq: 3,
      n: 3,
      event: toB64u(randomBytes(300)),
    }
    expect(await refusalOf(await team.reviewer.post('/api/desk/events', event))).toEqual([401, 'sign-in'])
    await expect(signInAsMember(team.server.origin, TARAS.handle, TARAS.passphrase)).rejects.toThrow(
      'wrong name or passphrase',
    )
    const folder = steal(team.server.data)
    const database = new Database(databaseOf(folder))
    expect(
      database.prepare('select count(*) from grants where receiver = ?').pluck().get(team.reviewer.desk.me.id),
    ).toBe(0)
    expect(
      database.prepare('select handle, record, lock from members where id = ?').get(team.reviewer.desk.me.id),
    ).toEqual({
      handle: null,
      record: null,
      lock: null,
    })
    database.close()
    forget(folder)
  })
})
