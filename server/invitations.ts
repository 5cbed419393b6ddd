import { checkBoxForm } from '#app/crypto/box-form.ts'
import { equal, fromB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { keyId } from '#app/crypto/key-id.ts'
import type { KemPublicKey } from '#app/crypto/types.ts'
import { checkSealedWrap, wrapForm } from '#app/crypto/wrap-form.ts'
import { addDays } from '#app/trust/date.ts'
import { INVITATION_DAYS } from '#app/trust/invitation.ts'
import type * as z from 'zod/mini'
import type { InvitationAccept, InvitationAnswer, InvitationRegister, NewInvitation, Role } from '#app/wire/members.ts'
import type { Db } from '#db/database.ts'
import type { Compartment } from '#db/epochs.ts'
import {
  acceptInvitation,
  deleteInvitation,
  findInvitation,
  insertInvitation,
  type InvitationRow,
} from '#db/invitations.ts'
import { deleteMember } from '#db/members.ts'
import { deleteSessionsOf } from '#db/sessions.ts'
import { readAuthority, requireAdmin } from './authority.ts'
import { readBytes } from './body.ts'
import { today, type Instance } from './instance.ts'
import { entriesOf } from './key-log.ts'
import { answerRegistration, registerMember } from './new-member.ts'
import { Refused } from './refusal.ts'

/**
 * Keeps an invitation under the hash of its token (FORMAT.md §9); its secret comes in a team box wrapped to the maker's own
 * KEM key. For admins. Throws `wrong-key` for a wrap to anybody else, `conflict` for an id that is taken.
 */
export async function invite(instance: Instance, member: string, made: z.infer<typeof NewInvitation>): Promise<void> {
  await instance.db.transaction().execute(async trx => {
    const maker = await readAuthority(instance, trx, member)
    requireAdmin(maker)
    const wrap = checkSealedWrap(fromB64u(made.sealed.wrap))
    if (!equal(wrapForm(wrap).keyId, keyId(maker.row.kem as KemPublicKey))) throw new Refused('wrong-key')
    await insertInvitation(trx, {
      id: readBytes(made.id, 32),
      roles: [...new Set(made.roles)],
      compartments: [...new Set(made.compartments)],
      day: today(instance),
      maker: member,
      box: checkBoxForm('team', fromB64u(made.sealed.box)),
      wrap,
    })
  })
}

/** Takes an invitation back, and the registration of whoever accepted it but was not admitted. For admins. */
export async function revokeInvitation(instance: Instance, member: string, id: string): Promise<void> {
  await instance.db.transaction().execute(async trx => {
    requireAdmin(await readAuthority(instance, trx, member))
    const found = await findInvitation(trx, readBytes(id, 32))
    if (!found) throw new Refused('not-found')
    await deleteInvitation(trx, found.id)
    if (found.accepted === null) return
    await deleteSessionsOf(trx, found.accepted)
    await deleteMember(trx, found.accepted)
  })
}

/** What an invitation offers, for who holds its token. Throws `not-found`, `used`, `expired` after 14 days. */
export async function lookAtInvitation(instance: Instance, token: string): Promise<z.infer<typeof InvitationAnswer>> {
  const { roles, compartments } = await requireUsable(instance, instance.db, token)
  const entries = entriesOf(await instance.keyLog.read(instance.db))
  return { roles: roles as Role[], compartments: compartments as Compartment[], entries }
}

/** Answers the OPAQUE registration of who was invited. Throws `not-found`, `used`, `expired`, `conflict`, `malformed`. */
export async function registerInvited(
  instance: Instance,
  { token, ...registration }: z.infer<typeof InvitationRegister>,
): Promise<{ response: string }> {
  await requireUsable(instance, instance.db, token)
  return answerRegistration(instance, registration)
}

/**
 * Registers who was invited, with the MAC that the inviting admin's browser checks before it lets them in. Throws
 * `not-found`, `used`, `expired`, `conflict` when the handle is taken, `malformed`.
 */
export async function accept(instance: Instance, accepted: z.infer<typeof InvitationAccept>): Promise<void> {
  await instance.db.transaction().execute(async trx => {
    const { id } = await requireUsable(instance, trx, accepted.token)
    const mac = readBytes(accepted.mac, 32)
    const { id: member } = await registerMember(trx, accepted.member)
    await acceptInvitation(trx, id, member, mac)
  })
}

async function requireUsable(instance: Instance, db: Db, token: string): Promise<InvitationRow> {
  const found = await findInvitation(db, hash32(readBytes(token, 32)))
  if (!found) throw new Refused('not-found')
  if (found.accepted !== null) throw new Refused('used')
  if (addDays(found.day, INVITATION_DAYS) < today(instance)) throw new Refused('expired')
  return found
}
