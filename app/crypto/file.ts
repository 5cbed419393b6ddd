import { equal, toHex } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { newSha256 } from '#app/crypto/sha256.ts'
import type { Bytes, Hash32 } from '#app/crypto/types.ts'

/** What a manifest promises of a file: its true size in bytes and the SHA-256 in hexadecimal (FORMAT.md §4). */
export type FilePromise = { readonly size: number; readonly sha256: string }

/** Takes the padding off a file and holds it against its manifest, chunk by chunk (FORMAT.md §4). */
export type FileReader = {
  /** The part of an opened chunk that belongs to the file: a view, empty in the padding. In order of the chunks. */
  take(plaintext: Bytes): Bytes
  /** After the last chunk. Throws `tampered` when bytes are missing or the SHA-256 is another. */
  end(): void
}

/** Starts a FileReader (FORMAT.md §4). What `take` gave is not to be believed before `end` returned. */
export function newFileReader({ size, sha256 }: FilePromise): FileReader {
  const hash = newSha256()
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

/** Remembers which plaintext was sealed under which chunk number (FORMAT.md §2). Plain hashes, in order of the number. */
export type SealedChunks = Map<number, Hash32>

/**
 * Whether a chunk may be sealed, for the first time or again: false when another plaintext was sealed under
 * its number, for the file has changed and needs a new box with a new key (FORMAT.md §2).
 */
export function maySealChunk(sealed: SealedChunks, index: number, plaintext: Bytes): boolean {
  const hash = hash32(plaintext)
  const before = sealed.get(index)
  if (before !== undefined) return equal(before, hash)
  sealed.set(index, hash)
  return true
}
