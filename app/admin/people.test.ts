import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newContentKey, sealBox } from '#app/crypto/box.ts'
import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { encodeJson } from '#app/crypto/json.ts'
import type { Bytes, Digest, InvitationSecret } from '#app/crypto/types.ts'
import { sealWrap } from '#app/crypto/wrap.ts'
import type { Keyring } from '#app/keyring/keyring.tsx'
import { openNames } from '#app/keyring/names.ts'
import { openDesk, readLog, unlockSecret } from '#app/keyring/unlock.ts'
import { lockMember, memberKeys, newMemberSecret } from '#app/trust/member.ts'
import { invitationMac, invitationToken, newInvitationSecret, parseInvitation } from '#app/trust/invitation.ts'
import { formatShare, parseShare } from '#app/trust/share-text.ts'
import { newRecovery, shareHash, splitRecovery } from '#app/trust/recovery.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { setUpOrganisation, type Organisation } from '#tests/support/organisation.ts'
import { mustPost, readKeyring } from '#tests/support/people-by-code.ts'
import { checkAccepted } from './admit.ts'
import { makeInvitation, readInvitation, type Invitation } from './invite.ts'
import { checkShares, rebuildRecovery } from './recover.ts'
import { makeEpoch } from './new-epoch.ts'
import { removeMember } from './remove-member.ts'

const DAY = '2026-11-22'
const servers: InProcessServer[] = []
let organisation: Organisation
let keyring: Keyring

async function found(): Promise<[Organisation, Keyring]> {
  const server = await startInProcess()
  servers.push(server)
  const made = await setUpOrganisation(server.origin, server.setUpCode)
  return [made, await readKeyring(await made.signIn())]
}

beforeAll(async () => {
  ;[organisation, keyring] = await found()
})
afterAll(() => Promise.all(servers.map(server => server.end())))

const codeOf = (work: () => unknown) => {
  const outcome = attempt(work)
  return outcome instanceof Failure ? outcome.code : 'no failure'
}

/** An invitation as the server gives it back, accepted by somebody who had the link. */
function accepted(): { invitation: Invitation; secret: InvitationSecret } {
  const { body, link } = makeInvitation(keyring, { name: 'Taras', roles: ['reviewer'] }, DAY, 'https://example.org')
  const { secret } = parseInvitation(new URL(link).hash)
  return { invitation: { ...body, day: DAY, by: keyring.me.id, accepted: acceptance(secret) }, secret }
}

function acceptance(
  secret: InvitationSecret,
  keys = memberKeys(newMemberSecret()),
): NonNullable<Invitation['accepted']> {
  const [sign, reply, kem] = [keys.sign.publicKey, keys.reply.publicKey, keys.kem.publicKey]
  const mac = invitationMac(secret, keyring.log.genesisHash, { sign, reply, kem })
  const id = toB64u(randomBytes(16))
  return { id, handle: 'taras', sign: toB64u(sign), reply: toB64u(reply), kem: toB64u(kem), mac: toB64u(mac) }
}

describe('an invitation', () => {
  it('is admitted with the name and roles that its maker signed', () => {
    const { invitation } = accepted()
    const lying = { ...invitation, roles: ['admin' as const], compartments: ['contact' as const] }
    const { note, member } = checkAccepted(keyring, lying, DAY)
    expect(note.name).toBe('Taras')
    expect(member.roles).toEqual(['reviewer'])
    expect(member.compartments).toEqual(['account'])
  })

  it('is refused when the server slips in a key of its own', () => {
    const { invitation, secret } = accepted()
    const other = acceptance(newInvitationSecret())
    expect(codeOf(() => checkAccepted(keyring, { ...invitation, accepted: other }, DAY))).toBe('wrong-key')
    const kem = acceptance(secret).kem
    const mixed = { ...invitation, accepted: { ...invitation.accepted!, kem } }
    expect(codeOf(() => checkAccepted(keyring, mixed, DAY))).toBe('wrong-key')
  })

  it('is refused when the server makes the whole of it, note and keys, under a secret of its own', () => {
    const secret = newInvitationSecret()
    const forger = memberKeys(newMemberSecret())
    const forged = makeInvitation(
      { ...keyring, keys: forger },
      { name: 'Taras', roles: ['admin'] },
      DAY,
      'https://x.org',
    )
    const key = newContentKey()
    const note = encodeJson({ v: 1, secret: toB64u(secret), name: 'Taras', roles: ['admin'], day: DAY })
    const box = sealBox('team', encodeJson({ note: toB64u(note), sig: toB64u(new Uint8Array(64)) }), key)
    const wrap = sealWrap(key, keyring.keys.kem.publicKey, hash32(box) as Bytes as Digest)
    const sealed = { box: toB64u(box), wrap: toB64u(wrap) }
    const id = toB64u(hash32(invitationToken(secret)))
    const invitation = { ...forged.body, id, sealed, day: DAY, by: keyring.me.id, accepted: acceptance(secret) }
    expect(codeOf(() => checkAccepted(keyring, invitation, DAY))).toBe('tampered')
  })

  it('is not taken for another one, nor after 14 days', () => {
    const [one, two] = [accepted().invitation, accepted().invitation]
    expect(codeOf(() => readInvitation(keyring, { ...one, sealed: two.sealed }, DAY))).toBe('wrong-key')
    expect(codeOf(() => readInvitation(keyring, one, '2026-12-06'))).toBe('no failure')
    expect(codeOf(() => readInvitation(keyring, one, '2026-12-07'))).toBe('expired')
  })
})

