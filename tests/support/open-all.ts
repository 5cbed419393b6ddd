import { attempt, Failure } from '#app/crypto/failure.ts'
import { openAccount, openCard, openContact } from '#app/crypto/open.ts'
import { submissionId, digestOfHashes } from '#app/crypto/submission.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { Bytes, Hash32 } from '#app/crypto/types.ts'
import type { OpenEpoch } from '#app/crypto/wrap.ts'
import { decodeQueuePage, decodeSubmissionParts } from '#app/wire/queue.ts'
import type { Member } from './member.ts'

export interface OpenedAll {
  cards: number
  accounts: number
  contacts: number
}

const optional = (hash: Bytes): Hash32 | null => (hash.length > 0 ? (hash as Hash32) : null)

function opens(
  wraps: readonly Bytes[],
  epochs: readonly OpenEpoch[],
  open: (wrap: Bytes, epoch: OpenEpoch) => unknown,
): boolean {
  return wraps.some(wrap => epochs.some(epoch => !(attempt(() => open(wrap, epoch)) instanceof Failure)))
}

/** Opens everything that the server has with what a member holds now. Sign in anew for a new look. */
export async function openAll(member: Member): Promise<OpenedAll> {
  const { account, contact } = member.desk.epochs
  const opened: OpenedAll = { cards: 0, accounts: 0, contacts: 0 }
  let after = 0
  for (;;) {
    const page = await member.get(`/api/desk/queue?after=${after}&limit=1000`)
    const { entries, next } = decodeQueuePage(new Uint8Array(await page.arrayBuffer()))
    for (const entry of entries) {
      const hashes = { account: entry.accountHash as Hash32, contact: optional(entry.contactHash) }
      if (
        opens([entry.wrap], account, (wrap, epoch) => openCard({ card: entry.card, hashes, uploads: [], wrap }, epoch))
      )
        opened.cards++
      const id = submissionId(digestOfHashes({ card: hash32(entry.card), ...hashes, uploads: [] }))
      const response = await member.get(`/api/desk/submissions/${id}`)
      const parts = decodeSubmissionParts(new Uint8Array(await response.arrayBuffer()))
      const [card, own] = [parts.cardHash as Hash32, parts.accountHash as Hash32]
      const around = { account: parts.account, hashes: { card, contact: optional(parts.contactHash) }, uploads: [] }
      if (opens(parts.accountWraps, account, (wrap, epoch) => openAccount({ ...around, wrap }, epoch)))
        opened.accounts++
      const there = { contact: parts.contact, hashes: { card, account: own }, uploads: [] }
      if (opens(parts.contactWraps, contact, (wrap, epoch) => openContact({ ...there, wrap }, epoch))) opened.contacts++
    }
    if (next === null) return opened
    after = next
  }
}
