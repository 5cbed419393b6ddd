import { fromB64u } from '#app/crypto/bytes.ts'
import type { Compartment, SignPublicKey } from '#app/crypto/types.ts'
import type { OpenEpoch } from '#app/crypto/wrap.ts'
import type { Keyring } from '#app/keyring/keyring.tsx'
import type { Position } from './ledger.ts'

/** What opens and checks submissions of one compartment. Plain data: it can be posted to a worker. Secret. */
export interface CompartmentKeys {
  /** Newest first. */
  epochs: readonly OpenEpoch[]
  /** Sign keys whose events count, by their b64u; those of people who left included. */
  signers: ReadonlyMap<string, SignPublicKey>
  /** By sign key (b64u): the last event that counts. */
  leavers: ReadonlyMap<string, Position>
}

export type ReviewKeys = Record<Compartment, CompartmentKeys>

/** Everything that a reading of the queue needs from an unlocked keyring. */
export interface QueueContext {
  keys: ReviewKeys
  /** Our sign key, b64u, and the position that the server claims for it. */
  me: { by: string } & Position
  /** Hashes (b64u) of every statement of the key log. */
  logs: ReadonlySet<string>
  /** How many submissions the server says there are. */
  total: number
}

type Roster = Keyring['roster']

function keysOf(roster: Roster, epochs: readonly OpenEpoch[], compartment: Compartment): CompartmentKeys {
  const members = roster.members.filter(member => member.compartments.includes(compartment))
  return {
    epochs,
    signers: new Map(members.map(member => [member.sign, fromB64u(member.sign) as SignPublicKey])),
    leavers: new Map(
      members.flatMap(({ sign, left }) =>
        left ? [[sign, { n: left[compartment].n, last: left[compartment].last ?? null }]] : [],
      ),
    ),
  }
}

export function reviewKeysOf(keyring: Pick<Keyring, 'roster' | 'epochs'>): ReviewKeys {
  const { roster, epochs } = keyring
  return { account: keysOf(roster, epochs.account, 'account'), contact: keysOf(roster, epochs.contact, 'contact') }
}

/** Our sign key as the roster writes it. */
export function ownKey(keyring: Pick<Keyring, 'roster' | 'me'>): string {
  const own = keyring.roster.members.find(member => member.id === keyring.me.id)
  if (!own) throw new Error('an unlocked member stands in the roster')
  return own.sign
}

export function contextOf(keyring: Pick<Keyring, 'roster' | 'epochs' | 'me' | 'state' | 'log'>): QueueContext {
  const { position } = keyring.state.me
  return {
    keys: reviewKeysOf(keyring),
    me: { by: ownKey(keyring), n: position.account.n, last: position.account.last },
    logs: new Set(keyring.log.statements.map(statement => statement.hash)),
    total: keyring.state.submissions,
  }
}
