import { checkBoxForm } from '#app/crypto/box-form.ts'
import { asciiBytes, concat, decodeFrames, encodeFrames, equal, toB64u, u32 } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type {
  Bytes,
  CaseProof,
  CaseTokenHash,
  Digest,
  Hash32,
  OwnBytes,
  Sealed,
  UploadId,
  WayBack,
} from '#app/crypto/types.ts'
import { checkSealedWrap } from '#app/crypto/wrap-form.ts'

const LABEL = asciiBytes('svidok/v1/submission')
const ABSENT = new Uint8Array(32)
const VERSION = Uint8Array.of(1)
const NONE = new Uint8Array(0)

/** A submission as a server takes it in: the sealed parts and what it computes from them. */
export type Submission = {
  readonly sealed: Sealed
  readonly hashes: SubmissionHashes
  readonly digest: Digest
  readonly id: string
  readonly way: WayBack | null
}

/** H(32, ·) of each box of a submission, null for an absent contact (FORMAT.md §4). */
export type SubmissionHashes = {
  readonly card: Hash32
  readonly account: Hash32
  readonly contact: Hash32 | null
  readonly uploads: readonly UploadId[]
}

/** The boxes of a submission as they were got (FORMAT.md §4). */
export type SubmissionParts = {
  readonly card: Bytes
  readonly account: Bytes
  readonly contact: Bytes | null
  readonly uploads: readonly UploadId[]
}

/** The digest of a submission of which some boxes are known by their hash alone (FORMAT.md §4). */
export function digestOfHashes({ card, account, contact, uploads }: SubmissionHashes): Digest {
  return hash32(concat(LABEL, card, account, contact ?? ABSENT, u32(uploads.length), ...uploads)) as Digest
}

/** The digest of a submission: what its wraps, messages and events are bound to (FORMAT.md §4). */
export function submissionDigest(parts: SubmissionParts): Digest {
  return digestOfHashes(hashParts(parts))
}

function hashParts({ card, account, contact, uploads }: SubmissionParts): SubmissionHashes {
  return {
    card: hash32(card),
    account: hash32(account),
    contact: contact === null ? null : hash32(contact),
    uploads,
  }
}

/** The public name of a submission: 22 characters (FORMAT.md §4). */
export function submissionId(digest: Digest): string {
  return toB64u(digest.subarray(0, 16))
}

/**
 * The body of an upload (FORMAT.md §4): frames of version, boxes, wraps, what the server keeps of
 * the receipt, upload ids and digest. `way` is null where the witness keeps no way back. Undone by
 * `decodeSubmission`.
 */
export function encodeSubmission(sealed: Sealed, way: WayBack | null): OwnBytes {
  return encodeFrames([
    VERSION,
    sealed.card,
    sealed.account,
    sealed.contact ?? NONE,
    sealed.wraps.account,
    sealed.wraps.contact ?? NONE,
    way?.tokenHash ?? NONE,
    way?.proof ?? NONE,
    concat(...sealed.uploads),
    submissionDigest(sealed),
  ])
}

/**
 * Reads an upload and checks all that needs no key (FORMAT.md §4): form and size of every box, one
 * sealed wrap for each compartment, upload ids all different, the digest. The parts are views of
 * `bytes`. Throws `malformed`, `unsupported`, `truncated`, `too-large`, or `tampered` when the digest
 * is another. Undoes `encodeSubmission`.
 */
export function decodeSubmission(bytes: Bytes): Submission {
  const frames = decodeFrames(bytes)
  if (frames[0]?.length === 1 && frames[0][0] !== 1)
    throw new Failure('unsupported', 'another version of the submission')
  if (frames.length !== 10 || frames[0]!.length !== 1) throw new Failure('malformed', 'not a submission')
  const [, card, account, contact, accountWrap, contactWrap, tokenHash, proof, uploads, claimed] = frames as [
    Bytes,
    Bytes,
    Bytes,
    Bytes,
    Bytes,
    Bytes,
    Bytes,
    Bytes,
    Bytes,
    Bytes,
  ]
  if ((contact.length === 0) !== (contactWrap.length === 0))
    throw new Failure('malformed', 'a contact and its wrap come together')
  const sealed: Sealed = {
    card: checkBoxForm('card', card),
    account: checkBoxForm('account', account),
    contact: contact.length === 0 ? null : checkBoxForm('contact', contact),
    uploads: readUploads(uploads),
    wraps: {
      account: checkSealedWrap(accountWrap),
      contact: contact.length === 0 ? null : checkSealedWrap(contactWrap),
    },
  }
  const way = readWay(tokenHash, proof)
  const hashes = hashParts(sealed)
  const digest = digestOfHashes(hashes)
  if (!equal(digest, claimed)) throw new Failure('tampered', 'the digest is of another submission')
  return { sealed, hashes, digest, id: submissionId(digest), way }
}

function readUploads(bytes: Bytes): UploadId[] {
  if (bytes.length % 16 !== 0) throw new Failure('malformed', 'half an upload id')
  const uploads: UploadId[] = []
  const seen = new Set<string>()
  for (let at = 0; at < bytes.length; at += 16) {
    const upload = bytes.subarray(at, at + 16) as UploadId
    uploads.push(upload)
    seen.add(toB64u(upload))
  }
  if (seen.size !== uploads.length) throw new Failure('malformed', 'an upload id twice')
  return uploads
}

function readWay(tokenHash: Bytes, proof: Bytes): WayBack | null {
  if (tokenHash.length === 0 && proof.length === 0) return null
  if (tokenHash.length !== 32 || proof.length !== 32) throw new Failure('malformed', 'not a way back')
  return { tokenHash: tokenHash as CaseTokenHash, proof: proof as CaseProof }
}
