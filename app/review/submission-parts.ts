import { Failure } from '#app/crypto/failure.ts'
import type { Bytes, Hash32, UploadId } from '#app/crypto/types.ts'

/** Upload ids as the wire carries them: 16 bytes each, joined. Throws `malformed`. */
export function splitUploads(bytes: Bytes): UploadId[] {
  if (bytes.length % 16 !== 0) throw new Failure('malformed', 'half an upload id')
  return Array.from({ length: bytes.length / 16 }, (_, i) => bytes.subarray(16 * i, 16 * i + 16) as UploadId)
}

/** A hash that a server names; it counts only once a wrap has opened under the digest that it gives. Throws `malformed`. */
export function claimedHash(bytes: Bytes): Hash32 {
  if (bytes.length !== 32) throw new Failure('malformed', 'a hash of another length')
  return bytes as Hash32
}

/** The same for a contact that may be absent. */
export const claimedContactHash = (bytes: Bytes): Hash32 | null => (bytes.length === 0 ? null : claimedHash(bytes))
