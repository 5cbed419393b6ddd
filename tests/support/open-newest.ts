import { openAccount } from '#app/crypto/open.ts'
import type { Hash32 } from '#app/crypto/types.ts'
import { decodeAccount, type Account } from '#app/testimony/codec.ts'
import { digestOfHashes, submissionId } from '#app/crypto/submission.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { decodeQueuePage, decodeSubmissionParts } from '#app/wire/queue.ts'
import type { Member } from './member.ts'

/** What the organisation reads in the submission that came last, opened with a member's keys. */
export async function openNewest(member: Member): Promise<Account> {
  const page = await member.get('/api/desk/queue?after=0&limit=1000')
  const { entries } = decodeQueuePage(new Uint8Array(await page.arrayBuffer()))
  const { card, accountHash, contactHash } = entries[entries.length - 1]!
  const contact = contactHash.length > 0 ? (contactHash as Hash32) : null
  const id = submissionId(digestOfHashes({ card: hash32(card), account: accountHash as Hash32, contact, uploads: [] }))
  const answer = await member.get(`/api/desk/submissions/${id}`)
  const parts = decodeSubmissionParts(new Uint8Array(await answer.arrayBuffer()))
  const around = { account: parts.account, hashes: { card: parts.cardHash as Hash32, contact }, uploads: [] }
  const { account } = openAccount({ ...around, wrap: parts.accountWraps[0]! }, member.desk.epochs.account[0]!)
  const read = decodeAccount(account)
  if (!read) throw new Error('what was opened is no account')
  return read
}
