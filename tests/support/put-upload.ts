import { Readable } from 'node:stream'
import { randomBytes } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { Bytes, UploadId } from '#app/crypto/types.ts'
import { insertUpload } from '#db/uploads.ts'
import type { Instance } from '#server/instance.ts'

export interface Put {
  id: UploadId
  box: Bytes
  /** H(32, box). */
  digest: Bytes
}

/** An upload as it lies on the server once its bytes have arrived; `arrived`: only so many of them. */
export async function putUpload(
  { db, blobs, clock }: Pick<Instance, 'db' | 'blobs' | 'clock'>,
  { box = randomBytes(70_000), arrived = box.length }: { box?: Bytes; arrived?: number } = {},
): Promise<Put> {
  const id = randomBytes(16) as UploadId
  await insertUpload(db, { id, length: box.length, hour: Math.floor(clock().getTime() / 3_600_000) })
  await blobs.begin(id)
  await blobs.append(id, Readable.from([box.subarray(0, arrived)]), { offset: 0, most: box.length })
  return { id, box, digest: hash32(box) }
}
