import { toB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import type { UploadId } from '#app/crypto/types.ts'

/**
 * Refuses an account whose manifest does not name the uploads of the digest, all different, in their
 * order (FORMAT.md §4). Throws `tampered`, or `malformed` when `files` is not a list of objects that
 * name an upload.
 */
export function checkManifest(account: Readonly<Record<string, unknown>>, uploads: readonly UploadId[]): void {
  const files: unknown = account['files']
  if (!Array.isArray(files)) throw new Failure('malformed', 'an account without a manifest')
  const named = files.map(uploadOf)
  const expected = uploads.map(toB64u)
  if (new Set(named).size !== named.length) throw new Failure('tampered', 'the manifest names an upload twice')
  if (named.length !== expected.length || named.some((upload, i) => upload !== expected[i])) {
    throw new Failure('tampered', 'the manifest names other uploads than the digest')
  }
}

function uploadOf(file: unknown): string {
  if (typeof file === 'object' && file !== null && 'upload' in file && typeof file.upload === 'string')
    return file.upload
  throw new Failure('malformed', 'a file without an upload')
}
