import * as z from 'zod/mini'
import { B64u, Compartment, EpochKey, LogEntry } from './public.ts'

/** What a member's browser and the server say to each other: set-up, sign-in, invitations, keys, custody. */

export const Role = z.enum(['admin', 'reviewer', 'custodian'])
export type Role = z.infer<typeof Role>

export const MemberId = B64u.check(z.length(22))
export const Handle = z.string().check(z.regex(/^[a-z0-9][a-z0-9._-]{1,31}$/))

/** What a new member's browser registers: the OPAQUE record, the locked secret (FORMAT.md §9) and the public keys. */
export const NewMember = z.object({
  id: MemberId,
  handle: Handle,
  record: z.string(),
  lock: B64u,
  sign: B64u,
  reply: B64u,
  kem: B64u,
})
export type NewMember = z.infer<typeof NewMember>

/** An epoch secret for one receiver: a member id, or `recovery`. */
export const Grant = z.object({ to: z.string(), compartment: Compartment, epoch: z.int(), grant: B64u })
export type Grant = z.infer<typeof Grant>

/** A team box (FORMAT.md §2) and its wrap. */
export const TeamBox = z.object({ box: B64u, wrap: B64u })

/** `POST /api/set-up/check` and, with a request, `/api/set-up/register` → `OpaqueAnswer`. */
export const SetUpCode = z.object({ code: z.string() })
export const SetUpRegister = z.object({ code: z.string(), id: MemberId, request: z.string() })
export const OpaqueAnswer = z.object({ response: z.string() })

/** `POST /api/set-up/complete`: the whole organisation in one transaction; answers with a session. */
export const SetUp = z.object({
  code: z.string(),
  languages: z.array(z.enum(['uk', 'ru', 'en', 'crh'])).check(z.minLength(1)),
  founder: NewMember,
  entries: z.array(LogEntry),
  roster: B64u,
  keys: z.array(EpochKey),
  grants: z.array(Grant),
  recoveryKem: B64u,
  names: TeamBox,
})
export type SetUp = z.infer<typeof SetUp>

/** `POST /api/sign-in/start` → `SignInStarted`; `/api/sign-in/finish` → `SignedIn` and the session cookie; `/api/sign-out`. */
export const SignInStart = z.object({ handle: z.string().check(z.maxLength(64)), request: z.string() })
export const SignInStarted = z.object({ attempt: z.string(), response: z.string() })
export const SignInFinish = z.object({ attempt: z.string(), request: z.string() })
export const SignedIn = z.object({ id: MemberId, handle: Handle, lock: B64u, sign: B64u })
export type SignedIn = z.infer<typeof SignedIn>

const Position = z.object({ n: z.int(), last: z.nullable(B64u) })

/** A member who is in: the public key behind the roster's hash; the last event that counts, for who leaves. */
const Member = z.object({
  id: MemberId,
  handle: Handle,
  kem: B64u,
  position: z.object({ account: Position, contact: Position }),
})

/** The team box of names and its wraps. */
const Names = z.nullable(z.object({ box: B64u, wraps: z.array(B64u) }))

/** `GET /api/desk/state`: all that a member's browser needs to unlock and to act. Ciphertext and public keys only. */
export const DeskState = z.object({
  me: z.object({
    id: MemberId,
    handle: Handle,
    admitted: z.boolean(),
    position: z.object({ account: Position, contact: Position }),
  }),
  entries: z.array(LogEntry),
  keys: z.array(EpochKey),
  /** Text of the newest roster, b64u; absent until the first one. */
  roster: B64u,
  /** Public keys behind the hashes of the roster. */
  members: z.array(Member),
  recoveryKem: B64u,
  /** Grants to this member, all open epochs. */
  grants: z.array(Grant),
  /** Grants to recovery; only to administrators. */
  recoveryGrants: z.array(Grant),
  epochs: z.array(
    z.object({
      compartment: Compartment,
      epoch: z.int(),
      open: z.boolean(),
      /** wraps that still name it and have none for the newest epoch */ wraps: z.int(),
      quarantined: z.int(),
    }),
  ),
  names: Names,
  /** Only to administrators. */
  invitations: z.array(
    z.object({
      id: B64u,
      roles: z.array(Role),
      compartments: z.array(Compartment),
      day: z.string(),
      by: MemberId,
      sealed: TeamBox,
      accepted: z.nullable(z.object({ id: MemberId, handle: Handle, sign: B64u, reply: B64u, kem: B64u, mac: B64u })),
    }),
  ),
  /** To members whose role in the roster is admin. */
  draft: z.nullable(LogEntry),
  submissions: z.int(),
  organisation: z.object({ languages: z.array(z.string()), origin: z.string() }),
})
export type DeskState = z.infer<typeof DeskState>

