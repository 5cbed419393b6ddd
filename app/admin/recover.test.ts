import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { concat, randomBytes } from '#app/crypto/bytes.ts'
import { encodeSubmission } from '#app/crypto/submission.ts'
import type { SealedWrap } from '#app/crypto/types.ts'
import { makeCredentials } from '#app/keyring/credentials.ts'
import { takeOpaqueStep } from '#app/keyring/opaque-steps.ts'
import { newRecovery, splitRecovery } from '#app/trust/recovery.ts'
import { OpaqueAnswer, RecoveryView } from '#app/wire/members.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { post, signInAsMember, type Member } from '#tests/support/member.ts'
import { setUpOrganisation, today, type Organisation } from '#tests/support/organisation.ts'
import { must, rotateByCode } from '#tests/support/rotation-by-code.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { NARRATIVE, openWithOwn, readParts } from '#tests/support/team.ts'
import { claimRecovery, installAdmin } from './recover.ts'

const DARYNA = { handle: 'daryna', passphrase: 'lantern mosaic nectar orchid pebble quartz' }

describe('recovery', () => {
  let server: InProcessServer
  let organisation: Organisation
  let admin: Member

  beforeAll(async () => {
    server = await startInProcess()
    organisation = await setUpOrganisation(server.origin, server.setUpCode)
    admin = await organisation.signIn()
  })
  afterAll(() => server.end())

  async function recover({ handle, passphrase } = DARYNA): Promise<Member> {
    const register = async (id: string, request: string) => {
      const answer = await must(post(server.origin, '/api/recovery/register', { id, request }))
      return OpaqueAnswer.parse(await answer.json()).response
    }
    const credentials = await makeCredentials(handle, passphrase, register, takeOpaqueStep)
    const { log } = await readTarget(server.origin)
    const installed = installAdmin(log, organisation.recovery, credentials, today())
    const looked = await must(post(server.origin, '/api/recovery/look', { entry: installed }))
    const view = RecoveryView.parse(await looked.json())
    const secret = newRecovery()
    const fresh = { secret, shares: await splitRecovery(secret, { threshold: 2, shares: 3 }), threshold: 2 }
    const newcomer = { credentials, name: handle, keep: new Set<string>() }
    const claim = claimRecovery(log, installed, view, organisation.recovery, fresh, newcomer, today())
    await must(post(server.origin, '/api/recovery/claim', claim))
    organisation = { ...organisation, recovery: secret }
    return signInAsMember(server.origin, handle, passphrase)
  }

  it('works after somebody sent a submission that opens nowhere and its epoch was retired', async () => {
    const target = await readTarget(server.origin)
    const good = sealSample(target, writeSample(NARRATIVE))
    const { sealed, way } = sealSample(target, writeSample('Шум'))
    const noise = concat(sealed.sealed.wraps.account.subarray(0, 17), randomBytes(1168)) as SealedWrap
    const garbage = encodeSubmission({ ...sealed.sealed, wraps: { ...sealed.sealed.wraps, account: noise } }, way)
    for (const body of [good.body, garbage]) expect((await sendSubmission(server.origin, body)).status).toBe(200)
    expect(await rotateByCode(admin)).toBe('done')
    const { epochs, recoveryGrants } = await admin.readState()
    const closed = epochs.find(one => one.compartment === 'account' && one.epoch === 1)
    expect(closed).toMatchObject({ open: false, quarantined: 1 })
    const before = recoveryGrants.filter(one => one.compartment === 'account').map(one => one.epoch)
    expect(before).toEqual([2, 1])

    const newcomer = await recover()
    expect(new TextDecoder().decode(openWithOwn(newcomer, await readParts(newcomer, good)).account)).toContain(
      NARRATIVE,
    )
    const state = await newcomer.readState()
    expect(state.grants.map(one => `${one.compartment} ${one.epoch}`)).toEqual(['account 2', 'contact 2'])
    // The new recovery key reaches what was set aside, too.
    const after = state.recoveryGrants.filter(one => one.compartment === 'account')
    expect(after.map(one => one.epoch)).toEqual([2, 1])
    expect(after.map(one => one.grant)).not.toEqual(recoveryGrants.slice(0, 2).map(one => one.grant))
  })

  it('passes over a grant of a closed epoch that was sealed to an earlier recovery key', async () => {
    const { db } = server.instance
    const [closed] = await db.selectFrom('epochs').select('id').where('open', '=', 0).execute()
    const own = db.selectFrom('grants').select('sealed').where('epoch', '=', closed!.id)
    const { sealed } = await own.executeTakeFirstOrThrow()
    const earlier = Uint8Array.from([...sealed.subarray(0, 1), ...randomBytes(16), ...sealed.subarray(17)])
    await db.updateTable('grants').set({ sealed: earlier }).where('epoch', '=', closed!.id).execute()
    const newcomer = await recover({ handle: 'ostap', passphrase: 'ribbon saddle thistle umbrella velvet walnut' })
    expect((await newcomer.readState()).grants).toHaveLength(2)
    expect((await own.executeTakeFirstOrThrow()).sealed).toEqual(Buffer.from(earlier))
  })
})
