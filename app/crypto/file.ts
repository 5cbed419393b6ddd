import { toHex } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { newSha256, type Sha256 } from '#app/crypto/sha256.ts'
import type { Bytes } from '#app/crypto/types.ts'

/** What a manifest promises of a file: its true size in bytes and the SHA-256 in hexadecimal (FORMAT.md §4). */
export type FilePromise = { readonly size: number; readonly sha256: string }

/** Takes the padding off a file and holds it against its manifest, chunk by chunk (FORMAT.md §4). */
export type FileReader = {
  /** The part of an opened chunk that belongs to the file: a view, empty in the padding. In order of the chunks. */
  take(plaintext: Bytes): Bytes
  /** After the last chunk. Throws `tampered` when bytes are missing or the SHA-256 is another. */
  end(): void
}

/** Starts a FileReader (FORMAT.md §4). What `take` gave is not to be believed before `end` returned. `hash`: unused so far. */
export function newFileReader({ size, sha256 }: FilePromise, hash: Sha256 = newSha256()): FileReader {
  let left = size
  return {
    take(plaintext) {
      const part = plaintext.subarray(0, Math.min(left, plaintext.length))
      left -= part.length
      hash.update(part)
      return part
    },
    end() {
      if (left > 0) throw new Failure('tampered', 'a file that is shorter than its manifest says')
      if (toHex(hash.digest()) !== sha256) throw new Failure('tampered', 'a file that is not the one in the manifest')
    },
  }
}
