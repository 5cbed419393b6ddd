import type { Generated } from 'kysely'

type Blob = Uint8Array
type MaybeBlob = Uint8Array | null
type Compartment = 'account' | 'contact'

/** One row, since set-up. */
export interface OrganisationTable {
  id: 1
  /** JSON array of language codes, in the order offered. */
  languages: string
  recovery_kem: Blob
}

/** The key log (FORMAT.md §8): exact texts, as served. */
export interface StatementTable {
  seq: number
  text: Blob
  /** JSON array of { by, sig }. */
  signatures: string
}

/** Every roster that was in force (FORMAT.md §9); the newest counts. */
export interface RosterTable {
  seq: number
  text: Blob
}

/** Epoch public keys. A closed epoch takes no submission and no grant. */
export interface EpochTable {
  id: Generated<number>
  compartment: Compartment
  epoch: number
  kem: Blob
  key_id: Blob
  open: number
}

/** Epoch secrets, each sealed to one receiver: a member id or `recovery`. */
export interface GrantTable {
  epoch: number
  receiver: string
  sealed: Blob
}

/** People who may sign in. What ends with a removal is null afterwards; public keys stay for what was signed. */
export interface MemberTable {
  id: string
  handle: string | null
  record: string | null
  lock: MaybeBlob
  sign: Blob
  reply: Blob
  kem: Blob
}

export interface SessionTable {
  /** H(32, cookie). */
  hash: Blob
  member: string
  /** Whole minutes since 1970. */
  started: number
  seen: number
}

export interface InvitationTable {
  /** H(32, token). */
  id: Blob
  roles: string
  compartments: string
  day: string
  maker: string
  /** A team box with the secret, for its maker alone. */
  box: Blob
  wrap: Blob
  accepted: string | null
  mac: MaybeBlob
}

/** One row: the team box of names (FORMAT.md §2) and its wrap for an epoch of the compartment account. */
export interface NamesTable {
  id: 1
  box: Blob
  wrap: Blob
  epoch: number
}

/** One row at most: a statement that waits for a signature, as JSON. */
export interface DraftTable {
  id: 1
  entry: string
}

/** A submission; its contact stands apart. */
export interface SubmissionTable {
  id: Generated<number>
  digest: Blob
  day: string
  account_hash: Blob
  contact_hash: MaybeBlob
  uploads: Blob
  token_hash: MaybeBlob
  proof: MaybeBlob
  card: Blob
  /** Last: the queue reads what stands before it, which lies together with the row. */
  account: Blob
}

export interface ContactTable {
  submission: number
  box: Blob
}

/** Content keys, sealed (FORMAT.md §3). Narrow: a rotation reads and writes all of it. */
export interface WrapTable {
  id: Generated<number>
  submission: number
  compartment: Compartment
  /** Row of the epoch that the wrap names. */
  epoch: number
  /** 1 sealed, 2 adopted. */
  kind: number
  quarantined: number
  /** Row of the message that it opens; 0: of the submission itself. */
  message: number
  /** The submission's digest, or the message's hash: rotations read nothing but this table. */
  subject: Blob
  /** Of the box that the key opens (FORMAT.md §2). */
  commitment: Blob
  wrap: Blob
}

/** Review events (FORMAT.md §7). */
export interface EventTable {
  id: Generated<number>
  submission: number
  chain: Compartment
  seq: number
  member: string
  n: number
  day: string
  event: Blob
}

/** A sealed file that arrives or has arrived (FORMAT.md §4). Nobody's until a submission or a message claims it. */
export interface UploadTable {
  /** 16 random bytes that the browser chose. */
  id: Blob
  /** Bytes of the whole box. */
  length: number
  /** Of the last byte, in whole hours since 1970; null once it was claimed. */
  hour: number | null
  submission: number | null
  /** H(32, box), since it was claimed. */
  digest: MaybeBlob
}

/** Messages of the case channel (FORMAT.md §6). */
export interface MessageTable {
  id: Generated<number>
  submission: number
  sender: 'witness' | 'team'
  seq: number
  day: string
  /** H(32, box). */
  hash: Blob
  box: Blob
}

export interface FormTable {
  hash: string
  text: Blob
}

/** Day texts (FORMAT.md §13). */
export interface DayTable {
  date: string
  text: string
  sha256: string
  /** The newest rows that a text covers. */
  last_submission: number
  last_event: number
}

/** The whole database. Migrations make it so. */
export interface Schema {
  organisation: OrganisationTable
  statements: StatementTable
  rosters: RosterTable
  epochs: EpochTable
  grants: GrantTable
  members: MemberTable
  sessions: SessionTable
  invitations: InvitationTable
  names: NamesTable
  drafts: DraftTable
  submissions: SubmissionTable
  contacts: ContactTable
  wraps: WrapTable
  events: EventTable
  uploads: UploadTable
  messages: MessageTable
  forms: FormTable
  days: DayTable
}
