import { randomBytes, toB64u, utf8Text } from '#app/crypto/bytes.ts'
import { signKeyPairFromSeed } from '#app/crypto/keys.ts'
import type { Digest, ExportKey, Hash32 } from '#app/crypto/types.ts'
import { newEpochSecret, openEpoch } from '#app/crypto/wrap.ts'
import { dayText, FIRST_DAY } from '#app/trust/day.ts'
import { grantEpoch } from '#app/trust/grant.ts'
import { invitationMac, invitationToken, newInvitationSecret } from '#app/trust/invitation.ts'
import { lockMember, memberKeys, newMemberSecret } from '#app/trust/member.ts'
import { newRecovery, recoveryKeys, shareHash, splitRecovery } from '#app/trust/recovery.ts'
import { signTombstone, tombstoneText } from '#app/trust/tombstone.ts'
import type { Written } from './written.ts'

/** A member's keys, lock, grant and invitation (FORMAT.md §9). */
export function writeMembers(): Written[] {
  const secret = newMemberSecret()
  const { kem, sign, reply } = memberKeys(secret)
  const keys = { kem: toB64u(kem.publicKey), sign: toB64u(sign.publicKey), reply: toB64u(reply.publicKey) }
  const [exportKey, genesisHash] = [randomBytes(64) as ExportKey, randomBytes(32) as Hash32]
  const epoch = openEpoch(newEpochSecret())
  const invitation = newInvitationSecret()
  const invited = { sign: sign.publicKey, reply: reply.publicKey, kem: kem.publicKey }
  return [
    { ...named('member-keys', 9, 'key pairs of a member secret'), secret: toB64u(secret), ...keys },
    {
      ...named('lock-success', 9, 'a member secret at rest'),
      exportKey: toB64u(exportKey),
      genesisHash: toB64u(genesisHash),
      sign: keys.sign,
      lock: toB64u(lockMember(secret, exportKey, genesisHash)),
      secret: toB64u(secret),
    },
    {
      ...named('grant-success', 9, 'an epoch secret for a member'),
      memberSecret: toB64u(secret),
      epochPublicKey: toB64u(epoch.kem.publicKey),
      grant: toB64u(grantEpoch(epoch, kem.publicKey)),
      epochSecret: toB64u(epoch.secret),
    },
    {
      ...named('invitation', 9, 'token and MAC'),
      secret: toB64u(invitation),
      genesisHash: toB64u(genesisHash),
      ...keys,
      token: toB64u(invitationToken(invitation)),
      mac: toB64u(invitationMac(invitation, genesisHash, invited)),
    },
  ]
}

/** Recovery keys and shares (FORMAT.md §9). */
export async function writeRecovery(): Promise<Written[]> {
  const secret = newRecovery()
  const { kem, sign } = recoveryKeys(secret)
  const shares = await splitRecovery(secret, { threshold: 2, shares: 3 })
  return [
    {
      ...named('recovery-keys', 9, 'key pairs of a recovery secret'),
      secret: toB64u(secret),
      kem: toB64u(kem.publicKey),
      sign: toB64u(sign.publicKey),
    },
    {
      ...named('recovery-shares', 9, 'any two of three shares'),
      secret: toB64u(secret),
      threshold: 2,
      shares: shares.map(toB64u),
      hashes: shares.map(shareHash),
    },
  ]
}

/** A tombstone and a day text (FORMAT.md §12, §13). */
export function writeCustody(): Written[] {
  const [digest, other, event] = [randomBytes(32) as Digest, randomBytes(32) as Digest, randomBytes(32) as Hash32]
  const text = tombstoneText({ digest, at: '2026-12-01', reason: 'withdrawn', events: [event] })
  const day = { date: '2026-11-22', before: FIRST_DAY, submissions: [digest, other], events: [event] }
  return [
    {
      ...named('tombstone', 12, "signed by the witness's key"),
      text: utf8Text(text),
      ...signTombstone(text, signKeyPairFromSeed(randomBytes(32))),
    },
    {
      ...named('day', 13, 'a day text and its SHA-256'),
      ...day,
      submissions: day.submissions.map(toB64u),
      events: day.events.map(toB64u),
      ...dayText(day),
    },
  ]
}

function named(name: string, section: number, comment: string) {
  return { name, section, expect: 'success', comment } as const
}
