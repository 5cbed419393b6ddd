import * as z from 'zod/mini'
import { LONGEST_STATEMENT, MOST_SIGNATURES } from '#app/trust/statement.ts'

/**
 * What a browser without a session and the server say to each other. Both sides parse with these schemas.
 * Bytes travel as b64u (FORMAT.md §1) in JSON, or as frames (`app/crypto/bytes.ts`) where the body is binary.
 */

export const B64u = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/))

export const Compartment = z.enum(['account', 'contact'])

/** One entry of the key log (FORMAT.md §8). */
export const LogEntry = z.object({
  statement: B64u.check(z.maxLength(LONGEST_STATEMENT)),
  signatures: z
    .array(z.object({ by: B64u.check(z.length(43)), sig: B64u.check(z.length(86)) }))
    .check(z.maxLength(MOST_SIGNATURES)),
})
export type LogEntry = z.infer<typeof LogEntry>

/** An epoch's public KEM key; it counts only if its hash stands in the key log. */
export const EpochKey = z.object({ compartment: Compartment, epoch: z.int(), kem: B64u })
export type EpochKey = z.infer<typeof EpochKey>

/** `GET /api/key-log`: the whole log and the public keys of the newest epoch of each compartment. */
export const KeyLogAnswer = z.object({ entries: z.array(LogEntry), keys: z.array(EpochKey) })
export type KeyLogAnswer = z.infer<typeof KeyLogAnswer>

/** `POST /api/submissions` (body: `encodeSubmission`): sent only after the commit is durable; the same for a repeat. */
export const IntakeAnswer = z.object({ id: B64u })
export type IntakeAnswer = z.infer<typeof IntakeAnswer>

/**
 * Every refusal, with an HTTP status of 400 or above. The codes are those of FORMAT.md §11 and these of the server:
 * `busy` (try again later), `full` (no room on disk), `not-set-up`, `sign-in` (no session, or wrong name or passphrase),
 * `forbidden`, `not-found`, `conflict` (somebody was faster: read again), `used` (a one-time code or link was used), `fault`.
 */
export const RefusalCode = z.enum([
  'malformed',
  'unsupported',
  'wrong-key',
  'tampered',
  'truncated',
  'too-large',
  'expired',
  'busy',
  'full',
  'not-set-up',
  'sign-in',
  'forbidden',
  'not-found',
  'conflict',
  'used',
  'fault',
])
export type RefusalCode = z.infer<typeof RefusalCode>
export const Refusal = z.object({ error: RefusalCode })
