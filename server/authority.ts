import { toB64u } from '#app/crypto/bytes.ts'
import type { KeyLog } from '#app/trust/key-log.ts'
import type { Roster } from '#app/trust/roster.ts'
import type { Role } from '#app/wire/members.ts'
import type { Db } from '#db/database.ts'
import type { Compartment } from '#db/epochs.ts'
import { findMember, type MemberRow } from '#db/members.ts'
import type { Instance } from './instance.ts'
import { Refused } from './refusal.ts'
import { findMemberOf } from './sessions.ts'

/** Who asks, and what key log and roster allow them: there is no other record of rights. */
export interface Authority {
  id: string
  handle: string
  row: MemberRow
  /** Stands in the newest roster and has not left. */
  admitted: boolean
  roles: readonly Role[]
  compartments: readonly Compartment[]
  /** By the roster, or by the key log. */
  admin: boolean
}

/** Who a request is from. Throws `sign-in` without a session. */
export async function requireMember(instance: Instance, request: Request): Promise<Authority> {
  const id = await findMemberOf(instance, request)
  if (id === null) throw new Refused('sign-in')
  return readAuthority(instance, instance.db, id)
}

/** What a member may do at this moment. Services ask again inside the transaction that the answer matters to. */
export async function readAuthority({ keyLog }: Instance, db: Db, id: string): Promise<Authority> {
  const row = await findMember(db, id)
  if (!row || row.handle === null) throw new Refused('sign-in')
  const { log, roster } = await keyLog.readWithRoster(db)
  return { id, handle: row.handle, row, ...rightsOf(row, log, roster) }
}

function rightsOf(
  row: MemberRow,
  log: KeyLog,
  roster: Roster,
): Pick<Authority, 'admitted' | 'roles' | 'compartments' | 'admin'> {
  const sign = toB64u(row.sign)
  const found = roster.members.find(member => member.id === row.id && member.sign === sign && !member.left)
  const roles = found?.roles ?? []
  return {
    admitted: found !== undefined,
    roles,
    compartments: found?.compartments ?? [],
    admin: roles.includes('admin') || log.admins.some(admin => toB64u(admin) === sign),
  }
}

/** Throws `forbidden` for everybody else. */
export function requireAdmin(authority: Authority): void {
  if (!authority.admin) throw new Refused('forbidden')
}

/** Throws `forbidden` for who does not hold the compartment. */
export function requireCompartment(authority: Authority, compartment: Compartment): void {
  if (!authority.compartments.includes(compartment)) throw new Refused('forbidden')
}
