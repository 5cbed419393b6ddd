import { concat, fromB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { openFile } from '#app/crypto/open-file.ts'
import { digestOfHashes, submissionId } from '#app/crypto/submission.ts'
import type { ContentKey, Hash32 } from '#app/crypto/types.ts'
import { openSubmission, type OpenedSubmission } from '#app/review/open-submission.ts'
import { reviewKeysOf } from '#app/review/review-keys.ts'
import { decodeQueuePage, decodeSubmissionParts } from '#app/wire/queue.ts'
import type { Member } from './member.ts'

/** The submission that came last with all its files, opened and verified as at the desk. */
export async function openNewestWithFiles(
  member: Member,
): Promise<{ opened: OpenedSubmission; files: Uint8Array<ArrayBuffer>[] }> {
  const page = await member.get('/api/desk/queue?after=0&limit=1000')
  const { entries } = decodeQueuePage(new Uint8Array(await page.arrayBuffer()))
  const { card, accountHash, contactHash } = entries.at(-1)!
  const contact = contactHash.length > 0 ? (contactHash as Hash32) : null
  const id = submissionId(digestOfHashes({ card: hash32(card), account: accountHash as Hash32, contact, uploads: [] }))
  const answer = await member.get(`/api/desk/submissions/${id}`)
  const parts = decodeSubmissionParts(new Uint8Array(await answer.arrayBuffer()))
  const opened = openSubmission(parts, reviewKeysOf(member.desk), id)
  const files = opened.files.map(async ({ upload, key, boxDigest, size, sha256 }) => {
    const box = new Uint8Array(await (await member.get(`/api/desk/files/${upload}`)).arrayBuffer())
    const opener = openFile({
      key: fromB64u(key) as ContentKey,
      boxDigest: fromB64u(boxDigest),
      size,
      sha256,
    })
    return concat(...opener.take(box), ...opener.end())
  })
  return { opened, files: await Promise.all(files) }
}
