import { Failure } from '#app/crypto/failure.ts'
import { toB64u } from '#app/crypto/bytes.ts'
import type { Keyring } from '#app/keyring/keyring.tsx'
import { verifiedEnds } from '#app/keyring/verified-ends.ts'
import { extendKeyLog, type KeyLog } from '#app/trust/key-log.ts'
import type { RosterMember } from '#app/trust/roster.ts'
import { adminsText } from '#app/trust/statement-text.ts'
import { signStatement } from '#app/trust/statement.ts'
import type { DeskState, RosterChange } from '#app/wire/members.ts'
import type { LogEntry } from '#app/wire/public.ts'
import { nextSeq, requireSoleSigner, signRoster } from './roster-change.ts'

/** The same member as one who left by statement `seq`: the events up to there count (FORMAT.md §9). */
export function partFrom(member: RosterMember, seq: number, members: DeskState['members']): RosterMember {
  const known = members.find(one => one.id === member.id)
  if (!known) throw new Failure('truncated', 'the last events of a member are not served')
  const lastOf = ({ n, last }: { n: number; last: string | null }) => (last === null ? { n } : { n, last })
  const left = { seq, account: lastOf(known.position.account), contact: lastOf(known.position.contact) }
  return { ...member, left }
}

/**
 * Signs a member out of the roster, and first out of the admins. Sessions and grants end with it on the server; what the member could open
 * is closed by the rotation that has to follow. Throws `unsupported` for the last admin or oneself, `truncated` where
 * the server claims that they signed less than what this page has read: the rest would count no more.
 */
export function removeMember(keyring: Keyring, id: string, day: string, ends = verifiedEnds): RosterChange {
  const { keys, roster, state } = keyring
  requireSoleSigner(keyring.log, keys.sign)
  const member = roster.members.find(one => one.id === id)
  if (!member || id === keyring.me.id) throw new Failure('unsupported', 'nobody removes themselves')
  const claimed = state.members.find(one => one.id === id)?.position.account.n ?? 0
  if (claimed < (ends.get(member.sign) ?? 0)) throw new Failure('truncated', 'events that were read are not counted')
  let log: KeyLog = keyring.log
  const entries: LogEntry[] = []
  if (log.admins.some(admin => toB64u(admin) === member.sign)) {
    const admins = log.admins.filter(admin => toB64u(admin) !== member.sign)
    const entry = signStatement(adminsText(log, { at: day, admins, quorum: log.quorum }), [keys.sign])
    entries.push(entry)
    log = extendKeyLog(log, entry)
  }
  const seq = nextSeq(log)
  const members = roster.members.map(one => (one.id === id ? partFrom(one, seq, state.members) : one))
  const signed = signRoster(log, members, keys.sign, day)
  return {
    entries: [...entries, signed.entry],
    roster: signed.roster,
    admit: null,
    remove: id,
    grants: [],
    names: null,
  }
}
