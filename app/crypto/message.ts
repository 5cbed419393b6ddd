import { newContentKey, openBox, sealBox } from '#app/crypto/box.ts'
import { asciiBytes, concat, fromB64u, toB64u, u32 } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { decodeJson } from '#app/crypto/json.ts'
import { checkSignPublicKey, sign, SIGNATURE, verify } from '#app/crypto/keys.ts'
import { trimJson } from '#app/crypto/padding.ts'
import type { Box, Bytes, ContentKey, Digest, OwnBytes, SignKeyPair, SignPublicKey } from '#app/crypto/types.ts'

/** Which direction of the case channel a message goes (FORMAT.md §6). */
export type Direction = 'witness' | 'team'

/** Where a message stands: the case it belongs to and its number in its direction, from 1 (FORMAT.md §6). */
export type MessagePlace = { readonly from: Direction; readonly digest: Digest; readonly seq: number }

/** A sealed message and what its wraps need (FORMAT.md §3, §6). */
export type SealedMessage = {
  readonly box: Box<'message'>
  readonly contentKey: ContentKey
  readonly subject: Digest
}

/**
 * Signs and seals one message (FORMAT.md §6). `sign` is the witness's sign key or the author's reply
 * key, whose public half the JSON of a team message names in `by`. Keep the box: a retry sends the same.
 * Throws `too-large` over the limit of §2. Undone by `openMessage`.
 */
export function sealMessage(
  message: MessagePlace & { readonly json: Bytes; readonly sign: SignKeyPair },
  contentKey: ContentKey = newContentKey(),
  prefix?: Bytes,
): SealedMessage {
  const signature = sign(message.sign.secretKey, signedBytes(message, message.json))
  const box = sealBox('message', concat(signature, message.json), contentKey, prefix)
  return { box, contentKey, subject: messageSubject(box) }
}

/** What the wraps of a message are bound to: H(32, box) (FORMAT.md §3). Of a team box too. */
export function messageSubject(box: Bytes): Digest {
  return hash32(box) as Digest
}

/**
 * The JSON of a message, whose signature by `signKey` is verified (FORMAT.md §6). Throws the codes of
 * `openBox`; `tampered` when the signature is another's, of another case, number or direction, or when
 * a team message names another author; `malformed` when it is not JSON. Undoes `sealMessage`.
 */
export function openMessage(
  message: MessagePlace & { readonly box: Bytes; readonly contentKey: ContentKey; readonly signKey: SignPublicKey },
): OwnBytes {
  const { signature, json } = openParts(message)
  if (!verify(message.signKey, signedBytes(message, json), signature)) throw foreign()
  const value = decodeJson(json)
  if (message.from === 'team' && value['by'] !== toB64u(message.signKey)) throw foreign()
  return json
}

/**
 * A team message and the reply key that its JSON names and that signed it (FORMAT.md §6). Whether that
 * key speaks for the team, the thread judges. Throws as `openMessage` does, and `malformed` when `by` is no key.
 */
export function openTeamMessage(
  message: Omit<MessagePlace, 'from'> & { readonly box: Bytes; readonly contentKey: ContentKey },
): { readonly json: OwnBytes; readonly value: Record<string, unknown>; readonly by: SignPublicKey } {
  const { signature, json } = openParts(message)
  const value = decodeJson(json)
  const named = value['by']
  if (typeof named !== 'string') throw new Failure('malformed', 'a team message without an author')
  const by = checkSignPublicKey(fromB64u(named))
  if (!verify(by, signedBytes({ ...message, from: 'team' }, json), signature)) throw foreign()
  return { json, value, by }
}

function openParts({ box, contentKey }: { readonly box: Bytes; readonly contentKey: ContentKey }) {
  const plaintext = openBox('message', box, contentKey)
  if (plaintext.length < SIGNATURE) throw new Failure('malformed', 'a message shorter than its signature')
  return { signature: plaintext.subarray(0, SIGNATURE), json: trimJson(plaintext.subarray(SIGNATURE)) }
}

function signedBytes({ from, digest, seq }: MessagePlace, json: Bytes): OwnBytes {
  return concat(asciiBytes(`svidok/v1/${from}-message`), digest, u32(seq), json)
}

function foreign(): Failure {
  return new Failure('tampered', 'the signature of the message does not fit')
}
