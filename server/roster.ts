import { fromB64u } from '#app/crypto/bytes.ts'
import type { KeyLog } from '#app/trust/key-log.ts'
import { parseStatement } from '#app/trust/statement.ts'
import { parseRoster, type Roster, type RosterMember } from '#app/trust/roster.ts'
import type { RosterChange } from '#app/wire/members.ts'
import type { Transactor } from '#db/database.ts'
import { deleteInvitation, findInvitation } from '#db/invitations.ts'
import { endMember, findMember } from '#db/members.ts'
import { deleteSessionsOf } from '#db/sessions.ts'
import { readAuthority, requireAdmin } from './authority.ts'
import { readBytes } from './body.ts'
import { settleGrants, storeGrants } from './grants.ts'
import type { Instance } from './instance.ts'
import { extendLog, storeStatements } from './key-log.ts'
import { storeNames } from './names.ts'
import { hasKeysOf } from './new-member.ts'
import { positionOf } from './positions.ts'
import { Refused } from './refusal.ts'

/**
 * Puts a roster in force with all that goes with it, in one transaction: an invited member in, a member out whose sessions,
 * grants and registration end with it, grants, names. For admins. Throws `conflict` when the log moved on or whoever leaves
 * wrote another event meanwhile, and the codes of what is wrong.
 */
export async function changeRoster(instance: Instance, member: string, change: RosterChange): Promise<void> {
  await instance.db.transaction().execute(async trx => {
    requireAdmin(await readAuthority(instance, trx, member))
    const { log, roster } = await instance.keyLog.readWithRoster(trx)
    // Others bring what nobody installs here: an epoch without its key, a recovery without its grants.
    const types = change.entries.map(entry => parseStatement(entry).type).join()
    if (!['roster', 'admins', 'admins,roster'].includes(types)) throw new Refused('malformed')
    const extended = extendLog(log, change.entries)
    const after = await appendWithRoster(trx, { log, roster }, extended, change.roster)
    await endThoseWhoLeft(trx, roster, after, change.remove)
    if (change.admit !== null) await admit(trx, after, change.admit)
    await storeGrants(trx, change.grants)
    await settleGrants(trx, after)
    if (change.names) await storeNames(trx, change.names)
  })
  instance.log({ event: 'statements appended', count: change.entries.length })
}

/** Stores the statements of an extended log and the roster that its last roster statement names; gives that roster. */
export async function appendWithRoster(
  trx: Transactor,
  before: { log: KeyLog; roster: Roster },
  extended: KeyLog,
  text: string,
): Promise<Roster> {
  const bytes = fromB64u(text)
  const roster = parseRoster(bytes, extended)
  await requireKnown(trx, before.roster, roster)
  await storeStatements(trx, extended, before.log.head.seq + 1, bytes)
  return roster
}

/** Everybody who ever was in stays, with the same keys, and whoever comes in is registered with theirs. */
async function requireKnown(trx: Transactor, before: Roster, after: Roster): Promise<void> {
  for (const old of before.members) {
    const now = after.members.find(member => member.id === old.id)
    const same = now && now.sign === old.sign && now.kemHash === old.kemHash && now.reply === old.reply
    if (!same || (old.left && !now.left)) throw new Refused('malformed')
  }
  for (const member of after.members) {
    if (member.left) continue
    const row = await findMember(trx, member.id)
    if (!row || row.handle === null) throw new Refused('not-found')
    if (!hasKeysOf(row, member)) throw new Refused('wrong-key')
  }
}

/**
 * Ends sessions and registration of everybody whom the new roster lets go. With `only`, that is exactly that member. Their
 * grants go with `settleGrants`.
 */
export async function endThoseWhoLeft(
  trx: Transactor,
  before: Roster,
  after: Roster,
  only?: string | null,
): Promise<void> {
  const wasIn = new Set(before.members.filter(member => !member.left).map(member => member.id))
  const left = after.members.filter(member => member.left && wasIn.has(member.id))
  if (only !== undefined && left.map(member => member.id).join() !== (only ?? '')) throw new Refused('malformed')
  for (const member of left) {
    await requireLastEvents(trx, member)
    await deleteSessionsOf(trx, member.id)
    await endMember(trx, member.id)
  }
}

/** `left` names the member's last events that count: what the server took from them since must not fall beyond it unseen. */
async function requireLastEvents(trx: Transactor, { id, left }: RosterMember): Promise<void> {
  const position = await positionOf(trx, id)
  for (const chain of ['account', 'contact'] as const) {
    const counted = left?.[chain]
    if (counted?.n !== position[chain].n || (counted.last ?? null) !== position[chain].last)
      throw new Refused('conflict')
  }
}

async function admit(trx: Transactor, roster: Roster, invitation: string): Promise<void> {
  const id = readBytes(invitation, 32)
  const found = await findInvitation(trx, id)
  if (!found?.accepted) throw new Refused('not-found')
  if (!roster.members.some(member => member.id === found.accepted && !member.left)) throw new Refused('malformed')
  await deleteInvitation(trx, id)
}
