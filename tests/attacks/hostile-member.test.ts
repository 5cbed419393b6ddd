import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { encodeJson } from '#app/crypto/json.ts'
import { openContact } from '#app/crypto/open.ts'
import type { Hash32 } from '#app/crypto/types.ts'
import { makeEpoch } from '#app/admin/new-epoch.ts'
import { signRoster } from '#app/admin/roster-change.ts'
import { adminsText } from '#app/trust/statement-text.ts'
import { signStatement } from '#app/trust/statement.ts'
import { KeyLogAnswer } from '#app/wire/public.ts'
import { encodeSwaps } from '#app/wire/queue.ts'
import { today } from '#tests/support/organisation.ts'
import { readKeyring } from '#tests/support/people-by-code.ts'
import { CONTACT, NARRATIVE, openWithOwn, readParts, refusalOf, startTeam, type Team } from '#tests/support/team.ts'

describe('a hostile member', () => {
  let team: Team

  beforeAll(async () => {
    team = await startTeam()
  })
  afterAll(() => team.server.end())

  const readLog = async () =>
    KeyLogAnswer.parse(await (await fetch(`${team.server.origin}/api/key-log`)).json()).entries.length

  it('without the contact grant gets no contact: neither box nor wrap nor chain', async () => {
    const own = await readParts(team.reviewer, team.sample)
    expect([own.contact.length, own.contactWraps.length, own.contactEvents.length]).toEqual([0, 0, 0])
    expect(team.reviewer.desk.epochs.contact).toEqual([])
    expect(
      await refusalOf(await team.reviewer.get('/api/desk/wraps?compartment=contact&epoch=1&after=0&limit=100')),
    ).toEqual([403, 'forbidden'])
    // The custodian gets all three, so the test above could fail.
    const all = await readParts(team.admin, team.sample)
    const hashes = { card: all.cardHash as Hash32, account: all.accountHash as Hash32 }
    const { contact } = openContact(
      { contact: all.contact, hashes, uploads: [], wrap: all.contactWraps[0]! },
      (await readKeyring(team.admin)).epochs.contact[0]!,
    )
    expect(new TextDecoder().decode(contact)).toContain(CONTACT.handle)
  })

  it('opens the account and not the contact with every key that they hold', async () => {
    const own = await readParts(team.reviewer, team.sample)
    expect(new TextDecoder().decode(openWithOwn(team.reviewer, own).account)).toContain(NARRATIVE)
    const all = await readParts(team.admin, team.sample)
    const hashes = { card: all.cardHash as Hash32, account: all.accountHash as Hash32 }
    const [wrap] = all.contactWraps
    for (const epoch of team.reviewer.desk.epochs.account) {
      const opened = attempt(() => openContact({ contact: all.contact, hashes, uploads: [], wrap: wrap! }, epoch))
      expect(opened).toBeInstanceOf(Failure)
    }
  })

  it('makes themselves an administrator: refused, and the key log stays as it is', async () => {
    const before = await readLog()
    const { log, roster, keys } = await readKeyring(team.reviewer)
    const own = log.admins.concat(keys.sign.publicKey)
    const promotion = signStatement(adminsText(log, { at: today(), admins: own, quorum: 1 }), [keys.sign])
    const members = roster.members.map(one =>
      one.id === team.reviewer.desk.me.id ? { ...one, roles: ['admin' as const, 'reviewer' as const] } : one,
    )
    const signed = signRosterAnyway(log, members, keys.sign)
    const change = { roster: signed.roster, admit: null, remove: null, grants: [], names: null }
    for (const entries of [[signed.entry], [promotion], [promotion, signed.entry]]) {
      const response = await team.reviewer.post('/api/desk/roster', { ...change, entries })
      expect((await refusalOf(response))[0]).toBeGreaterThanOrEqual(400)
    }
    expect((await team.reviewer.post('/api/desk/draft', { entry: promotion })).status).toBe(403)
    expect(await readLog()).toBe(before)
    expect((await readKeyring(team.reviewer)).roles).toEqual(['reviewer'])
  })

  it('makes an epoch of their own, signed by themselves: refused, and witnesses seal as before', async () => {
    const before = await readLog()
    const keyring = await readKeyring(team.reviewer)
    const forged = makeEpoch(
      { ...keyring, log: { ...keyring.log, admins: [keyring.keys.sign.publicKey] } },
      'account',
      today(),
    )
    expect(await refusalOf(await team.reviewer.post('/api/desk/epochs', forged))).toEqual([403, 'forbidden'])
    expect(await readLog()).toBe(before)
  })

  it('retires the epoch that everything is sealed to: refused', async () => {
    for (const epoch of [1, 2]) {
      const response = await team.reviewer.post('/api/desk/epochs/retire', { compartment: 'account', epoch, made: '' })
      expect(await refusalOf(response)).toEqual([403, 'forbidden'])
    }
    const contact = await team.reviewer.post('/api/desk/epochs/retire', { compartment: 'contact', epoch: 1, made: '' })
    expect(await refusalOf(contact)).toEqual([403, 'forbidden'])
  })

  it('invites people, replaces the recovery key, quarantines contacts: refused', async () => {
    const sealed = { box: toB64u(randomBytes(100)), wrap: toB64u(randomBytes(1185)) }
    const invitation = { id: toB64u(randomBytes(32)), roles: ['admin'], compartments: ['account', 'contact'], sealed }
    expect(await refusalOf(await team.reviewer.post('/api/desk/invitations', invitation))).toEqual([403, 'forbidden'])
    const entry = signStatement(encodeJson({ v: 1, seq: 9, at: today(), type: 'recovery' }), [
      team.reviewer.desk.keys.sign,
    ])
    const recovery = { entry, kem: toB64u(randomBytes(1216)), grants: [] }
    expect(await refusalOf(await team.reviewer.post('/api/desk/recovery', recovery))).toEqual([403, 'forbidden'])
    const quarantine = { compartment: 'contact', epoch: 1, subjects: [toB64u(team.sample.sealed.digest)] }
    expect(await refusalOf(await team.reviewer.post('/api/desk/quarantine', quarantine))).toEqual([403, 'forbidden'])
  })

  it('swaps a wrap for rubbish: the sealed one stays beside it, and the account opens', async () => {
    const before = await readParts(team.reviewer, team.sample)
    const [wrap] = before.accountWraps
    const rubbish = Uint8Array.from([2, ...wrap!.subarray(1, 17), ...randomBytes(72)])
    const swap = {
      subject: team.sample.sealed.digest,
      compartment: 'account' as const,
      read: hash32(wrap!),
      wrap: rubbish,
    }
    expect((await team.reviewer.post('/api/desk/wraps', encodeSwaps([swap]))).status).toBe(200)
    const after = await readParts(team.reviewer, team.sample)
    expect(after.accountWraps).toHaveLength(2)
    expect(new TextDecoder().decode(openWithOwn(team.reviewer, after).account)).toContain(NARRATIVE)
  })

  it('swaps a wrap that was not read, or a contact’s: nothing changes', async () => {
    const before = await readParts(team.admin, team.sample)
    const rubbish = Uint8Array.from([2, ...before.accountWraps[0]!.subarray(1, 17), ...randomBytes(72)])
    const blind = {
      subject: team.sample.sealed.digest,
      compartment: 'account' as const,
      read: randomBytes(32),
      wrap: rubbish,
    }
    const answer = await team.reviewer.post('/api/desk/wraps', encodeSwaps([blind]))
    expect(await answer.json()).toEqual({ swapped: 0, refused: [0] })
    const contact = { ...blind, compartment: 'contact' as const, read: hash32(before.contactWraps[0]!) }
    expect((await team.reviewer.post('/api/desk/wraps', encodeSwaps([contact]))).status).toBe(403)
    expect(await readParts(team.admin, team.sample)).toEqual(before)
  })
})

function signRosterAnyway(
  ...[log, members, signer]: [
    Parameters<typeof signRoster>[0],
    Parameters<typeof signRoster>[1],
    Parameters<typeof signRoster>[2],
  ]
) {
  return signRoster({ ...log, admins: [...log.admins, signer.publicKey] }, members, signer, today())
}
