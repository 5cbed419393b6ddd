import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { Failure, attempt } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { Bytes, Compartment, RecoverySecret } from '#app/crypto/types.ts'
import { lockCredentials, type Credentials } from '#app/keyring/credentials.ts'
import { openNames, sealNames, type Names } from '#app/keyring/names.ts'
import { openGrant } from '#app/trust/grant.ts'
import { currentEpoch, extendKeyLog, type KeyLog } from '#app/trust/key-log.ts'
import { combineShares, recoveryFields, recoveryKeys, shareHash } from '#app/trust/recovery.ts'
import { parseRoster, type Roster, type RosterMember } from '#app/trust/roster.ts'
import { parseShare } from '#app/trust/share-text.ts'
import { adminsText, recoveryText } from '#app/trust/statement-text.ts'
import { signStatement } from '#app/trust/statement.ts'
import type { RecoveryClaim, RecoveryView } from '#app/wire/members.ts'
import type { LogEntry } from '#app/wire/public.ts'
import { compartments } from './compartments.ts'
import { grantTo } from './epoch-grants.ts'
import { partFrom } from './remove-member.ts'
import { nextSeq, signRoster } from './roster-change.ts'

/** What a typed share is, on its own: each is checked against the log, so a wrong one is named. */
export type ShareCheck = 'empty' | 'part' | 'form' | 'wrong' | 'twice' | 'right'

/** Characters of a share on paper; fewer are still being typed. */
const SHARE_CHARACTERS = 55

/** Checks each typed share against the hashes in the key log (FORMAT.md §9). */
export function checkShares(typed: readonly string[], hashes: readonly string[]): ShareCheck[] {
  const seen = new Set<string>()
  return typed.map(text => {
    if (text.trim() === '') return 'empty'
    const share = attempt(() => parseShare(text))
    if (share instanceof Failure) return text.replace(/[^\p{L}\p{N}]/gu, '').length < SHARE_CHARACTERS ? 'part' : 'form'
    const hash = shareHash(share)
    if (!hashes.includes(hash)) return 'wrong'
    if (seen.has(hash)) return 'twice'
    seen.add(hash)
    return 'right'
  })
}

/** Rebuilds the recovery secret and proves it against the log (FORMAT.md §9). Throws `wrong-key`, `malformed`. */
export async function rebuildRecovery(shares: readonly Bytes[], log: KeyLog): Promise<RecoverySecret> {
  const secret = await combineShares(shares)
  const { kem, sign } = recoveryKeys(secret)
  const fits =
    toB64u(sign.publicKey) === toB64u(log.recovery.sign) && toB64u(hash32(kem.publicKey)) === log.recovery.kemHash
  if (!fits) throw new Failure('wrong-key', 'not the recovery key of this log')
  return secret
}

/** The statement that installs a new administrator alone: signed by the recovery key and by whom it adds (FORMAT.md §8, §9). */
export function installAdmin(log: KeyLog, recovery: RecoverySecret, admin: Credentials, at: string): LogEntry {
  const { sign } = admin.keys
  const text = adminsText(log, { at, admins: [sign.publicKey], quorum: 1 })
  return signStatement(text, [recoveryKeys(recovery).sign, sign])
}

/** The new recovery key, split and rehearsed. */
export interface NewShares {
  secret: RecoverySecret
  shares: readonly Bytes[]
  threshold: number
}

/** Who comes in, and who of the earlier administrators stays as a member without the office. */
export interface Newcomer {
  credentials: Credentials
  name: string
  keep: ReadonlySet<string>
}

/**
 * The whole recovery as one request (FORMAT.md §9): the statement of `installAdmin`, a new recovery key that is granted every open epoch before it is
 * signed into the log, a roster with the newcomer. Throws `wrong-key`, `tampered`, `truncated`, `malformed`.
 */