/** `POST /api/desk/events`: one signed event; `conflict` when (submission, chain, seq) or the member's n is taken. */
export const NewEvent = z.object({ digest: B64u, chain: Compartment, seq: z.int(), n: z.int(), event: B64u })

/** `POST /api/desk/invitations`. `id` = b64u(H(32, token)); the secret itself is in a team box for its maker. */
export const NewInvitation = z.object({
  id: B64u,
  roles: z.array(Role),
  compartments: z.array(Compartment),
  sealed: TeamBox,
})

/** `POST /api/invitations/look` → `InvitationAnswer`; `/register` → `OpaqueAnswer`; `/accept`. */
export const InvitationToken = z.object({ token: B64u })
export const InvitationAnswer = z.object({
  roles: z.array(Role),
  compartments: z.array(Compartment),
  entries: z.array(LogEntry),
})
export const InvitationRegister = z.object({ token: B64u, id: MemberId, request: z.string() })
export const InvitationAccept = z.object({ token: B64u, member: NewMember, mac: B64u })

/**
 * `POST /api/desk/roster`: a roster statement with what goes with it, in one transaction: who is admitted (an accepted
 * invitation), who is removed (sessions, grants and registration end at once), grants, the names. An admin who leaves
 * brings an `admins` statement before the roster's. A new admin who confirms (`AdminsDraft`) brings the `admins`
 * statement alone, with the text of the roster that is in force.
 */
export const RosterChange = z.object({
  entries: z.array(LogEntry).check(z.minLength(1), z.maxLength(2)),
  roster: B64u,
  admit: z.nullable(B64u),
  remove: z.nullable(MemberId),
  grants: z.array(Grant),
  names: z.nullable(TeamBox),
})
export type RosterChange = z.infer<typeof RosterChange>

/**
 * `POST /api/desk/draft`: an `admins` statement that an admin signed and whom it adds has yet to sign (FORMAT.md §8: it is
 * signed also by every admin that it adds). Kept until the next statement is appended; `DeskState.draft`.
 */
export const AdminsDraft = z.object({ entry: LogEntry })

/** `POST /api/desk/epochs`: a new epoch: statement, public key, grants to every member of the compartment and to recovery. */
export const NewEpoch = z.object({ entry: LogEntry, key: EpochKey, grants: z.array(Grant) })
export type NewEpoch = z.infer<typeof NewEpoch>

/**
 * `POST /api/desk/epochs/retire`: closes an epoch, destroys its grants and wraps; `conflict` while a wrap is left, or when `made`
 * is not the hash (`newMadeHash`) of what takes their place: the pages `GET /api/desk/wraps?made=<epoch>`, each wrap of which the browser opened.
 */
export const RetireEpoch = z.object({ compartment: Compartment, epoch: z.int(), made: B64u })
export type RetireEpoch = z.infer<typeof RetireEpoch>

/** `POST /api/desk/quarantine`: wraps that do not open stay as they are and are listed. `subjects`: b64u. */
export const Quarantine = z.object({ compartment: Compartment, epoch: z.int(), subjects: z.array(B64u) })

/** `POST /api/desk/recovery`: a new recovery key, granted every open epoch before it is signed into the log. */
export const NewRecovery = z.object({ entry: LogEntry, kem: B64u, grants: z.array(Grant) })

/** `POST /api/recovery/register` → `OpaqueAnswer`: keeps nothing. */
export const RecoveryRegister = z.object({ id: MemberId, request: z.string() })

/**
 * `POST /api/recovery/look` → `RecoveryView`: an `admins` statement that extends the log and is signed by the recovery key
 * proves that the shares were put together. It is checked, not appended.
 */
export const RecoveryLook = z.object({ entry: LogEntry })
export const RecoveryView = z.object({
  keys: z.array(EpochKey),
  roster: B64u,
  members: z.array(Member),
  recoveryGrants: z.array(Grant),
  names: Names,
})
export type RecoveryView = z.infer<typeof RecoveryView>

/**
 * `POST /api/recovery/claim` → `SignedIn` and the session cookie: the whole recovery in one transaction. Entries: `admins`
 * (signed by the recovery key and the new admin), `recovery`, `roster`; whoever the roster says has left is out; grants of every open epoch
 * to the new admin and to the new recovery key, in place of the old recovery's.
 */
export const RecoveryClaim = z.object({
  entries: z.array(LogEntry).check(z.length(3)),
  member: NewMember,
  recoveryKem: B64u,
  roster: B64u,
  grants: z.array(Grant),
  names: z.nullable(TeamBox),
})
export type RecoveryClaim = z.infer<typeof RecoveryClaim>

/** Answer to `POST /api/desk/wraps` (body: `encodeSwaps`): indices of the swaps that lost the comparison. */
export const SwapsAnswer = z.object({ swapped: z.int(), refused: z.array(z.int()) })
