import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { equal, fromB64u, randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { ExportKey, Hash32 } from '#app/crypto/types.ts'
import { newEpochSecret, openEpoch } from '#app/crypto/wrap.ts'
import { grantEpoch, openGrant } from './grant.ts'
import {
  checkInvitationMac,
  formatInvitation,
  invitationMac,
  newInvitationSecret,
  parseInvitation,
} from './invitation.ts'
import { extendKeyLog, type KeyLog, verifyKeyLog } from './key-log.ts'
import { lockMember, memberKeys, type MemberKeys, newMemberSecret, unlockMember } from './member.ts'
import { combineShares, newRecovery, recoveryFields, recoveryKeys, shareHash, splitRecovery } from './recovery.ts'
import { holdersOf, parseRoster, type RosterMember, rosterText } from './roster.ts'
import { formatShare, parseShare } from './share-text.ts'
import { genesisText, rosterStatementText } from './statement-text.ts'
import { signStatement } from './statement.ts'

const code = (f: () => unknown) => {
  const result = attempt(f)
  return result instanceof Failure ? result.code : 'success'
}
const at = '2026-01-01'
let member: MemberKeys, stranger: MemberKeys
beforeAll(async () => {
  await sodiumReady()
  member = memberKeys(newMemberSecret())
  stranger = memberKeys(newMemberSecret())
})

describe('a lock', () => {
  test('opens with its export key, organisation and member, and with no other', () => {
    const [secret, exportKey, genesis] = [newMemberSecret(), randomBytes(64) as ExportKey, randomBytes(32) as Hash32]
    const { sign } = memberKeys(secret)
    const lock = lockMember(secret, exportKey, genesis)
    expect(lock.length).toBe(72)
    expect(equal(unlockMember(lock, exportKey, genesis, sign.publicKey), secret)).toBe(true)
    expect(code(() => unlockMember(lock, randomBytes(64) as ExportKey, genesis, sign.publicKey))).toBe('tampered')
    expect(code(() => unlockMember(lock, exportKey, randomBytes(32) as Hash32, sign.publicKey))).toBe('tampered')
    expect(code(() => unlockMember(lock, exportKey, genesis, stranger.sign.publicKey))).toBe('tampered')
    expect(code(() => unlockMember(lock.subarray(1), exportKey, genesis, sign.publicKey))).toBe('malformed')
  })
})

describe('a grant', () => {
  test('gives an epoch of the log to one member', () => {
    const epochs = [openEpoch(newEpochSecret()), openEpoch(newEpochSecret())]
    const [first, second] = epochs as [(typeof epochs)[0], (typeof epochs)[0]]
    const named = epochs.map(({ kem }) => ({ keyHash: toB64u(hash32(kem.publicKey)) }))
    const grant = grantEpoch(second, member.kem.publicKey)
    expect(equal(openGrant(grant, member.kem, named).secret, second.secret)).toBe(true)
    expect(
      equal(openGrant(grantEpoch(first.secret, member.kem.publicKey), member.kem, named).secret, first.secret),
    ).toBe(true)
    expect(code(() => openGrant(grant, stranger.kem, named))).toBe('wrong-key')
    expect(code(() => openGrant(grant, member.kem, named.slice(0, 1)))).toBe('tampered')
    expect(code(() => openGrant(grant, member.kem, []))).toBe('wrong-key')
    expect(code(() => openGrant(grant.subarray(1), member.kem, named))).toMatch(/malformed|unsupported/)
  })
})

describe('an invitation', () => {
  const invited = ({ sign, reply, kem }: MemberKeys) => ({
    sign: sign.publicKey,
    reply: reply.publicKey,
    kem: kem.publicKey,
  })

  test('vouches for the keys of whoever got the link', () => {
    const [secret, genesis] = [newInvitationSecret(), randomBytes(32) as Hash32]
    const mac = invitationMac(secret, genesis, invited(member))
    expect(code(() => checkInvitationMac(mac, secret, genesis, invited(member)))).toBe('success')
    expect(code(() => checkInvitationMac(mac, secret, genesis, invited(stranger)))).toBe('wrong-key')
    expect(code(() => checkInvitationMac(mac, secret, randomBytes(32) as Hash32, invited(member)))).toBe('wrong-key')
    expect(code(() => checkInvitationMac(mac, newInvitationSecret(), genesis, invited(member)))).toBe('wrong-key')
  })

  test('travels in the fragment of a link', () => {
    const link = { secret: newInvitationSecret(), fingerprint: '1234567890'.repeat(4) }
    expect(parseInvitation(`#${formatInvitation(link)}`)).toEqual(link)
    for (const text of ['', '#', 'a.b', `${formatInvitation(link)}0`, formatInvitation(link).replace('.', '-')]) {
      expect(code(() => parseInvitation(text))).toBe('malformed')
    }
  })
})

describe('a roster', () => {
  const rosterMember = (keys: MemberKeys, more: Partial<RosterMember> = {}): RosterMember => ({
    id: toB64u(randomBytes(16)),
    sign: toB64u(keys.sign.publicKey),
    kemHash: toB64u(hash32(keys.kem.publicKey)),
    reply: toB64u(keys.reply.publicKey),
    roles: ['reviewer'],
    compartments: ['account'],
    from: 0,
    ...more,
  })
  const found = () => {
    const recovery = recoveryFields(recoveryKeys(newRecovery()), 2, [])
    const genesis = genesisText({ at, organisation: 'О', admins: [member.sign.publicKey], quorum: 1, recovery })
    return verifyKeyLog([signStatement(genesis, [member.sign])])
  }
  const publish = (log: KeyLog, roster: Uint8Array) =>
    extendKeyLog(log, signStatement(rosterStatementText(log, { at, roster, speakers: [] }), [member.sign]))

  test('counts when the log names it last', () => {
    const left = { seq: 3, account: { n: 0 }, contact: { n: 2, last: toB64u(randomBytes(32)) } }
    const [old, text] = [
      rosterText([rosterMember(member)]),
      rosterText([rosterMember(member), rosterMember(stranger, { left })]),
    ]
    const young = found()
    expect(code(() => parseRoster(text, young))).toBe('tampered')
    const log = publish(publish(young, old), text)
    const roster = parseRoster(text, log)
    expect(roster.members[1]!.left).toEqual(left)
    expect(holdersOf(roster, 'account').map(({ sign }) => sign)).toEqual([toB64u(member.sign.publicKey)])
    expect(holdersOf(roster, 'contact')).toEqual([])
    expect(code(() => parseRoster(old, log))).toBe('truncated')
    expect(code(() => parseRoster(rosterText([rosterMember(member)]), log))).toBe('tampered')
  })

  test('is malformed when a member stands twice or a key is none', () => {
    const one = rosterMember(member)
    for (const members of [
      [one, { ...rosterMember(stranger), id: one.id }],
      [one, { ...one, id: toB64u(randomBytes(16)) }],
      [{ ...one, sign: toB64u(new Uint8Array(32)) }],
      [{ ...one, reply: toB64u(new Uint8Array(32)) }],
      [{ ...one, id: 'AA' }],
    ]) {
      const text = rosterText(members)
      expect(code(() => parseRoster(text, publish(found(), text)))).toBe('malformed')
    }
  })
})

describe('recovery', () => {
  test('comes back from any threshold of its shares, and from no fewer', async () => {
    const secret = newRecovery()
    const shares = await splitRecovery(secret, { threshold: 3, shares: 5 })
    expect(shares.every(share => share.length === 33 && share[32]! > 0)).toBe(true)
    for (const some of [shares.slice(0, 3), shares.slice(2), shares])
      expect(equal(await combineShares(some), secret)).toBe(true)
    expect(equal(await combineShares(shares.slice(0, 2)), secret)).toBe(false)
    const { shares: named } = recoveryFields(recoveryKeys(secret), 3, shares)
    expect(named).toEqual(shares.map(shareHash))
    for (const wrong of [[], [shares[0]!], [shares[0]!, shares[0]!], [shares[0]!, shares[1]!.subarray(1)]]) {
      await expect(combineShares(wrong)).rejects.toMatchObject({ code: 'malformed' })
    }
  })

  test('shares are copied by hand: read in any case, with any gaps, and a slip is noticed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 33, maxLength: 33 }),
        fc.nat(54),
        fc.integer({ min: 1, max: 31 }),
        (share, place, by) => {
          const text = formatShare(share)
          expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{5} ){10}[0-9A-HJKMNP-TV-Z]{5}$/)
          expect(equal(parseShare(text), share)).toBe(true)
          expect(
            equal(parseShare(text.toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o').replaceAll('1', 'l')), share),
          ).toBe(true)
          const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
          const characters = [...text.replaceAll(' ', '')]
          characters[place] = alphabet[(alphabet.indexOf(characters[place]!) + by) % 32]!
          const read = attempt(() => parseShare(characters.join('')))
          expect(read instanceof Failure ? read.code : equal(read, share)).not.toBe(true)
        },
      ),
    )
    for (const text of ['', 'U'.repeat(55), '0'.repeat(54)]) expect(code(() => parseShare(text))).toBe('malformed')
    expect(fromB64u(shareHash(new Uint8Array(33))).length).toBe(32)
  })
})
