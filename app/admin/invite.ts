import * as z from 'zod/mini'
import { newContentKey, openBox, sealBox } from '#app/crypto/box.ts'
import { asciiBytes, concat, fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { decodeJson, encodeJson } from '#app/crypto/json.ts'
import { sign, verify } from '#app/crypto/keys.ts'
import type { Bytes, Digest, InvitationSecret } from '#app/crypto/types.ts'
import { openSealedWrap, sealWrap } from '#app/crypto/wrap.ts'
import type { Keyring } from '#app/keyring/keyring.tsx'
import { addDays } from '#app/trust/date.ts'
import { formatInvitation, INVITATION_DAYS, invitationToken, newInvitationSecret } from '#app/trust/invitation.ts'
import { Role, type DeskState, type NewInvitation } from '#app/wire/members.ts'
import { compartmentsOf } from './compartments.ts'
import { genesisFingerprint } from './due.ts'

const LABEL = asciiBytes('svidok/v1/invitation-note')

const SealedNote = z.object({ note: z.string(), sig: z.string() })

/** What the inviting admin keeps, signed and sealed to their own key: the server can swap neither secret nor roles. */
export const InvitationNote = z.object({
  v: z.literal(1),
  secret: z.string(),
  name: z.string(),
  roles: z.array(Role),
  day: z.string(),
})
export type InvitationNote = z.infer<typeof InvitationNote>

export type Invitation = DeskState['invitations'][number]

/** Who invites: any unlocked keyring. */
export type Inviter = Pick<Keyring, 'keys' | 'log' | 'me'>

/**
 * Makes an invitation (FORMAT.md §9). `link` is shown once and travels outside the server; `body` is what the server gets.
 * The note stays readable for its maker alone. Undone by `readInvitation`.
 */
export function makeInvitation(
  { keys, log }: Inviter,
  { name, roles }: Pick<InvitationNote, 'name' | 'roles'>,
  day: string,
  origin: string,
): { body: z.infer<typeof NewInvitation>; link: string } {
  const secret = newInvitationSecret()
  const note = encodeJson({ v: 1, secret: toB64u(secret), name, roles, day } satisfies InvitationNote)
  const sig = sign(keys.sign.secretKey, concat(LABEL, note))
  const key = newContentKey()
  const box = sealBox('team', encodeJson({ note: toB64u(note), sig: toB64u(sig) }), key)
  const wrap = sealWrap(key, keys.kem.publicKey, subjectOf(box))
  return {
    body: {
      id: invitationId(secret),
      roles,
      compartments: compartmentsOf(roles),
      sealed: { box: toB64u(box), wrap: toB64u(wrap) },
    },
    link: `${origin}/join#${formatInvitation({ secret, fingerprint: genesisFingerprint(log) })}`,
  }
}

/**
 * Opens an invitation of one's own, from the note and never from the server's words. Throws `wrong-key` or `tampered` when
 * the server swapped it, `expired` after 14 days.
 */
export function readInvitation({ keys }: Inviter, invitation: Invitation, day: string): InvitationNote {
  const box = fromB64u(invitation.sealed.box)
  const key = openSealedWrap(fromB64u(invitation.sealed.wrap), keys.kem, subjectOf(box))
  const sealed = z.safeParse(SealedNote, decodeJson(openBox('team', box, key)))
  if (!sealed.success) throw new Failure('malformed', 'not an invitation')
  const text = fromB64u(sealed.data.note)
  const sig = fromB64u(sealed.data.sig)
  if (!verify(keys.sign.publicKey, concat(LABEL, text), sig))
    throw new Failure('tampered', 'an invitation that was not ours')
  const note = z.safeParse(InvitationNote, decodeJson(text))
  if (!note.success) throw new Failure('malformed', 'not an invitation')
  if (invitationId(fromB64u(note.data.secret) as InvitationSecret) !== invitation.id) {
    throw new Failure('wrong-key', 'the note of another invitation')
  }
  if (day > addDays(note.data.day, INVITATION_DAYS)) throw new Failure('expired', 'an old invitation')
  return note.data
}

/** How the server names an invitation: H(32, token). */
function invitationId(secret: InvitationSecret): string {
  return toB64u(hash32(invitationToken(secret)))
}

function subjectOf(box: Bytes): Digest {
  return hash32(box) as Bytes as Digest
}
