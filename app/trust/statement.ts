import { z } from 'zod/mini'
import { asciiBytes, concat, fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { decodeJson } from '#app/crypto/json.ts'
import { sign } from '#app/crypto/keys.ts'
import type { Bytes, OwnBytes, SignKeyPair } from '#app/crypto/types.ts'
import { b64uField, compartmentField, dateField, parseFields, wholeField } from '#app/trust/fields.ts'

/** Characters of base64url in a statement: 64 KiB of text. Whoever verifies one pays for its length with every signature. */
export const LONGEST_STATEMENT = 87_382
/** Signatures of an entry. */
export const MOST_SIGNATURES = 64
/** Admins, and speakers, that a statement names. */
const MOST_KEYS = 1_000

const hash = b64uField(32)
const keys = z.array(b64uField(32)).check(z.maxLength(MOST_KEYS))
const common = { v: z.literal(1), seq: wholeField(0), prev: z.optional(hash), at: dateField }

/** The recovery key as the log names it (FORMAT.md §8, §9). */
export const RecoveryFields = z.object({
  kemHash: hash,
  sign: b64uField(32),
  threshold: wholeField(1),
  shares: z.array(hash),
})
export type RecoveryFields = z.infer<typeof RecoveryFields>

/** What a statement of the key log may say (FORMAT.md §8). */
export const StatementFields = z.discriminatedUnion('type', [
  z.object({
    ...common,
    type: z.literal('genesis'),
    organisation: z.string(),
    admins: keys,
    quorum: wholeField(1),
    recovery: RecoveryFields,
    nonce: b64uField(),
  }),
  z.object({
    ...common,
    type: z.literal('epoch'),
    compartment: compartmentField,
    epoch: wholeField(1),
    keyHash: hash,
    notAfter: dateField,
  }),
  z.object({ ...common, type: z.literal('admins'), admins: keys, quorum: wholeField(1) }),
  z.object({ ...common, type: z.literal('recovery'), recovery: RecoveryFields }),
  z.object({ ...common, type: z.literal('roster'), hash, speakers: keys }),
])
export type StatementFields = z.infer<typeof StatementFields>

type RosterFields = Extract<StatementFields, { type: 'roster' }>

/**
 * A statement, the exact bytes that were signed, and in `hash` b64u of their H(32, ·) (FORMAT.md §8). The
 * hash that a `roster` statement names is in `rosterHash`.
 */
export type Statement = (
  Exclude<StatementFields, RosterFields> | (Omit<RosterFields, 'hash'> & { readonly rosterHash: string })
) & { readonly hash: string; readonly text: Bytes }

/** An entry of the key log as it is stored and sent (FORMAT.md §8). */
export const LogEntry = z.object({
  statement: z.string().check(z.maxLength(LONGEST_STATEMENT)),
  signatures: z.array(z.object({ by: b64uField(32), sig: b64uField(64) })).check(z.maxLength(MOST_SIGNATURES)),
})
export type LogEntry = z.infer<typeof LogEntry>

const LABEL = asciiBytes('svidok/v1/key-log')

/** What the signatures of a statement cover (FORMAT.md §8). */
export function statementSignedBytes(text: Bytes): OwnBytes {
  return concat(LABEL, text)
}

/** Reads the statement of an entry, unverified (FORMAT.md §8). Throws `malformed`. */
export function parseStatement(entry: LogEntry): Statement {
  const text = fromB64u(entry.statement)
  const fields = parseFields(StatementFields, decodeJson(text))
  const own = { hash: toB64u(hash32(text)), text }
  return fields.type === 'roster' ? { ...fields, rosterHash: fields.hash, ...own } : { ...fields, ...own }
}

/** Signs the text of a statement with each key: an entry for the log (FORMAT.md §8). Checked by `verifyKeyLog`. */
export function signStatement(text: Bytes, signers: readonly SignKeyPair[]): LogEntry {
  const bytes = statementSignedBytes(text)
  return {
    statement: toB64u(text),
    signatures: signers.map(({ publicKey, secretKey }) => ({
      by: toB64u(publicKey),
      sig: toB64u(sign(secretKey, bytes)),
    })),
  }
}

/** Adds the signatures of more admins to an entry whose text they have read (FORMAT.md §8). */
export function cosignStatement(entry: LogEntry, signers: readonly SignKeyPair[]): LogEntry {
  const more = signStatement(fromB64u(entry.statement), signers).signatures
  const kept = entry.signatures.filter(({ by }) => !more.some(signature => signature.by === by))
  return { statement: entry.statement, signatures: [...kept, ...more] }
}
