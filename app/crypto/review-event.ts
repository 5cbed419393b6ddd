import { decrypt, encrypt, NONCE } from '#app/crypto/aead.ts'
import { asciiBytes, concat, randomBytes, toB64u, u32 } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { derive, hash32 } from '#app/crypto/hash.ts'
import { decodeJson } from '#app/crypto/json.ts'
import { sign, SIGNATURE, verify } from '#app/crypto/keys.ts'
import { trimJson } from '#app/crypto/padding.ts'
import type {
  Bytes,
  Compartment,
  ContentKey,
  Digest,
  Hash32,
  OwnBytes,
  ReviewEvent,
  ReviewKey,
  SignKeyPair,
  SignPublicKey,
} from '#app/crypto/types.ts'

/** The reviewers' chain of a submission, or the custodians' (FORMAT.md §7). */
export type Chain = Compartment

/** Where an event stands: its chain, its number from 1, and the hash of the event before (FORMAT.md §7). */
export type EventPlace = {
  readonly reviewKey: ReviewKey
  readonly chain: Chain
  readonly digest: Digest
  readonly seq: number
  readonly prev: Hash32
}

/** The sign keys whose events count, as a list or by their base64url. */
export type Signers = readonly SignPublicKey[] | ReadonlyMap<string, SignPublicKey>

/** An event that opened and verified. */
export type OpenedEvent = {
  readonly by: SignPublicKey
  readonly json: OwnBytes
  readonly value: Record<string, unknown>
}

/** One event of a chain: opened, or the reason why it counts as a link and nothing else (FORMAT.md §7). */
export type Link = { readonly seq: number; readonly hash: Hash32; readonly opened: OpenedEvent | Failure }

/** `prev` of the first event of a chain: 32 zero bytes (FORMAT.md §7). */
export const NO_PREV = new Uint8Array(32) as Hash32

const LABELS = {
  account: { review: 'svidok/v1/review', event: 'svidok/v1/review-event' },
  contact: { review: 'svidok/v1/contact', event: 'svidok/v1/contact-event' },
} as const

/** The key of a chain, from the content key of the account or of the contact (FORMAT.md §7). */
export function reviewKey(contentKey: ContentKey, chain: Chain): ReviewKey {
  return derive(contentKey, LABELS[chain].review) as ReviewKey
}

/** The key of one event: it can be shown without the others (FORMAT.md §7, §14). */
export function eventKey({ reviewKey, chain, seq }: Pick<EventPlace, 'reviewKey' | 'chain' | 'seq'>): OwnBytes {
  return derive(reviewKey, `${LABELS[chain].event}/${seq}`)
}

/** Indexes sign keys by their base64url, once for many chains. */
export function indexSigners(members: readonly SignPublicKey[]): ReadonlyMap<string, SignPublicKey> {
  return new Map(members.map(member => [toB64u(member), member]))
}

/**
 * Signs and seals one event (FORMAT.md §7). The JSON names the signer in `by`. `nonce` is 24 random
 * bytes. Undone by `openEvent`.
 */
export function sealEvent(
  event: EventPlace & { readonly json: Bytes; readonly sign: SignKeyPair },
  nonce: Bytes = randomBytes(NONCE),
): ReviewEvent {
  const data = placeData(event)
  const plaintext = new Uint8Array(Math.ceil((SIGNATURE + event.json.length) / 256) * 256).fill(0x20)
  plaintext.set(sign(event.sign.secretKey, concat(data, event.json)))
  plaintext.set(event.json, SIGNATURE)
  return concat(nonce, encrypt(eventKey(event), nonce, plaintext, data)) as ReviewEvent
}

/**
 * Opens one event and verifies that a member signed it for this place (FORMAT.md §7). Throws
 * `tampered` when a byte, the place, the chain or the signature differs or the signer is no member,
 * `malformed` when it is too short or not JSON. Undoes `sealEvent`.
 */
export function openEvent(place: EventPlace & { readonly event: Bytes; readonly members: Signers }): OpenedEvent {
  const { event, members } = place
  const data = placeData(place)
  const plaintext = decrypt(eventKey(place), event.subarray(0, NONCE), checkedRest(event), data)
  if (plaintext.length < SIGNATURE) throw new Failure('malformed', 'an event shorter than its signature')
  const json = trimJson(plaintext.subarray(SIGNATURE))
  const value = decodeJson(json)
  const index = members instanceof Map ? members : indexSigners(members as readonly SignPublicKey[])
  const by: SignPublicKey | undefined = index.get(String(value['by']))
  if (by === undefined) throw new Failure('tampered', 'the event is signed by nobody who counts')
  if (!verify(by, concat(data, json), plaintext.subarray(0, SIGNATURE))) {
    throw new Failure('tampered', 'the signature of the event does not fit')
  }
  return { by, json, value }
}

/**
 * Reads a chain from its first event (FORMAT.md §7). An event that does not open or verify is a link
 * that carries its Failure; the events after it still count on from its hash. Never throws a Failure.
 */
export function readChain(
  events: readonly Bytes[],
  chain: Omit<EventPlace, 'seq' | 'prev'> & { readonly members: Signers },
): Link[] {
  let prev = NO_PREV
  return events.map((event, i) => {
    const seq = i + 1
    const opened = attempt(() => openEvent({ ...chain, seq, prev, event }))
    prev = hash32(event)
    return { seq, hash: prev, opened }
  })
}

function checkedRest(event: Bytes): Bytes {
  if (event.length < NONCE) throw new Failure('malformed', 'an event shorter than its nonce')
  return event.subarray(NONCE)
}

function placeData({ chain, digest, seq, prev }: EventPlace): OwnBytes {
  return concat(asciiBytes(LABELS[chain].event), digest, u32(seq), prev)
}
