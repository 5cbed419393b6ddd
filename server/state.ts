import { toB64u } from '#app/crypto/bytes.ts'
import type { Roster } from '#app/trust/roster.ts'
import type { DeskState, Grant, RecoveryView, Role } from '#app/wire/members.ts'
import type { EpochKey } from '#app/wire/public.ts'
import type { Db } from '#db/database.ts'
import { listEpochs, type Compartment } from '#db/epochs.ts'
import { listGrants, RECOVERY } from '#db/grants.ts'
import { listInvitations } from '#db/invitations.ts'
import { findDraft, newestRoster } from '#db/key-log.ts'
import { findMember } from '#db/members.ts'
import { findNames } from '#db/names.ts'
import { findOrganisation } from '#db/organisation.ts'
import { countSubmissions } from '#db/submissions.ts'
import { countLeft, countQuarantined } from '#db/wraps.ts'
import type { Authority } from './authority.ts'
import type { Instance } from './instance.ts'
import { entriesOf } from './key-log.ts'
import { positionOf } from './positions.ts'
import { Refused } from './refusal.ts'

/**
 * All that a member's browser needs to unlock and to act: ciphertext and public keys. Who is registered but not admitted
 * gets the public key log and nothing else; what only admins use goes to admins.
 */
export async function readState(instance: Instance, authority: Authority): Promise<DeskState> {
  const { db, keyLog, settings } = instance
  const { id, handle, admitted, admin } = authority
  const { log, roster } = await keyLog.readWithRoster(db)
  const organisation = await findOrganisation(db)
  if (!organisation) throw new Refused('not-set-up')
  const inside = admitted || admin
  const rosterText = inside ? await newestRoster(db) : undefined
  return {
    me: { id, handle, admitted, position: await positionOf(db, id) },
    entries: entriesOf(log),
    keys: await readKeys(db),
    roster: rosterText ? toB64u(rosterText) : '',
    members: inside ? await readMembers(db, roster) : [],
    recoveryKem: toB64u(organisation.recoveryKem),
    grants: await readGrants(db, id),
    recoveryGrants: admin ? await readGrants(db, RECOVERY) : [],
    epochs: inside ? await readEpochs(db) : [],
    names: inside ? await readNames(db) : null,
    invitations: admin ? await readInvitations(db) : [],
    draft: admin ? ((await findDraft(db)) ?? null) : null,
    submissions: inside ? await countSubmissions(db) : 0,
    organisation: { languages: organisation.languages, origin: settings.origin },
  }
}

/** Public keys of all open epochs. */
export async function readKeys(db: Db): Promise<EpochKey[]> {
  const open = (await listEpochs(db)).filter(epoch => epoch.open)
  return open.map(({ compartment, epoch, kem }) => ({ compartment, epoch, kem: toB64u(kem) }))
}

/** Keys and last events of everybody who is in. */
export async function readMembers(db: Db, roster: Roster): Promise<RecoveryView['members']> {
  const members: RecoveryView['members'] = []
  for (const { id, left } of roster.members) {
    if (left) continue
    const row = await findMember(db, id)
    if (!row || row.handle === null) continue
    members.push({ id, handle: row.handle, kem: toB64u(row.kem), position: await positionOf(db, id) })
  }
  return members
}

/** Grants to one receiver as they are sent. */
export async function readGrants(db: Db, receiver: string): Promise<Grant[]> {
  const grants = await listGrants(db, receiver)
  return grants.map(({ sealed, ...grant }) => ({ ...grant, grant: toB64u(sealed) }))
}

/** The box of names with its wrap. */
export async function readNames(db: Db): Promise<RecoveryView['names']> {
  const names = await findNames(db)
  return names ? { box: toB64u(names.box), wraps: [toB64u(names.wrap)] } : null
}

async function readEpochs(db: Db): Promise<DeskState['epochs']> {
  const epochs = await listEpochs(db)
  const states: DeskState['epochs'] = []
  for (const { id, compartment, epoch, open } of epochs) {
    const newest = epochs.find(one => one.compartment === compartment)!
    const wraps = open && id !== newest.id ? await countLeft(db, compartment, id, newest.id) : 0
    states.push({ compartment, epoch, open, wraps, quarantined: await countQuarantined(db, id, newest.id) })
  }
  return states
}

async function readInvitations(db: Db): Promise<DeskState['invitations']> {
  const invitations: DeskState['invitations'] = []
  for (const { id, roles, compartments, day, maker, box, wrap, accepted, mac } of await listInvitations(db)) {
    const member = accepted === null ? undefined : await findMember(db, accepted)
    invitations.push({
      id: toB64u(id),
      roles: roles as Role[],
      compartments: compartments as Compartment[],
      day,
      by: maker,
      sealed: { box: toB64u(box), wrap: toB64u(wrap) },
      accepted:
        member?.handle && mac
          ? {
              id: member.id,
              handle: member.handle,
              sign: toB64u(member.sign),
              reply: toB64u(member.reply),
              kem: toB64u(member.kem),
              mac: toB64u(mac),
            }
          : null,
    })
  }
  return invitations
}
