import type { Compartment } from '#app/crypto/types.ts'
import { fingerprint } from '#app/trust/fingerprint.ts'
import { currentEpoch, type KeyLog } from '#app/trust/key-log.ts'
import type { Roster } from '#app/trust/roster.ts'
import { compartments } from './compartments.ts'

/** Seq of the statement by which somebody last left or recovery was last used; 0 when neither happened. */
export function lastParting(log: KeyLog, roster: Roster): number {
  const left = roster.members.map(member => member.left?.seq ?? 0)
  const recovered = log.statements.filter(statement => statement.type === 'recovery').map(statement => statement.seq)
  return Math.max(0, ...left, ...recovered)
}

/** Whether a compartment still seals to a key that somebody took along (FORMAT.md §9, §10). */
export function rotationDue(log: KeyLog, roster: Roster, compartment: Compartment): boolean {
  const { seq } = currentEpoch(log, compartment)
  const recovered = log.statements.some(statement => statement.type === 'recovery' && statement.seq > seq)
  return recovered || roster.members.some(m => m.compartments.includes(compartment) && (m.left?.seq ?? 0) > seq)
}

/** The fingerprint of the organisation, which never changes. */
export function genesisFingerprint(log: KeyLog): string {
  const [genesis] = log.statements
  if (!genesis) throw new Error('a verified log has a genesis')
  return fingerprint(genesis.text)
}

/**
 * The second pin of the links to publish after somebody left: the newest of their parting and the epochs in force, so that a log which ends
 * with a key that was taken along is refused (FORMAT.md §8). Null when nobody left, and while a rotation is due.
 */
export function partingFingerprint(log: KeyLog, roster: Roster): string | null {
  const parting = lastParting(log, roster)
  if (parting === 0 || compartments.some(one => rotationDue(log, roster, one))) return null
  const seq = Math.max(parting, ...compartments.map(one => currentEpoch(log, one).seq))
  const statement = log.statements[seq]
  return statement ? fingerprint(statement.text) : null
}
