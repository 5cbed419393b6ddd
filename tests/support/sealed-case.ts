import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { Failure, type FailureCode } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { encodeJson } from '#app/crypto/json.ts'
import { signKeyPairFromSeed } from '#app/crypto/keys.ts'
import { reviewKey, sealEvent } from '#app/crypto/review-event.ts'
import { newContentKey } from '#app/crypto/box.ts'
import { sealTestimony } from '#app/crypto/seal.ts'
import type { Bytes, Digest, Hash32, ReviewKey, SignKeyPair } from '#app/crypto/types.ts'
import { newEpochSecret, openEpoch, type OpenEpoch } from '#app/crypto/wrap.ts'
import type { ReviewKeys } from '#app/review/review-keys.ts'
import { giveConsent } from '#app/testimony/draft.ts'
import { toTestimony, type WitnessKeys } from '#app/testimony/answers.ts'
import { encodeTestimony } from '#app/testimony/codec.ts'
import type { QueueEntry, SubmissionParts } from '#app/wire/queue.ts'
import { offered } from './forms.ts'

/** A submission as it lies on a server, with the keys that open it: for tests of one hop that need no server. */

export interface Reviewer {
  sign: SignKeyPair
  /** The sign key, b64u. */
  by: string
  keys: ReviewKeys
  epochs: { account: OpenEpoch; contact: OpenEpoch }
}

export interface Case {
  team: Reviewer
  id: string
  digest: Digest
  reviewKey: ReviewKey
  phone: string
  parts: () => SubmissionParts
  entry: () => QueueEntry
}

export function newPerson(): { sign: SignKeyPair; epoch: OpenEpoch } {
  return { sign: signKeyPairFromSeed(randomBytes(32)), epoch: openEpoch(newEpochSecret()) }
}

export function newReviewer(): Reviewer {
  const { sign, epoch: account } = newPerson()
  const { epoch: contact } = newPerson()
  const by = toB64u(sign.publicKey)
  const keysOf = (epoch: OpenEpoch) => ({
    epochs: [epoch],
    signers: new Map([[by, sign.publicKey]]),
    leavers: new Map(),
  })
  return { sign, by, keys: { account: keysOf(account), contact: keysOf(contact) }, epochs: { account, contact } }
}

/** Seals what the form gives; `card` takes the place of the card that would be drawn up. */
export function makeCase({
  narrative = 'text',
  team = newReviewer(),
  card,
  witness = null,
}: { narrative?: string; team?: Reviewer; card?: Bytes; witness?: WitnessKeys | null } = {}): Case {
  const { read, hash } = offered()
  const now = new Date('2026-11-22T10:00:00Z')
  const phone = '+380 00 000 00 00'
  const draft = {
    'consent.keep': giveConsent('yes', 'uk', now),
    'consent.contact': giveConsent('yes', 'uk', now),
    'account.narrative': narrative,
    'contact.may': 'yes',
    'contact.channel': 'signal',
    'contact.handle': phone,
  }
  const plain = encodeTestimony(toTestimony(read, draft, { formHash: hash, lang: 'uk', witness, now }))
  const content = { account: newContentKey(), contact: newContentKey() }
  const keys = { account: team.epochs.account.kem.publicKey, contact: team.epochs.contact.kem.publicKey }
  const { sealed, digest, id } = sealTestimony({ ...plain, card: card ?? plain.card }, keys, content)
  const contact = sealed.contact!
  const hashes = { cardHash: hash32(sealed.card), accountHash: hash32(sealed.account), contactHash: hash32(contact) }
  const around = { ...hashes, uploads: new Uint8Array(), day: '2026-11-22', card: sealed.card }
  const parts = (): SubmissionParts => ({
    ...around,
    account: sealed.account,
    contact,
    accountWraps: [sealed.wraps.account],
    contactWraps: [sealed.wraps.contact!],
    accountEvents: [],
    contactEvents: [],
    messages: [],
  })
  const entry = (): QueueEntry => ({ ...around, cursor: 1, wrap: sealed.wraps.account, events: [] })
  return { team, id, digest, phone, reviewKey: reviewKey(content.account, 'account'), parts, entry }
}

/** Signs an event of the account chain as a member would. */
export function eventOf(
  at: Case,
  {
    seq,
    n,
    prev,
    last,
    sign = at.team.sign,
    log = new Uint8Array(32),
    ...body
  }: {
    seq: number
    n: number
    prev: Hash32
    /** The author's event before. */
    last?: Bytes
    sign?: SignKeyPair
    /** Hash of a statement of the key log. */
    log?: Bytes
    kind: string
    status?: string
  },
): Bytes {
  const head = {
    v: 1,
    by: toB64u(sign.publicKey),
    n,
    ...(last && { last: toB64u(hash32(last)) }),
    log: toB64u(log),
    at: '2026-11-22T10:00:00Z',
  }
  const { reviewKey, digest } = at
  return sealEvent({ reviewKey, chain: 'account', digest, seq, prev, json: encodeJson({ ...head, ...body }), sign })
}

/** The code of the Failure that is thrown. */
export function failureOf(act: () => unknown): FailureCode | 'nothing was thrown' {
  try {
    act()
    return 'nothing was thrown'
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
}
