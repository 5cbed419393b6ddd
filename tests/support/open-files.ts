import { concat, fromB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { openFile } from '#app/crypto/open-file.ts'
import { digestOfHashes, submissionId } from '#app/crypto/submission.ts'
import type { Bytes, ContentKey, Hash32 } from '#app/crypto/types.ts'
import type { ListedFile } from '#app/review/listed-files.ts'
import { openSubmission } from '#app/review/open-submission.ts'
import { reviewKeysOf } from '#app/review/review-keys.ts'
import type { Account } from '#app/testimony/codec.ts'
import { decodeQueuePage, decodeSubmissionParts } from '#app/wire/queue.ts'
import type { Member } from './member.ts'

export interface OpenedFile extends ListedFile {
  content: Bytes
}

/** The submission that came last with all files that follow it, opened and verified as at the desk. */
export async function openNewestWithFiles(member: Member): Promise<{ account: Account; files: OpenedFile[] }> {
  const page = await member.get('/api/desk/queue?after=0&limit=1000')
  const { entries } = decodeQueuePage(new Uint8Array(await page.arrayBuffer()))
  const { card, accountHash, contactHash } = entries.at(-1)!
  const contact = contactHash.length > 0 ? (contactHash as Hash32) : null
  const id = submissionId(digestOfHashes({ card: hash32(card), account: accountHash as Hash32, contact, uploads: [] }))
  const answer = await member.get(`/api/desk/submissions/${id}`)
  const parts = decodeSubmissionParts(new Uint8Array(await answer.arrayBuffer()))
  const opened = openSubmission(parts, reviewKeysOf(member.desk), id)
  return {
    account: opened.account,
    files: await Promise.all(opened.files.map(async file => ({ ...file, content: await open(member, file) }))),
  }
}

async function open(member: Member, { upload, key, boxDigest, size, sha256 }: ListedFile): Promise<Bytes> {
  const box = new Uint8Array(await (await member.get(`/api/desk/files/${upload}`)).arrayBuffer())
  const opener = openFile({ key: fromB64u(key) as ContentKey, boxDigest: fromB64u(boxDigest), size, sha256 })
  return concat(...opener.take(box), ...opener.end())
}
