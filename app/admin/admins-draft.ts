import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { Failure, attempt } from '#app/crypto/failure.ts'
import type { SignPublicKey } from '#app/crypto/types.ts'
import type { Keyring } from '#app/keyring/keyring.tsx'
import { extendKeyLog } from '#app/trust/key-log.ts'
import type { RosterMember } from '#app/trust/roster.ts'
import { adminsText } from '#app/trust/statement-text.ts'
import { cosignStatement, signStatement } from '#app/trust/statement.ts'
import type { RosterChange } from '#app/wire/members.ts'
import type { LogEntry } from '#app/wire/public.ts'
import { requireSoleSigner } from './roster-change.ts'

/** Members whose role is admin and whose key the log does not name yet: they have to sign for it themselves (FORMAT.md §8). */
export function adminsToBe({ log, roster }: Pick<Keyring, 'log' | 'roster'>): RosterMember[] {
  const named = new Set(log.admins.map(toB64u))
  return roster.members.filter(member => !member.left && member.roles.includes('admin') && !named.has(member.sign))
}

/** The half of an `admins` statement that an admin in force signs; `confirmDraft` is the other. Throws `unsupported`. */
export function draftAdmins({ log, keys }: Keyring, added: readonly RosterMember[], day: string): LogEntry {
  requireSoleSigner(log, keys.sign)
  const admins = [...log.admins, ...added.map(member => fromB64u(member.sign) as SignPublicKey)]
  return signStatement(adminsText(log, { at: day, admins, quorum: log.quorum }), [keys.sign])
}

/**
 * Signs the draft that names this member as an admin. Null when the server holds none that fits the log as it is now.
 * What it would put in force is checked first: the admins there were, and this member, nobody else.
 */
export function confirmDraft({ log, keys, state }: Keyring): RosterChange | null {
  if (!state.draft) return null
  const entry = cosignStatement(state.draft, [keys.sign])
  const extended = attempt(() => extendKeyLog(log, entry))
  if (extended instanceof Failure) return null
  const expected = [...log.admins, keys.sign.publicKey].map(toB64u).sort()
  const proposed = extended.admins.map(toB64u).sort()
  const same = expected.length === proposed.length && expected.every((key, i) => key === proposed[i])
  if (!same || extended.quorum !== log.quorum) return null
  return { entries: [entry], roster: state.roster, admit: null, remove: null, grants: [], names: null }
}
