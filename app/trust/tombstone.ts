import { z } from 'zod/mini'
import { asciiBytes, concat, fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { decodeJson, encodeJson } from '#app/crypto/json.ts'
import { sign, verify } from '#app/crypto/keys.ts'
import type { Bytes, Digest, Hash32, OwnBytes, SignKeyPair, SignPublicKey } from '#app/crypto/types.ts'
import { b64uField, dateField, parseFields } from '#app/trust/fields.ts'

/** What is left of an erased submission (FORMAT.md §12). */
export const Tombstone = z.object({
  v: z.literal(1),
  digest: b64uField(32),
  at: dateField,
  reason: z.string(),
  events: z.array(b64uField(32)),
})
export type Tombstone = z.infer<typeof Tombstone>

/** A signature under a tombstone: b64u of key and signature (FORMAT.md §12). */
export type TombstoneSignature = { readonly by: string; readonly sig: string }

/** Whose signatures decide: the witness's key where there is a way back, and the members who may erase. */
export type Deciders = { readonly witness: SignPublicKey | null; readonly members: readonly SignPublicKey[] }

/** The text of a tombstone; `events` are the hashes of the chain that goes, in order (FORMAT.md §12). `at` is a date. */
export function tombstoneText(tombstone: {
  readonly digest: Digest
  readonly at: string
  readonly reason: string
  readonly events: readonly Hash32[]
}): OwnBytes {
  const { digest, at, reason, events } = tombstone
  return encodeJson({ v: 1, digest: toB64u(digest), at, reason, events: events.map(toB64u) })
}

/** Signs the text of a tombstone (FORMAT.md §12). Checked by `verifyTombstone`. */
export function signTombstone(text: Bytes, { publicKey, secretKey }: SignKeyPair): TombstoneSignature {
  return { by: toB64u(publicKey), sig: toB64u(sign(secretKey, signedBytes(text))) }
}

/**
 * The tombstone of a text that the witness or two different members signed (FORMAT.md §12). Throws
 * `tampered` when neither did, `malformed` when fields are missing.
 */
export function verifyTombstone(text: Bytes, signatures: readonly TombstoneSignature[], deciders: Deciders): Tombstone {
  const tombstone = parseFields(Tombstone, decodeJson(text))
  const bytes = signedBytes(text)
  const signed = (key: SignPublicKey): boolean =>
    signatures.some(({ by, sig }) => by === toB64u(key) && verify(key, bytes, fromB64u(sig)))
  const { witness, members } = deciders
  if (witness !== null && signed(witness)) return tombstone
  const different = new Map(members.map(member => [toB64u(member), member]))
  if ([...different.values()].filter(signed).length >= 2) return tombstone
  throw new Failure('tampered', 'a tombstone that nobody decided')
}

function signedBytes(text: Bytes): OwnBytes {
  return concat(asciiBytes('svidok/v1/tombstone'), text)
}
