import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeEpoch } from '#app/admin/new-epoch.ts'
import { removeMember } from '#app/admin/remove-member.ts'
import { makeInvitation } from '#app/admin/invite.ts'
import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { decodeSubmissionParts } from '#app/wire/queue.ts'
import { adminsText } from '#app/trust/statement-text.ts'
import { signStatement } from '#app/trust/statement.ts'
import { invitationToken, parseInvitation } from '#app/trust/invitation.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { post, type Member } from '#tests/support/member.ts'
import { setUpOrganisation, today } from '#tests/support/organisation.ts'
import { addMember, mustPost, readKeyring } from '#tests/support/people-by-code.ts'
import { readTarget, sealSample, sendSubmission, writeSample, type Sample } from '#tests/support/sample.ts'
import { refusalOf, TARAS } from '#tests/support/team.ts'

describe('the desk', () => {
  let server: InProcessServer
  let admin: Member
  let reviewer: Member
  let sample: Sample
  let plain: Sample

  beforeAll(async () => {
    server = await startInProcess()
    admin = await (await setUpOrganisation(server.origin, server.setUpCode)).signIn()
    reviewer = await addMember(server.origin, admin, TARAS)
    const target = await readTarget(server.origin)
    sample = sealSample(target, writeSample('з контактом', { contact: { name: 'Марія', handle: '+380' } }))
    plain = sealSample(target, writeSample('без контакту'))
    for (const { body } of [sample, plain]) await sendSubmission(server.origin, body)
  })
  afterAll(() => server.end())

  const id = ({ sealed }: Sample) => toB64u(sealed.digest.subarray(0, 16))
  const event = (more: object = {}) => ({
    digest: toB64u(sample.sealed.digest),
    chain: 'account',
    seq: 1,
    n: 1,
    event: toB64u(randomBytes(40 + 512)),
    ...more,
  })
  const send = (by: Member, more: object = {}) => by.post('/api/desk/events', event(more))

  it('gives each part of a submission only to who holds its compartment', async () => {
    const read = async (by: Member) => {
      const answer = await by.get(`/api/desk/submissions/${id(sample)}`)
      return decodeSubmissionParts(new Uint8Array(await answer.arrayBuffer()))
    }
    const [whole, part] = [await read(admin), await read(reviewer)]
    expect(whole.contact.length).toBeGreaterThan(0)
    expect(whole.contactWraps.length).toBe(1)
    expect([part.contact, part.contactWraps, part.contactEvents]).toEqual([new Uint8Array(), [], []])
    expect(part.contactHash).toEqual(whole.contactHash)
    expect(part.account).toEqual(whole.account)
    expect(await refusalOf(await reviewer.get('/api/desk/submissions/AAAAAAAAAAAAAAAAAAAAAA'))).toEqual([
      404,
      'not-found',
    ])
    expect(await refusalOf(await reviewer.get('/api/desk/submissions/abc'))).toEqual([400, 'malformed'])
  })

  it('keeps (submission, seq) and the member’s n unique: of two that race one has to sign anew', async () => {
    const race = await Promise.all([send(admin), send(reviewer)])
    expect(race.map(answer => answer.status).sort()).toEqual([204, 409])
    const slower = race[0].status === 409 ? admin : reviewer
    expect((await send(slower, { seq: 2 })).status).toBe(204)
    for (const more of [
      { seq: 2, n: 2 },
      { seq: 4, n: 2 },
      { seq: 3, n: 1 },
      { seq: 3, n: 3 },
    ])
      expect(await refusalOf(await send(slower, more))).toEqual([409, 'conflict'])
    expect((await send(slower, { seq: 3, n: 2 })).status).toBe(204)
    const { me } = await slower.readState()
    expect(me.position.account.n).toBe(2)
  })

  it('takes no event that is none, or for a chain that is not there or not the member’s', async () => {
    const { n } = (await admin.readState()).me.position.contact
    for (const [more, by, refusal] of [
      [{ event: toB64u(randomBytes(300)) }, admin, [400, 'malformed']],
      [{ event: toB64u(randomBytes(40 + 256 * 300)) }, admin, [413, 'too-large']],
      [{ digest: toB64u(randomBytes(32)) }, admin, [404, 'not-found']],
      [{ digest: toB64u(randomBytes(31)) }, admin, [400, 'malformed']],
      [{ digest: toB64u(plain.sealed.digest), chain: 'contact' }, admin, [404, 'not-found']],
      [{ chain: 'contact' }, reviewer, [403, 'forbidden']],
      [{ chain: 'gossip' }, admin, [400, 'malformed']],
    ] as const)
      expect(await refusalOf(await send(by, more))).toEqual(refusal)
    expect((await send(admin, { chain: 'contact', n: n + 1 })).status).toBe(204)
  })

  it('shows a reviewer nothing that only administrators use', async () => {
    const state = await reviewer.readState()
    expect(state.recoveryGrants).toEqual([])
    expect(state.invitations).toEqual([])
    expect(state.grants.map(grant => [grant.compartment, grant.to])).toEqual([['account', state.me.id]])
    const whole = await admin.readState()
    expect(whole.recoveryGrants.length).toBe(2)
    expect(whole.submissions).toBe(2)
  })

  it('lets no reviewer sign, invite, draft or retire what is not theirs', async () => {
    const keyring = await readKeyring(admin)
    const { body } = makeInvitation(keyring, { name: 'Х', roles: ['reviewer'] }, today(), server.origin)
    const epoch = makeEpoch(keyring, 'account', today())
    const sole = { at: today(), admins: [keyring.keys.sign.publicKey], quorum: 1 }
    const entry = signStatement(adminsText(keyring.log, sole), [keyring.keys.sign])
    for (const [path, sent] of [
      ['invitations', body],
      ['epochs', epoch],
      ['draft', { entry }],
      ['roster', removeMember(keyring, reviewer.desk.me.id, today())],
      ['epochs/retire', { compartment: 'contact', epoch: 1, made: '' }],
      ['quarantine', { compartment: 'contact', epoch: 1, subjects: [] }],
    ] as const)
      expect(await refusalOf(await reviewer.post(`/api/desk/${path}`, sent))).toEqual([403, 'forbidden'])
    expect((await admin.readState()).entries.length).toBe(keyring.log.entries.length)
  })

  it('takes an epoch only with a grant for everybody, on the newest log, and whole', async () => {
    const keyring = await readKeyring(admin)
    const epoch = makeEpoch(keyring, 'account', today())
    const other = makeEpoch(keyring, 'account', today())
    const before = await server.instance.db.selectFrom('grants').selectAll().execute()
    for (const [sent, refusal] of [
      [{ ...epoch, grants: epoch.grants.slice(1) }, [400, 'malformed']],
      [{ ...epoch, grants: epoch.grants.filter(grant => grant.to !== 'recovery') }, [400, 'malformed']],
      [{ ...epoch, grants: epoch.grants.map(grant => ({ ...grant, to: 'recovery' })) }, [400, 'wrong-key']],
      [{ ...epoch, key: other.key }, [400, 'wrong-key']],
      [{ ...epoch, key: { ...epoch.key, epoch: 3 } }, [400, 'malformed']],
      [{ ...epoch, entry: { ...epoch.entry, signatures: [] } }, [400, 'tampered']],
    ] as const)
      expect(await refusalOf(await admin.post('/api/desk/epochs', sent))).toEqual(refusal)
    expect(await server.instance.db.selectFrom('grants').selectAll().execute()).toEqual(before)
    expect((await admin.post('/api/desk/epochs', epoch)).status).toBe(204)
    expect(await refusalOf(await admin.post('/api/desk/epochs', other))).toEqual([409, 'conflict'])
  })

  it('lets an invitation be accepted once, and taken back', async () => {
    const made = makeInvitation(await readKeyring(admin), { name: 'Х', roles: ['reviewer'] }, today(), server.origin)
    await mustPost(admin, '/api/desk/invitations', made.body)
    expect(await refusalOf(await admin.post('/api/desk/invitations', made.body))).toEqual([409, 'conflict'])
    const token = toB64u(invitationToken(parseInvitation(new URL(made.link).hash).secret))
    const look = () => post(server.origin, '/api/invitations/look', { token })
    expect(await (await look()).json()).toMatchObject({ roles: ['reviewer'], compartments: ['account'] })
    const revoke = () =>
      fetch(`${server.origin}/api/desk/invitations/${made.body.id}`, {
        method: 'DELETE',
        headers: { cookie: admin.cookie, origin: server.origin },
      })
    expect((await revoke()).status).toBe(204)
    expect(await refusalOf(await look())).toEqual([404, 'not-found'])
    expect(await refusalOf(await revoke())).toEqual([404, 'not-found'])
    const to = { ...made.body, sealed: { ...made.body.sealed, wrap: toB64u(randomBytes(1185).fill(1, 0, 1)) } }
    expect(await refusalOf(await admin.post('/api/desk/invitations', to))).toEqual([400, 'wrong-key'])
  })

  it('lets nobody look for recovery without the recovery key', async () => {
    const { log, keys } = await readKeyring(admin)
    const sole = { at: today(), admins: [keys.sign.publicKey], quorum: 1 }
    const entry = signStatement(adminsText(log, sole), [keys.sign])
    expect(await refusalOf(await post(server.origin, '/api/recovery/look', { entry }))).toEqual([400, 'wrong-key'])
  })

  it('lets nobody go with fewer events counted than the server took: somebody would not see the last ones', async () => {
    const stale = removeMember(await readKeyring(admin), reviewer.desk.me.id, today())
    const { position } = (await reviewer.readState()).me
    const digest = toB64u(plain.sealed.digest)
    expect((await send(reviewer, { digest, n: position.account.n + 1 })).status).toBe(204)
    expect(await refusalOf(await admin.post('/api/desk/roster', stale))).toEqual([409, 'conflict'])
    const fresh = removeMember(await readKeyring(admin), reviewer.desk.me.id, today())
    expect(await refusalOf(await admin.post('/api/desk/roster', { ...fresh, remove: null }))).toEqual([
      400,
      'malformed',
    ])
    expect((await admin.post('/api/desk/roster', fresh)).status).toBe(204)
    expect((await reviewer.get('/api/desk/state')).status).toBe(401)
    const { members, roster } = await admin.readState()
    expect(members.map(member => member.id)).toEqual([admin.desk.me.id])
    expect(Buffer.from(roster, 'base64url').toString()).toContain(reviewer.desk.me.id)
  })
})
