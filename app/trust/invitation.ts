import { asciiBytes, concat, equal, fromB64u, randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { derive, keyedHash } from '#app/crypto/hash.ts'
import type { Bytes, Hash32, InvitationSecret, KemPublicKey, OwnBytes, SignPublicKey } from '#app/crypto/types.ts'

/** Days in which an invitation can be accepted and admitted: the server refuses the one, its maker's browser the other. */
export const INVITATION_DAYS = 14

/** The public keys of somebody who accepts an invitation (FORMAT.md §9). */
export type InvitedKeys = { readonly sign: SignPublicKey; readonly reply: SignPublicKey; readonly kem: KemPublicKey }

/** What the fragment of an invitation link carries (FORMAT.md §9). */
export type InvitationLink = { readonly secret: InvitationSecret; readonly fingerprint: string }

const LINK = /^([A-Za-z0-9_-]{43})\.([0-9]{40})$/

/** A fresh invitation secret: it travels outside the server (FORMAT.md §9). */
export function newInvitationSecret(): InvitationSecret {
  return randomBytes(32) as InvitationSecret
}

/** The 32 bytes by which the server finds an invitation (FORMAT.md §9). */
export function invitationToken(secret: InvitationSecret): OwnBytes {
  return derive(secret, 'svidok/v1/invite/token')
}

/** What proves that keys come from whoever got the link (FORMAT.md §9). Checked by `checkInvitationMac`. */
export function invitationMac(
  secret: InvitationSecret,
  genesisHash: Hash32,
  { sign, reply, kem }: InvitedKeys,
): OwnBytes {
  const bytes = concat(asciiBytes('svidok/v1/invite'), genesisHash, sign, reply, kem)
  return keyedHash(derive(secret, 'svidok/v1/invite/mac'), bytes)
}

/** Refuses keys that the server has slipped in (FORMAT.md §9). Throws `wrong-key`. */
export function checkInvitationMac(mac: Bytes, secret: InvitationSecret, genesisHash: Hash32, keys: InvitedKeys): void {
  if (!equal(mac, invitationMac(secret, genesisHash, keys))) {
    throw new Failure('wrong-key', 'the keys are not from whoever was invited')
  }
}

/** The fragment of an invitation link, without `#`. Undone by `parseInvitation`. */
export function formatInvitation({ secret, fingerprint }: InvitationLink): string {
  return `${toB64u(secret)}.${fingerprint}`
}

/** Reads the fragment of an invitation link, with or without its `#`. Throws `malformed`. Undoes `formatInvitation`. */
export function parseInvitation(fragment: string): InvitationLink {
  const [, secret, fingerprint] = LINK.exec(fragment.replace(/^#/, '')) ?? []
  if (secret === undefined || fingerprint === undefined) throw new Failure('malformed', 'not an invitation')
  return { secret: fromB64u(secret) as InvitationSecret, fingerprint }
}
