import { concat, fromB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { openFile } from '#app/crypto/open-file.ts'
import { openAccount } from '#app/crypto/open.ts'
import { digestOfHashes, submissionId } from '#app/crypto/submission.ts'
import type { Bytes, ContentKey, Hash32 } from '#app/crypto/types.ts'
import { listFiles, type ListedFile } from '#app/review/listed-files.ts'
import { openMessages } from '#app/review/open-messages.ts'
import type { CompartmentKeys } from '#app/review/review-keys.ts'
import { decodeAccount, type Account } from '#app/testimony/codec.ts'
import { decodeQueuePage, decodeSubmissionParts } from '#app/wire/queue.ts'
import type { Member } from './member.ts'

export interface OpenedFile extends ListedFile {
  content: Bytes
}

/** The submission that came last, with all files that follow it: opened and verified with a member's keys. */
export async function openNewestWithFiles(member: Member): Promise<{ account: Account; files: OpenedFile[] }> {
  const page = await member.get('/api/desk/queue?after=0&limit=1000')
  const { entries } = decodeQueuePage(new Uint8Array(await page.arrayBuffer()))
  const { card, accountHash, contactHash } = entries[entries.length - 1]!
  const contact = contactHash.length > 0 ? (contactHash as Hash32) : null
  const digest = digestOfHashes({ card: hash32(card), account: accountHash as Hash32, contact, uploads: [] })
  const answer = await member.get(`/api/desk/submissions/${submissionId(digest)}`)
  const parts = decodeSubmissionParts(new Uint8Array(await answer.arrayBuffer()))
  const around = { account: parts.account, hashes: { card: parts.cardHash as Hash32, contact }, uploads: [] }
  const { epochs } = member.desk
  const opened = openAccount({ ...around, wrap: parts.accountWraps[0]! }, epochs.account[0]!)
  const account = decodeAccount(opened.account)
  if (!account) throw new Error('what was opened is no account')
  const keys = { epochs: epochs.account } as unknown as CompartmentKeys
  const { messages } = openMessages(parts.messages, { digest, account, keys })
  const failed = messages.find(message => message.code || message.conflict)
  if (failed) throw new Error(`message ${failed.seq} did not open: ${failed.code ?? 'conflict'}`)
  const listed = listFiles(account.files, messages)
  return {
    account,
    files: await Promise.all(listed.map(async file => ({ ...file, content: await open(member, file) }))),
  }
}

async function open(member: Member, { upload, key, boxDigest, size, sha256 }: ListedFile): Promise<Bytes> {
  const answer = await member.get(`/api/desk/files/${upload}`)
  const promise = { key: fromB64u(key) as ContentKey, boxDigest: fromB64u(boxDigest), size, sha256 }
  const opener = openFile(promise)
  const first = opener.take(new Uint8Array(await answer.arrayBuffer()))
  return concat(...first, ...opener.end())
}
