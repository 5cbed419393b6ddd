import { HEADER, SEALED_CHUNK } from '#app/crypto/box-form.ts'
import { deriveBoxKey, resumeBox } from '#app/crypto/box.ts'
import { equal } from '#app/crypto/bytes.ts'
import { type BoxStream, openChunk } from '#app/crypto/chunk.ts'
import { Failure } from '#app/crypto/failure.ts'
import { type FilePromise, newFileReader } from '#app/crypto/file.ts'
import { newHasher } from '#app/crypto/hash.ts'
import type { Sha256 } from '#app/crypto/sha256.ts'
import type { Bytes, ContentKey, OwnBytes } from '#app/crypto/types.ts'

/** What a manifest says of a file and its box (FORMAT.md §4): `boxDigest` = H(32, box), 32 bytes. */
export type SealedFile = FilePromise & { readonly key: ContentKey; readonly boxDigest: Bytes }

/** Opens the box of a file as its bytes arrive (FORMAT.md §2, §4). At most two chunks are held. */
export type FileOpener = {
  /**
   * The next bytes of the box, cut anywhere. Gives what they open of the file, in order, in buffers of their own, and
   * nothing of the padding. Throws the codes of `openBox` as soon as they are known.
   */
  take(bytes: Bytes): OwnBytes[]
  /**
   * After the last byte: the rest of the file. Throws the codes of `openBox`, then `tampered` when the box is another
   * than the manifest's, when bytes of the file are missing or its SHA-256 is another.
   */
  end(): OwnBytes[]
}

/** Starts a FileOpener. What it gave is not to be shown to anybody before `end` returned (FORMAT.md §4). `hash`: a SHA-256, unused so far. Undoes `sealFile`. */
export function openFile({ key, boxDigest, size, sha256 }: SealedFile, hash?: Sha256): FileOpener {
  const digest = newHasher()
  const file = newFileReader({ size, sha256 }, hash)
  // A header and one byte, then chunk after chunk: which one is the last is known only when another byte comes or none.
  let waiting = new Uint8Array(HEADER + 1)
  let held = 0
  let stream: BoxStream | null = null
  let index = 0

  const begin = (): BoxStream => {
    const head = waiting.slice(0, held)
    const begun = resumeBox('file', head, deriveBoxKey(key, 'file'))
    waiting = new Uint8Array(SEALED_CHUNK)
    waiting.set(head.subarray(HEADER))
    held -= HEADER
    return begun
  }
  const open = (begun: BoxStream, last: boolean): OwnBytes[] => {
    const part = file.take(openChunk(begun, index++, last, waiting.subarray(0, held))) as OwnBytes
    held = 0
    if (part.length === 0) return []
    return [part.length === part.buffer.byteLength ? part : part.slice()]
  }

  return {
    take(bytes) {
      digest.update(bytes)
      const parts: OwnBytes[] = []
      for (let at = 0; at < bytes.length;) {
        if (held === waiting.length) {
          if (stream) parts.push(...open(stream, false))
          else stream = begin()
        }
        const some = bytes.subarray(at, at + waiting.length - held)
        waiting.set(some, held)
        held += some.length
        at += some.length
      }
      return parts
    },
    end() {
      stream ??= begin()
      const rest = open(stream, true)
      if (!equal(digest.digest(), boxDigest)) throw new Failure('tampered', 'another box than the manifest names')
      file.end()
      return rest
    },
  }
}