export function claimRecovery(
  log: KeyLog,
  installed: LogEntry,
  view: RecoveryView,
  old: RecoverySecret,
  fresh: NewShares,
  { credentials, name, keep }: Newcomer,
  at: string,
): RecoveryClaim {
  const { keys } = credentials
  const roster = parseRoster(fromB64u(view.roster), log)
  const opened = openRecovered(log, view, old)
  const newKeys = recoveryKeys(fresh.secret)
  let extended = extendKeyLog(log, installed)
  const fields = recoveryFields(newKeys, fresh.threshold, fresh.shares)
  const replaced = signStatement(recoveryText(extended, { at, recovery: fields }), [keys.sign])
  extended = extendKeyLog(extended, replaced)
  const own: RosterMember = {
    id: credentials.id,
    sign: toB64u(keys.sign.publicKey),
    kemHash: toB64u(hash32(keys.kem.publicKey)),
    reply: toB64u(keys.reply.publicKey),
    roles: ['admin', 'reviewer', 'custodian'],
    compartments: [...compartments],
    from: nextSeq(extended),
  }
  const members = [...earlierMembers(roster, view, keep, nextSeq(extended)), own]
  const signed = signRoster(extended, members, keys.sign, at)
  const grants = opened.flatMap(({ compartment, epoch, open }) => [
    // A closed epoch, of which a wrap was set aside, is recovery's alone.
    ...(isOpen(view, compartment, epoch) ? [grantTo(own.id, keys.kem.publicKey, compartment, epoch, open)] : []),
    grantTo('recovery', newKeys.kem.publicKey, compartment, epoch, open),
  ])
  const accounts = opened.filter(one => one.compartment === 'account').sort((a, b) => b.epoch - a.epoch)
  return {
    entries: [installed, replaced, signed.entry],
    member: lockCredentials(credentials, log.genesisHash),
    recoveryKem: toB64u(newKeys.kem.publicKey),
    roster: signed.roster,
    grants,
    names: namesWith(
      own.id,
      name,
      view,
      accounts.map(one => one.open),
    ),
  }
}

/** Earlier administrators with the names that recovery can read: the new one decides who of them stays as a member. */
export function earlierAdmins(log: KeyLog, view: RecoveryView, old: RecoverySecret): { id: string; name: string }[] {
  const epochs = openRecovered(log, view, old).filter(one => one.compartment === 'account')
  const names = readNames(
    view,
    epochs.map(one => one.open),
  )
  const { members } = parseRoster(fromB64u(view.roster), log)
  return members
    .filter(member => !member.left && member.roles.includes('admin'))
    .map(({ id }) => ({ id, name: names[id] ?? view.members.find(one => one.id === id)?.handle ?? id.slice(0, 6) }))
}

/** Administrators leave unless they are kept, and then without the office; everybody else stays as they are. */
function earlierMembers(roster: Roster, view: RecoveryView, keep: ReadonlySet<string>, seq: number): RosterMember[] {
  return roster.members.map(member => {
    if (member.left || !member.roles.includes('admin')) return member
    if (!keep.has(member.id)) return partFrom(member, seq, view.members)
    return { ...member, roles: member.roles.filter(role => role !== 'admin') }
  })
}

function isOpen({ keys }: RecoveryView, compartment: Compartment, epoch: number): boolean {
  return keys.some(key => key.compartment === compartment && key.epoch === epoch)
}

/** Opens what is granted to recovery. What does not open of closed epochs is left out; everything else fails the recovery. */
function openRecovered(log: KeyLog, view: RecoveryView, old: RecoverySecret) {
  const { kem } = recoveryKeys(old)
  const opened = view.recoveryGrants.flatMap(({ compartment, epoch, grant }) => {
    const named = log.epochs[compartment].filter(one => one.epoch === epoch)
    const open = attempt(() => openGrant(fromB64u(grant), kem, named))
    if (!(open instanceof Failure)) return [{ compartment, epoch, open }]
    // A recovery key that was replaced meanwhile could not be given what it does not reach itself.
    if (isOpen(view, compartment, epoch)) throw open
    return []
  })
  const whole = compartments.every(compartment =>
    opened.some(one => one.compartment === compartment && one.epoch === currentEpoch(log, compartment).epoch),
  )
  if (!whole) throw new Failure('truncated', 'a grant to recovery is not served')
  return opened
}

function namesWith(id: string, name: string, view: RecoveryView, epochs: Parameters<typeof openNames>[1]) {
  const [newest] = epochs
  if (!newest) return null
  return sealNames({ ...readNames(view, epochs), [id]: name }, newest)
}

function readNames(view: RecoveryView, epochs: Parameters<typeof openNames>[1]): Names {
  const sealed = view.names
  const known = sealed ? attempt(() => openNames(sealed, epochs)) : {}
  return known instanceof Failure ? {} : known
}
