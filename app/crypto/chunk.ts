import { encrypt, tryDecrypt } from '#app/crypto/aead.ts'
import { Failure } from '#app/crypto/failure.ts'
import type { Bytes, OwnBytes } from '#app/crypto/types.ts'

/** What sealing or opening a chunk takes: the box header and the stream key (FORMAT.md §2). */
export type BoxStream = { readonly header: Bytes; readonly key: Bytes }

/**
 * Seals chunk number `index`, `last` or not, of 1 to 262,144 bytes (FORMAT.md §2). The same chunk
 * gives the same bytes; never another plaintext under the same number. Undone by `openChunk`.
 */
export function sealChunk(stream: BoxStream, index: number, last: boolean, plaintext: Bytes): OwnBytes {
  return encrypt(stream.key, chunkNonce(stream, index, last), plaintext, stream.header)
}

/**
 * Opens chunk number `index` (FORMAT.md §2). Throws, as a whole box would: `truncated` when the end
 * is no last chunk, `malformed` when the last chunk has followers or no plaintext, else `tampered`.
 * Undoes `sealChunk`.
 */
export function openChunk(stream: BoxStream, index: number, last: boolean, chunk: Bytes): OwnBytes {
  const nonce = chunkNonce(stream, index, last)
  const plaintext = tryDecrypt(stream.key, nonce, chunk, stream.header)
  if (plaintext === null) {
    nonce[23] = last ? 0 : 1
    if (tryDecrypt(stream.key, nonce, chunk, stream.header) === null)
      throw new Failure('tampered', 'a chunk does not open')
    throw last
      ? new Failure('truncated', 'the last chunk is missing')
      : new Failure('malformed', 'bytes after the last chunk')
  }
  if (last && plaintext.length === 0) throw new Failure('malformed', 'a last chunk without plaintext')
  return plaintext
}

/** Prefix, the number in 7 bytes, 1 for the last: boxes end at 2^22 chunks, so 4 of the 7 suffice. */
function chunkNonce(stream: BoxStream, index: number, last: boolean): OwnBytes {
  const nonce = new Uint8Array(24)
  nonce.set(stream.header.subarray(38, 54))
  nonce[19] = index >>> 24
  nonce[20] = index >>> 16
  nonce[21] = index >>> 8
  nonce[22] = index
  nonce[23] = last ? 1 : 0
  return nonce
}
