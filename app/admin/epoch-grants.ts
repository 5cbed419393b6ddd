import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import type { Compartment, KemPublicKey } from '#app/crypto/types.ts'
import type { OpenEpoch } from '#app/crypto/wrap.ts'
import { grantEpoch } from '#app/trust/grant.ts'
import { verifyKemHash, type KeyLog } from '#app/trust/key-log.ts'
import { holdersOf, type Roster, type RosterMember } from '#app/trust/roster.ts'
import type { DeskState, Grant } from '#app/wire/members.ts'

/** What the server says about members and recovery: keys that count only if roster and log hold their hashes. */
export type ServedKeys = Pick<DeskState, 'members' | 'recoveryKem'>

/** A member's KEM key, checked against the newest roster (FORMAT.md §9). Throws `wrong-key`. */
export function memberKem(member: RosterMember, served: Pick<ServedKeys, 'members'>): KemPublicKey {
  const known = served.members.find(one => one.id === member.id)
  if (!known) throw new Failure('truncated', 'the key of a member is not served')
  return verifyKemHash(member.kemHash, fromB64u(known.kem))
}

/** One grant as it is sent. `to` is a member id or `recovery`. */
export function grantTo(
  to: string,
  kem: KemPublicKey,
  compartment: Compartment,
  epoch: number,
  open: OpenEpoch,
): Grant {
  return { to, compartment, epoch, grant: toB64u(grantEpoch(open, kem)) }
}

/** Grants of an epoch to every holder of its compartment and to recovery (FORMAT.md §10). Throws `wrong-key`, `truncated`. */
export function grantsForAll(
  compartment: Compartment,
  epoch: number,
  open: OpenEpoch,
  { log, roster, served }: { log: KeyLog; roster: Roster; served: ServedKeys },
): Grant[] {
  const recovery = verifyKemHash(log.recovery.kemHash, fromB64u(served.recoveryKem))
  return [
    ...holdersOf(roster, compartment).map(member =>
      grantTo(member.id, memberKem(member, served), compartment, epoch, open),
    ),
    grantTo('recovery', recovery, compartment, epoch, open),
  ]
}
