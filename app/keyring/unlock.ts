import { equal, fromB64u } from '#app/crypto/bytes.ts'
import { Failure, attempt, type FailureCode } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { Compartment, ExportKey, MemberSecret, SignPublicKey } from '#app/crypto/types.ts'
import type { OpenEpoch } from '#app/crypto/wrap.ts'
import { openGrant } from '#app/trust/grant.ts'
import { currentEpoch, verifyKeyLog, type Epoch, type KeyLog } from '#app/trust/key-log.ts'
import { memberKeys, unlockMember, type MemberKeys } from '#app/trust/member.ts'
import { parseRoster, type Roster } from '#app/trust/roster.ts'
import type { DeskState, Role, SignedIn } from '#app/wire/members.ts'
import { openNames, type Names } from './names.ts'

/** An epoch that this member opens, with its number in the key log. */
export type HeldEpoch = OpenEpoch & { readonly epoch: number }

/** All that an unlocked member has: in the memory of the page alone, gone when it reloads. */
export interface Desk {
  me: { id: string; handle: string }
  roles: readonly Role[]
  compartments: readonly Compartment[]
  keys: MemberKeys
  log: KeyLog
  roster: Roster
  /** Newest first. */
  epochs: { account: HeldEpoch[]; contact: HeldEpoch[] }
  names: Names
  /** Why the names did not open, though the member holds the compartment `account`. */
  namesFailure: FailureCode | null
  /** Name of a member by id or sign key (b64u); the handle or the first characters of the id where no name is known. */
  nameOf(member: string): string
  state: DeskState
}

/** The newest statement that this page has verified: a later answer must still hold it. */
export type Seen = Pick<KeyLog['head'], 'seq' | 'hash'>

/** Verifies the log of an answer, and that it holds what was seen before. Throws a `Failure`; `truncated` when rolled back. */
export function readLog(state: Pick<DeskState, 'entries'>, seen: Seen | null): KeyLog {
  const log = verifyKeyLog(state.entries)
  if (seen && log.statements[seen.seq]?.hash !== seen.hash)
    throw new Failure('truncated', 'the log lacks what was seen before')
  return log
}

/** Opens the member's secret; with another organisation's log it does not open (FORMAT.md §9). Throws a `Failure`. */
export function unlockSecret(signedIn: SignedIn, exportKey: ExportKey, log: KeyLog): MemberSecret {
  return unlockMember(fromB64u(signedIn.lock), exportKey, log.genesisHash, fromB64u(signedIn.sign) as SignPublicKey)
}

/**
 * Opens everything that the server's answer holds for a member: roster, grants, names. Null for a member who stands not
 * (or no more) in the newest roster. Throws a `Failure` when anything is not what the log says.
 */
export function openDesk(secret: MemberSecret, log: KeyLog, state: DeskState): Desk | null {
  // Whoever is not in is served no roster; a server that lies here shows a waiting room and nothing else.
  if (!state.me.admitted) return null
  const keys = memberKeys(secret)
  const roster = parseRoster(fromB64u(state.roster), log)
  const own = roster.members.find(member => member.id === state.me.id)
  if (!own || own.left) return null
  checkOwn(own, keys)
  const epochs = { account: openEpochs('account', keys, log, state), contact: openEpochs('contact', keys, log, state) }
  for (const compartment of own.compartments) checkNewest(epochs[compartment], currentEpoch(log, compartment))
  const sealedNames = state.names
  const opened =
    sealedNames && epochs.account.length > 0
      ? attempt(() => openNames(sealedNames, trustedForNames(epochs.account, log, state)))
      : {}
  const names: Names = opened instanceof Failure ? {} : opened
  return {
    me: { id: own.id, handle: state.me.handle },
    roles: own.roles,
    compartments: own.compartments,
    keys,
    log,
    roster,
    epochs,
    names,
    namesFailure: opened instanceof Failure ? opened.code : null,
    nameOf: member => nameOf(member, roster, names, state),
    state,
  }
}

function checkOwn(own: Roster['members'][number], keys: MemberKeys): void {
  const same =
    equal(fromB64u(own.sign), keys.sign.publicKey) &&
    equal(fromB64u(own.reply), keys.reply.publicKey) &&
    equal(fromB64u(own.kemHash), hash32(keys.kem.publicKey))
  if (!same) throw new Failure('wrong-key', 'the roster holds other keys for this member')
}

function openEpochs(compartment: Compartment, keys: MemberKeys, log: KeyLog, state: DeskState): HeldEpoch[] {
  return state.grants
    .filter(grant => grant.compartment === compartment && grant.to === state.me.id)
    .sort((a, b) => b.epoch - a.epoch)
    .map(grant => {
      const named = log.epochs[compartment].filter(epoch => epoch.epoch === grant.epoch)
      return { ...openGrant(fromB64u(grant.grant), keys.kem, named), epoch: grant.epoch }
    })
}

/** A statement of an epoch and its grants are stored at once: who lacks the newest is being kept on a key that somebody may have. */
function checkNewest(held: readonly HeldEpoch[], newest: Epoch): void {
  if (held[0]?.epoch !== newest.epoch) throw new Failure('truncated', 'the grant of the newest epoch is not served')
}

/** The epochs whose adopted wrap of the names counts: the newest, and those before it that unfinished rotations have left open. */
function trustedForNames(held: readonly HeldEpoch[], log: KeyLog, state: DeskState): HeldEpoch[] {
  const newest = currentEpoch(log, 'account').epoch
  const open = state.epochs.filter(one => one.compartment === 'account' && one.open).map(one => one.epoch)
  return held.filter(({ epoch }) => epoch === newest || open.includes(epoch))
}

function nameOf(member: string, roster: Roster, names: Names, state: DeskState): string {
  const id = roster.members.find(one => one.sign === member)?.id ?? member
  return names[id] ?? state.members.find(one => one.id === id)?.handle ?? id.slice(0, 6)
}
