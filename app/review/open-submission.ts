import { Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { openAccount, openCard, openContact } from '#app/crypto/open.ts'
import { readChain, reviewKey, type Link } from '#app/crypto/review-event.ts'
import { submissionId } from '#app/crypto/submission.ts'
import type { Bytes, Compartment, ContentKey, Digest, Hash32 } from '#app/crypto/types.ts'
import type { Card } from '#app/testimony/card.ts'
import { decodeAccount, decodeCard, decodeContact, type Account, type Contact } from '#app/testimony/codec.ts'
import { fold, type Triage } from '#app/testimony/triage.ts'
import type { QueueEntry, SubmissionParts, WrapSwap } from '#app/wire/queue.ts'
import { adoptOpened, openWithAny } from './adoption.ts'
import { discountLeavers } from './links.ts'
import { listFiles, type ListedFile } from './listed-files.ts'
import { openMessages, type OpenedMessage } from './open-messages.ts'
import type { CompartmentKeys, ReviewKeys } from './review-keys.ts'
import { claimedContactHash, claimedHash, splitUploads } from './submission-parts.ts'
import type { EventTarget } from './write-event.ts'

/** The mirror of sending: Sealed and keyring → Testimony (FORMAT.md §4, §7). Every subject is computed from the bytes that arrived. */

interface OpenedPart {
  target: EventTarget
  triage: Triage
  /** To be sent to the server, which compares and swaps; null where the best wrap is adopted already. */
  adoption: WrapSwap | null
}

export interface OpenedCard extends OpenedPart {
  card: Card
}

export interface OpenedSubmission extends OpenedPart {
  card: Card
  account: Account
  day: string
  hasContact: boolean
  /** What the witness sent afterwards (FORMAT.md §6), by its number; `missing`: numbers that the server holds back. */
  messages: readonly OpenedMessage[]
  missing: readonly number[]
  /** Of the account and of its messages. */
  files: readonly ListedFile[]
  /** Of the messages; to be sent with the other. */
  adoptions: readonly WrapSwap[]
}

export interface OpenedContact extends OpenedPart {
  contact: Contact
}

/** Opens the card of a row with the best wrap and verifies the chain. Throws a Failure. */
export function openQueueEntry(entry: QueueEntry, keys: CompartmentKeys): OpenedCard {
  const uploads = splitUploads(entry.uploads)
  const hashes = { account: claimedHash(entry.accountHash), contact: claimedContactHash(entry.contactHash) }
  const opened = openWithAny([entry.wrap], keys.epochs, (wrap, epoch) =>
    openCard({ card: entry.card, hashes, uploads, wrap }, epoch),
  )
  const adoption = adoptOpened(opened, entry.wrap, keys.epochs, 'account')
  return {
    card: readPart(decodeCard, opened.value.card),
    adoption,
    ...openChain(opened, 'account', entry.events, keys),
  }
}

/**
 * Opens a submission for reading: card and account under one content key, the manifest, the messages, the chain. Tries every
 * wrap that the server holds. A message that fails is told as such and keeps nothing else from being read. Throws a Failure: `tampered` when the server answers with another submission than `id`.
 */
export function openSubmission(parts: SubmissionParts, keys: ReviewKeys, id: string): OpenedSubmission {
  const uploads = splitUploads(parts.uploads)
  const contact = contactHash(parts)
  const { epochs } = keys.account
  const opened = openWithAny(parts.accountWraps, epochs, (wrap, epoch) => {
    const account = openAccount(
      { account: parts.account, hashes: { card: hash32(parts.card), contact }, uploads, wrap },
      epoch,
    )
    const { card } = openCard(
      { card: parts.card, hashes: { account: hash32(parts.account), contact }, uploads, wrap },
      epoch,
    )
    return { ...account, card }
  })
  if (submissionId(opened.digest) !== id) throw new Failure('tampered', 'another submission than was asked for')
  const adoption = adoptOpened(opened, parts.accountWraps[0] ?? opened.wrap, epochs, 'account')
  const account = readPart(decodeAccount, opened.value.account)
  const thread = openMessages(parts.messages, { digest: opened.digest, account, keys: keys.account })
  return {
    card: readPart(decodeCard, opened.value.card),
    account,
    day: parts.day,
    hasContact: contact !== null,
    ...thread,
    files: listFiles(account.files, thread.messages),
    adoption,
    ...openChain(opened, 'account', parts.accountEvents, keys.account),
  }
}

/** Opens the contact alone, for a custodian. Throws a Failure. */
export function openContactOf(parts: SubmissionParts, keys: ReviewKeys, id: string): OpenedContact {
  const uploads = splitUploads(parts.uploads)
  const hashes = { card: hashOf(parts.card, parts.cardHash), account: hashOf(parts.account, parts.accountHash) }
  const { epochs } = keys.contact
  const opened = openWithAny(parts.contactWraps, epochs, (wrap, epoch) =>
    openContact({ contact: parts.contact, hashes, uploads, wrap }, epoch),
  )
  if (submissionId(opened.digest) !== id) throw new Failure('tampered', 'another submission than was asked for')
  const adoption = adoptOpened(opened, parts.contactWraps[0] ?? opened.wrap, epochs, 'contact')
  return {
    contact: readPart(decodeContact, opened.value.contact),
    adoption,
    ...openChain(opened, 'contact', parts.contactEvents, keys.contact),
  }
}

/** Verifies a chain and folds it. */
export function readLinks(
  events: readonly Bytes[],
  target: Omit<EventTarget, 'links' | 'id'>,
  keys: CompartmentKeys,
): Link[] {
  return discountLeavers(readChain(events, { ...target, members: keys.signers }), keys.leavers)
}

function openChain(
  opened: { contentKey: ContentKey; digest: Digest },
  chain: Compartment,
  events: readonly Bytes[],
  keys: CompartmentKeys,
): { target: EventTarget; triage: Triage } {
  const place = { digest: opened.digest, chain, reviewKey: reviewKey(opened.contentKey, chain) }
  const links = readLinks(events, place, keys)
  return { target: { ...place, id: submissionId(opened.digest), links }, triage: fold(links) }
}

function readPart<T>(decode: (bytes: Bytes) => T | null, bytes: Bytes): T {
  const part = decode(bytes)
  if (part === null) throw new Failure('malformed', 'not the JSON of a testimony')
  return part
}

/** Who holds one compartment alone gets the hashes of the other's boxes. */
function hashOf(box: Bytes, claimed: Bytes): Hash32 {
  return box.length > 0 ? hash32(box) : claimedHash(claimed)
}

function contactHash(parts: SubmissionParts) {
  return parts.contact.length > 0 ? hash32(parts.contact) : claimedContactHash(parts.contactHash)
}
