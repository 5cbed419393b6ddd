import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { checkKemPublicKey, checkSignPublicKey } from '#app/crypto/keys.ts'
import type { InvitationSecret, KemPublicKey } from '#app/crypto/types.ts'
import type { Keyring } from '#app/keyring/keyring.tsx'
import { sealNames } from '#app/keyring/names.ts'
import { checkInvitationMac } from '#app/trust/invitation.ts'
import type { RosterMember } from '#app/trust/roster.ts'
import type { RosterChange } from '#app/wire/members.ts'
import { compartmentsOf } from './compartments.ts'
import { grantTo } from './epoch-grants.ts'
import { readInvitation, type Invitation, type InvitationNote } from './invite.ts'
import { nextSeq, requireSoleSigner, signRoster } from './roster-change.ts'

/** Somebody who accepted, with keys that are proved to come from whoever got the link. */
export interface Admissible {
  note: InvitationNote
  member: RosterMember
  kem: KemPublicKey
}

/**
 * Checks the keys of an accepted invitation (FORMAT.md §9) before anything is signed. Throws `wrong-key` when the MAC
 * differs (the server slipped in a key), `malformed`, `tampered`, `expired`.
 */
export function checkAccepted(keyring: Keyring, invitation: Invitation, day: string): Admissible {
  const { accepted } = invitation
  if (!accepted) throw new Failure('malformed', 'an invitation that nobody accepted')
  const note = readInvitation(keyring, invitation, day)
  const kem = checkKemPublicKey(fromB64u(accepted.kem))
  const sign = checkSignPublicKey(fromB64u(accepted.sign))
  const reply = checkSignPublicKey(fromB64u(accepted.reply))
  const secret = fromB64u(note.secret) as InvitationSecret
  checkInvitationMac(fromB64u(accepted.mac), secret, keyring.log.genesisHash, { sign, reply, kem })
  if (keyring.roster.members.some(member => member.id === accepted.id || member.sign === accepted.sign)) {
    throw new Failure('malformed', 'a member stands twice in the roster')
  }
  const member: RosterMember = {
    id: accepted.id,
    sign: accepted.sign,
    kemHash: toB64u(hash32(kem)),
    reply: accepted.reply,
    roles: note.roles,
    compartments: compartmentsOf(note.roles),
    from: nextSeq(keyring.log),
  }
  return { note, member, kem }
}

/**
 * Signs a newcomer into the roster with grants of every open epoch of their compartments, and their name. Throws as `checkAccepted`, and `unsupported`
 * when the log wants more signatures.
 */
export function admit(keyring: Keyring, invitation: Invitation, day: string): RosterChange {
  const { member, note, kem } = checkAccepted(keyring, invitation, day)
  requireSoleSigner(keyring.log, keyring.keys.sign)
  const { entry, roster } = signRoster(keyring.log, [...keyring.roster.members, member], keyring.keys.sign, day)
  const grants = member.compartments.flatMap(compartment =>
    keyring.epochs[compartment].map(open => grantTo(member.id, kem, compartment, open.epoch, open)),
  )
  const [account] = keyring.epochs.account
  const known = account && keyring.namesFailure === null
  const names = known ? sealNames({ ...keyring.names, [member.id]: note.name }, account) : null
  return { entries: [entry], roster, admit: invitation.id, remove: null, grants, names }
}
