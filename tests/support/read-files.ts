import { openBox } from '#app/crypto/box.ts'
import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { digestOfHashes, submissionId } from '#app/crypto/submission.ts'
import type { Bytes, ContentKey, Hash32 } from '#app/crypto/types.ts'
import { openSubmission } from '#app/review/open-submission.ts'
import { reviewKeysOf } from '#app/review/review-keys.ts'
import { decodeQueuePage, decodeSubmissionParts } from '#app/wire/queue.ts'
import type { Member } from './member.ts'
import { readKeyring } from './people-by-code.ts'

/** A file as a reviewer gets it: opened with the key of its message, and held against its digest. */
export interface ReadFile {
  id: string
  name: string
  content: Bytes
  sha256: string
}

/** The files of the newest submission, and of its messages those that do not fit. */
export async function readNewestFiles(member: Member): Promise<{ files: ReadFile[]; conflicts: number }> {
  const page = await member.get('/api/desk/queue?after=0&limit=1000')
  const { entries } = decodeQueuePage(new Uint8Array(await page.arrayBuffer()))
  const { card, accountHash, contactHash } = entries.at(-1)!
  const contact = contactHash.length > 0 ? (contactHash as Hash32) : null
  const id = submissionId(digestOfHashes({ card: hash32(card), account: accountHash as Hash32, contact, uploads: [] }))
  const parts = await (await member.get(`/api/desk/submissions/${id}`)).arrayBuffer()
  const keys = reviewKeysOf(await readKeyring(member))
  const opened = openSubmission(decodeSubmissionParts(new Uint8Array(parts)), keys, id)
  const files: ReadFile[] = []
  for (const { id: named, name, upload, key, boxDigest, size, sha256 } of opened.files) {
    const box = new Uint8Array(await (await member.get(`/api/desk/files/${upload}`)).arrayBuffer())
    if (toB64u(hash32(box)) !== boxDigest) throw new Error(`the box of ${name} has another digest`)
    const content = openBox('file', box, fromB64u(key) as Bytes as ContentKey).subarray(0, size)
    files.push({ id: named, name, content, sha256 })
  }
  return { files, conflicts: opened.messages.filter(message => message.conflict || message.code !== null).length }
}
