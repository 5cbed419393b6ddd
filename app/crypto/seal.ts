import { newContentKey, sealBox } from '#app/crypto/box.ts'
import { submissionDigest, submissionId } from '#app/crypto/submission.ts'
import type { Bytes, ContentKey, Digest, KemPublicKey, Sealed, UploadId } from '#app/crypto/types.ts'
import { sealWrap } from '#app/crypto/wrap.ts'

/** The JSON bytes of a testimony, without padding, and the ids of the files uploaded for it. */
export type TestimonyBytes = {
  readonly card: Bytes
  readonly account: Bytes
  readonly contact: Bytes | null
  readonly uploads?: readonly UploadId[]
}

/** The current epoch key of each compartment, verified against the key log (FORMAT.md §8). */
export type EpochKeys = { readonly account: KemPublicKey; readonly contact: KemPublicKey }

/** Fresh for every testimony; `card` and `account` share one (FORMAT.md §4). */
export type TestimonyKeys = { readonly account: ContentKey; readonly contact: ContentKey }

/** A testimony that nobody but the holders of the epochs can open. */
export type SealedTestimony = {
  readonly sealed: Sealed
  readonly digest: Digest
  readonly id: string
  /**
   * The same boxes with wraps for other epochs, for a server that answers `expired`: wraps are not
   * in the digest, so it stays the same submission (FORMAT.md §10).
   */
  rewrap(epochs: EpochKeys): Sealed
}

/**
 * Seals a testimony (FORMAT.md §4). Throws `too-large` when a part is over the limit of §2, and
 * `malformed` when a KEM key is refused. Undone by `openCard`, `openAccount` and `openContact`.
 */
export function sealTestimony(
  { card, account, contact, uploads = [] }: TestimonyBytes,
  epochs: EpochKeys,
  keys: TestimonyKeys = { account: newContentKey(), contact: newContentKey() },
): SealedTestimony {
  const boxes = {
    card: sealBox('card', card, keys.account),
    account: sealBox('account', account, keys.account),
    contact: contact === null ? null : sealBox('contact', contact, keys.contact),
    uploads,
  }
  const digest = submissionDigest(boxes)
  const rewrap = (to: EpochKeys): Sealed => ({
    ...boxes,
    wraps: {
      account: sealWrap(keys.account, to.account, digest),
      contact: boxes.contact === null ? null : sealWrap(keys.contact, to.contact, digest),
    },
  })
  return { sealed: rewrap(epochs), digest, id: submissionId(digest), rewrap }
}
