import { openBox } from '#app/crypto/box.ts'
import { digestOfHashes } from '#app/crypto/submission.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { decodeJson } from '#app/crypto/json.ts'
import { checkManifest } from '#app/crypto/manifest.ts'
import { trimJson } from '#app/crypto/padding.ts'
import type { Bytes, ContentKey, Digest, Hash32, OwnBytes, UploadId } from '#app/crypto/types.ts'
import { type OpenEpoch, openWrap } from '#app/crypto/wrap.ts'

/** What every opener brings besides the box that it opens (FORMAT.md §4). */
export type Around = { readonly uploads: readonly UploadId[]; readonly wrap: Bytes }

/** A card and what proves its place in the submission. */
export type CardParts = Around & {
  readonly card: Bytes
  readonly hashes: { readonly account: Hash32; readonly contact: Hash32 | null }
}
/** An account and what proves its place in the submission. */
export type AccountParts = Around & {
  readonly account: Bytes
  readonly hashes: { readonly card: Hash32; readonly contact: Hash32 | null }
}
/** A contact and what proves its place in the submission. */
export type ContactParts = Around & {
  readonly contact: Bytes
  readonly hashes: { readonly card: Hash32; readonly account: Hash32 }
}

/** The content key that was opened and the digest that was computed on the way. */
export type Opened = { readonly contentKey: ContentKey; readonly digest: Digest }

/**
 * Opens the card of a submission: JSON bytes without padding (FORMAT.md §4). `epoch` is of the
 * compartment `account`. The subject of the wrap is computed from the bytes at hand, so a card,
 * hash or upload id that was exchanged is `tampered`. Throws the codes of `openWrap` and `openBox`.
 * Undoes `sealTestimony`.
 */
export function openCard(parts: CardParts, epoch: OpenEpoch): Opened & { readonly card: OwnBytes } {
  const { card, hashes, uploads, wrap } = parts
  const digest = digestOfHashes({ card: hash32(card), account: hashes.account, contact: hashes.contact, uploads })
  const contentKey = openWrap(wrap, epoch, digest)
  return { card: trimJson(openBox('card', card, contentKey)), contentKey, digest }
}

/**
 * Opens the account: JSON bytes without padding, and their value, whose manifest names exactly the
 * uploads of the digest (FORMAT.md §4). Throws as `openCard` does, `tampered` on another manifest and
 * `malformed` on what is not JSON.
 */
export function openAccount(
  parts: AccountParts,
  epoch: OpenEpoch,
): Opened & { readonly account: OwnBytes; readonly value: Record<string, unknown> } {
  const { account, hashes, uploads, wrap } = parts
  const digest = digestOfHashes({ card: hashes.card, account: hash32(account), contact: hashes.contact, uploads })
  const contentKey = openWrap(wrap, epoch, digest)
  const json = trimJson(openBox('account', account, contentKey))
  const value = decodeJson(json)
  checkManifest(value, uploads)
  return { account: json, value, contentKey, digest }
}

/** Opens the contact with an epoch of the compartment `contact` (FORMAT.md §4). Throws as `openCard` does. */
export function openContact(parts: ContactParts, epoch: OpenEpoch): Opened & { readonly contact: OwnBytes } {
  const { contact, hashes, uploads, wrap } = parts
  const digest = digestOfHashes({ card: hashes.card, account: hashes.account, contact: hash32(contact), uploads })
  const contentKey = openWrap(wrap, epoch, digest)
  return { contact: trimJson(openBox('contact', contact, contentKey)), contentKey, digest }
}
