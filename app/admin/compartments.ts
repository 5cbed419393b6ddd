import type { Compartment } from '#app/crypto/types.ts'
import type { Role } from '#app/wire/members.ts'

/** Both compartments, in the order in which they rotate. */
export const compartments = ['account', 'contact'] as const satisfies readonly Compartment[]

/** What a role opens: reviewers the accounts, custodians who the witness is; an admin alone opens nothing. */
export function compartmentsOf(roles: readonly Role[]): Compartment[] {
  return compartments.filter(one => roles.includes(one === 'account' ? 'reviewer' : 'custodian'))
}