describe('unlocking', () => {
  it('fails with another organisation’s log, though its server answers everything', async () => {
    const [, other] = await found()
    const { credentials } = organisation.founder
    const exportKey = credentials.exportKey
    const lock = lockMember(credentials.secret, exportKey, keyring.log.genesisHash)
    const signedIn = { ...keyring.me, lock: toB64u(lock), sign: toB64u(credentials.keys.sign.publicKey) }
    expect(codeOf(() => unlockSecret(signedIn, exportKey, keyring.log))).toBe('no failure')
    expect(codeOf(() => unlockSecret(signedIn, exportKey, other.log))).toBe('tampered')
  })

  it('refuses a log that lacks what this page has seen', () => {
    const shorter = { entries: keyring.state.entries.slice(0, -1) }
    expect(codeOf(() => readLog(shorter, null))).toBe('no failure')
    expect(codeOf(() => readLog(shorter, keyring.log.head))).toBe('truncated')
  })

  it('refuses a roster with other keys for this member', () => {
    expect(codeOf(() => openDesk(newMemberSecret(), keyring.log, keyring.state))).toBe('wrong-key')
  })

  it('refuses a state that withholds the newest grant, and names under an epoch that is over', async () => {
    const server = await startInProcess()
    servers.push(server)
    const member = await (await setUpOrganisation(server.origin, server.setUpCode)).signIn()
    await mustPost(member, '/api/desk/epochs', makeEpoch(await readKeyring(member), 'account', DAY))
    const state = await member.readState()
    const log = readLog(state, null)
    // The names are sealed anew in a later request of the rotation.
    expect(openDesk(member.secret, log, state)?.namesFailure).toBeNull()
    const over = { ...state, epochs: state.epochs.map(one => ({ ...one, open: one.open && one.epoch > 1 })) }
    expect(openDesk(member.secret, log, over)?.namesFailure).toBe('wrong-key')
    const withheld = { ...state, grants: state.grants.filter(grant => grant.epoch === 1) }
    expect(codeOf(() => openDesk(member.secret, log, withheld))).toBe('truncated')
    const without = { ...state, grants: state.grants.filter(grant => grant.compartment === 'account') }
    expect(codeOf(() => openDesk(member.secret, log, without))).toBe('truncated')
  })

  it('takes names only from who holds the epoch secret: a server can seal to the public key', () => {
    const [epoch] = keyring.epochs.account
    const key = newContentKey()
    const box = sealBox('team', encodeJson({ v: 1, names: { [keyring.me.id]: 'Somebody else' } }), key)
    const wrap = sealWrap(key, epoch!.kem.publicKey, hash32(box) as Bytes as Digest)
    expect(codeOf(() => openNames({ box: toB64u(box), wraps: [toB64u(wrap)] }, [epoch!]))).toBe('wrong-key')
    expect(keyring.nameOf(keyring.me.id)).toBe('Olena')
  })
})

describe('a member who leaves', () => {
  const leaver = () => {
    const { member, kem } = checkAccepted(keyring, accepted().invitation, DAY)
    const position = { account: { n: 3, last: toB64u(randomBytes(32)) }, contact: { n: 0, last: null } }
    const served = { id: member.id, handle: 'taras', kem: toB64u(kem), position }
    const view: Keyring = {
      ...keyring,
      roster: { ...keyring.roster, members: [...keyring.roster.members, member] },
      state: { ...keyring.state, members: [...keyring.state.members, served] },
    }
    return { member, view }
  }

  it('keeps what this page has read of them: a server that counts less is refused', () => {
    const { member, view } = leaver()
    const remove = (n: number) => removeMember(view, member.id, DAY, new Map([[member.sign, n]]))
    expect(codeOf(() => remove(4))).toBe('truncated')
    expect(remove(3).remove).toBe(member.id)
    expect(remove(0).remove).toBe(member.id)
  })
})

describe('a new epoch', () => {
  it('is granted to nobody whose key the roster does not name', () => {
    const kem = toB64u(memberKeys(newMemberSecret()).kem.publicKey)
    const members = keyring.state.members.map(member => ({ ...member, kem }))
    expect(codeOf(() => makeEpoch({ ...keyring, state: { ...keyring.state, members } }, 'account', DAY))).toBe(
      'wrong-key',
    )
    const recovery = { ...keyring.state, recoveryKem: kem }
    expect(codeOf(() => makeEpoch({ ...keyring, state: recovery }, 'account', DAY))).toBe('wrong-key')
    expect(makeEpoch(keyring, 'account', DAY).grants.map(grant => grant.to)).toEqual([keyring.me.id, 'recovery'])
  })
})

describe('a share', () => {
  it('that was typed wrongly is named, alone', async () => {
    const { shares } = keyring.log.recovery
    const [one, two] = organisation.shares as [string, string]
    const swapped = two.replace(/.$/, last => (last === 'A' ? 'B' : 'A'))
    expect(checkShares([one, swapped], shares)).toEqual(['right', 'form'])
    expect(checkShares([one.toLowerCase(), one], shares)).toEqual(['right', 'twice'])
    expect(checkShares(['', two.slice(0, 20)], shares)).toEqual(['empty', 'part'])
    const foreign = await splitRecovery(newRecovery(), { threshold: 2, shares: 3 })
    expect(checkShares([formatShare(foreign[0]!), two], shares)).toEqual(['wrong', 'right'])
    expect(shares).toContain(shareHash(parseShare(one)))
  })

  it('recovers with another one exactly the key that the log names', async () => {
    const [one, , three] = organisation.shares.map(parseShare)
    expect(await rebuildRecovery([three!, one!], keyring.log)).toEqual(organisation.recovery)
    const foreign = await splitRecovery(newRecovery(), { threshold: 2, shares: 3 })
    await expect(rebuildRecovery(foreign, keyring.log)).rejects.toMatchObject({ code: 'wrong-key' })
  })
})
