import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { checkSignPublicKey, verify } from '#app/crypto/keys.ts'
import type { Compartment, SignPublicKey } from '#app/crypto/types.ts'
import { dayNumber } from '#app/trust/date.ts'
import { parseFields } from '#app/trust/fields.ts'
import {
  LogEntry,
  parseStatement,
  type RecoveryFields,
  type Statement,
  statementSignedBytes,
} from '#app/trust/statement.ts'

type Typed<T extends Statement['type']> = Extract<Statement, { type: T }>

/** An epoch of a compartment as the log announces it (FORMAT.md §8). */
export type Epoch = {
  readonly compartment: Compartment
  readonly epoch: number
  readonly keyHash: string
  readonly notAfter: string
  readonly at: string
  readonly seq: number
}

/** The recovery key in force (FORMAT.md §8, §9). */
export type LogRecovery = Omit<RecoveryFields, 'sign'> & { readonly sign: SignPublicKey }

/** Statements that were verified and what they put in force (FORMAT.md §8). */
export type InForce = {
  readonly entries: readonly LogEntry[]
  readonly statements: readonly Statement[]
  readonly admins: readonly SignPublicKey[]
  readonly quorum: number
  readonly recovery: LogRecovery
  readonly rosterHash: string | null
  readonly speakers: readonly SignPublicKey[]
  readonly epochs: { readonly account: readonly Epoch[]; readonly contact: readonly Epoch[] }
}

/** A log that is being verified, statement by statement. */
export type LogState = {
  readonly entries: LogEntry[]
  readonly statements: Statement[]
  genesis: Typed<'genesis'> | undefined
  /** What the statements so far put in force. */
  readonly force: {
    admins: readonly SignPublicKey[]
    quorum: number
    recovery: LogRecovery | undefined
    rosterHash: string | null
    speakers: readonly SignPublicKey[]
    readonly epochs: { readonly account: Epoch[]; readonly contact: Epoch[] }
  }
  readonly keyHashes: Set<string>
  /** Sign keys by their base64url: the check of a key costs as much as a signature. */
  readonly keys: Map<string, SignPublicKey>
}

/** The longest that an epoch may last, in days (FORMAT.md §8). */
const LONGEST_EPOCH = 400

/** A state before genesis, or at the end of a verified log. */
export function newLogState(log?: InForce): LogState {
  const genesis = log?.statements[0]
  const epochs = { account: [...(log?.epochs.account ?? [])], contact: [...(log?.epochs.contact ?? [])] }
  return {
    entries: [...(log?.entries ?? [])],
    statements: [...(log?.statements ?? [])],
    genesis: genesis?.type === 'genesis' ? genesis : undefined,
    force: {
      admins: log?.admins ?? [],
      quorum: log?.quorum ?? 0,
      recovery: log?.recovery,
      rosterHash: log?.rosterHash ?? null,
      speakers: log?.speakers ?? [],
      epochs,
    },
    keyHashes: new Set([...epochs.account, ...epochs.contact].map(epoch => epoch.keyHash)),
    keys: new Map(),
  }
}

/** Takes the next statement or throws `malformed` or `tampered` (FORMAT.md §8); then the state is of no more use. */
export function advance(state: LogState, unread: unknown): void {
  const entry = parseFields(LogEntry, unread)
  const statement = parseStatement(entry)
  checkPlace(state, statement)
  const sets = readSets(state, statement)
  checkSignatures(state, entry, statement)
  switch (statement.type) {
    case 'genesis':
      state.genesis = statement
      break
    case 'epoch': {
      const { compartment, epoch, keyHash, notAfter, at, seq } = statement
      state.keyHashes.add(keyHash)
      state.force.epochs[compartment].push({ compartment, epoch, keyHash, notAfter, at, seq })
      break
    }
    case 'roster':
      state.force.rosterHash = statement.rosterHash
      break
    default:
  }
  Object.assign(state.force, sets)
  state.entries.push(entry)
  state.statements.push(statement)
}

function checkPlace({ statements }: LogState, statement: Statement): void {
  const before = statements.at(-1)
  if (statement.seq !== statements.length) throw rule('a statement is numbered otherwise')
  if ((statement.type === 'genesis') !== (before === undefined)) throw rule('a log begins with its one genesis')
  if ((statement.prev === undefined) !== (before === undefined)) throw rule('prev is absent at genesis alone')
  if (before === undefined) return
  if (statement.at < before.at) throw rule('a statement is older than the one before')
  if (statement.prev !== before.hash) throw new Failure('tampered', 'a statement of another history')
}

/** The rules of each type that need no signature, and the keys that it puts in force. */
function readSets(state: LogState, statement: Statement) {
  switch (statement.type) {
    case 'genesis':
      return { ...readAdmins(state, statement), recovery: readRecovery(state, statement.recovery) }
    case 'admins':
      return readAdmins(state, statement)
    case 'recovery':
      return { recovery: readRecovery(state, statement.recovery) }
    case 'roster':
      return { speakers: statement.speakers.map(key => readKey(state, key)) }
    case 'epoch':
      return checkEpoch(state, statement)
  }
}

function readAdmins(state: LogState, { admins, quorum }: Typed<'genesis' | 'admins'>) {
  if (new Set(admins).size !== admins.length) throw rule('an admin twice')
  if (quorum > admins.length) throw rule('a quorum that cannot be reached')
  return { admins: admins.map(key => readKey(state, key)), quorum }
}

function readRecovery(state: LogState, recovery: RecoveryFields): LogRecovery {
  return { ...recovery, sign: readKey(state, recovery.sign) }
}

function checkEpoch(state: LogState, { compartment, epoch, keyHash, at, notAfter }: Typed<'epoch'>) {
  if (epoch !== state.force.epochs[compartment].length + 1) throw rule('an epoch is skipped')
  if (state.keyHashes.has(keyHash)) throw rule('a key comes back')
  if (dayNumber(notAfter)! - dayNumber(at)! > LONGEST_EPOCH) throw rule('an epoch that lasts too long')
  return {}
}

/** Who must have signed, by the set in force before the statement (FORMAT.md §8). */
function checkSignatures({ force }: LogState, entry: LogEntry, statement: Statement): void {
  const bytes = statementSignedBytes(statement.text)
  const signed = (key: SignPublicKey): boolean => {
    const by = toB64u(key)
    // One signature of each key: a second costs time and proves nothing.
    const own = entry.signatures.find(signature => signature.by === by)
    return own !== undefined && verify(key, bytes, fromB64u(own.sig))
  }
  const added = newAdmins(statement).filter(admin => !force.admins.some(old => toB64u(old) === admin))
  if (!added.every(admin => signed(fromB64u(admin) as SignPublicKey))) throw unsigned()
  if (statement.type === 'genesis' || force.recovery === undefined) return
  const byRecovery = statement.type === 'admins' || statement.type === 'recovery'
  if (byRecovery && signed(force.recovery.sign)) return
  if (force.admins.filter(signed).length < force.quorum) throw unsigned()
}

function newAdmins(statement: Statement): readonly string[] {
  return statement.type === 'genesis' || statement.type === 'admins' ? statement.admins : []
}

function readKey({ keys }: LogState, text: string): SignPublicKey {
  const key = keys.get(text) ?? checkSignPublicKey(fromB64u(text))
  keys.set(text, key)
  return key
}

function rule(text: string): Failure {
  return new Failure('malformed', text)
}

function unsigned(): Failure {
  return new Failure('tampered', 'a signature is missing')
}
