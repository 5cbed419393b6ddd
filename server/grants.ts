import { equal, fromB64u } from '#app/crypto/bytes.ts'
import { keyId } from '#app/crypto/key-id.ts'
import type { KemPublicKey } from '#app/crypto/types.ts'
import { checkSealedWrap, wrapForm } from '#app/crypto/wrap-form.ts'
import { holdersOf, type Roster } from '#app/trust/roster.ts'
import type { Grant } from '#app/wire/members.ts'
import type { Transactor } from '#db/database.ts'
import { listEpochs } from '#db/epochs.ts'
import { deleteGrant, listReceivers, putGrant, RECOVERY } from '#db/grants.ts'
import { findMember } from '#db/members.ts'
import { findOrganisation } from '#db/organisation.ts'
import { Refused } from './refusal.ts'

/**
 * Stores grants (FORMAT.md §9) to members or recovery as the transaction knows them by now. The form is checked, and that a
 * grant names the receiver's key; only the receiver can open it. Throws `malformed`, `wrong-key`, `not-found` for an epoch
 * that is closed or unknown, or a receiver who is.
 */
export async function storeGrants(trx: Transactor, grants: readonly Grant[]): Promise<void> {
  const epochs = await listEpochs(trx)
  for (const { to, compartment, epoch, grant } of grants) {
    const sealed = checkSealedWrap(fromB64u(grant))
    const row = epochs.find(one => one.compartment === compartment && one.epoch === epoch)
    // Recovery keeps a closed epoch while a quarantined wrap names it.
    if (!row || (!row.open && to !== RECOVERY)) throw new Refused('not-found')
    const kem = to === RECOVERY ? (await findOrganisation(trx))?.recoveryKem : await findKemOfCurrent(trx, to)
    if (!kem) throw new Refused('not-found')
    if (!equal(wrapForm(sealed).keyId, keyId(kem as KemPublicKey))) throw new Refused('wrong-key')
    await putGrant(trx, row.id, to, sealed)
  }
}

/**
 * Destroys the grants of whoever holds a compartment no more, and refuses (`malformed`) a state in which a member of a
 * compartment, or recovery, lacks a grant of an open epoch of it.
 */
export async function settleGrants(trx: Transactor, roster: Roster): Promise<void> {
  for (const { id, compartment, open } of await listEpochs(trx)) {
    if (!open) continue
    const holders = new Set([RECOVERY, ...holdersOf(roster, compartment).map(member => member.id)])
    const receivers = await listReceivers(trx, id)
    for (const receiver of receivers) if (!holders.delete(receiver)) await deleteGrant(trx, id, receiver)
    if (holders.size > 0) throw new Refused('malformed')
  }
}

async function findKemOfCurrent(trx: Transactor, id: string): Promise<Uint8Array | undefined> {
  const member = await findMember(trx, id)
  return member?.handle === null ? undefined : member?.kem
}
