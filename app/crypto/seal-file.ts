import { boxLength, CHUNK } from '#app/crypto/box-form.ts'
import { deriveBoxKey, newContentKey, startBox } from '#app/crypto/box.ts'
import { sealChunk } from '#app/crypto/chunk.ts'
import { newHasher } from '#app/crypto/hash.ts'
import { paddedLength } from '#app/crypto/padding.ts'
import { newFastSha256 } from '#app/crypto/sha256.ts'
import type { Bytes, ContentKey, Hash32, OwnBytes } from '#app/crypto/types.ts'

/** What a manifest says of a sealed file (FORMAT.md §4): `sha256` 32 bytes, of the plaintext. Secret: the key opens it. */
export type SealedFile = {
  readonly key: ContentKey
  readonly boxDigest: Hash32
  readonly size: number
  readonly sha256: OwnBytes
}

/** A file does not give the bytes it promised: it was changed while it was read. Nothing of its box may be claimed. */
export class FileChanged extends Error {
  constructor() {
    super('the file does not give what it promised')
    this.name = 'FileChanged'
  }
}

/** Bytes of the box of a file of `size` bytes (FORMAT.md §2). Throws `too-large`. */
export function fileBoxLength(size: number): number {
  return boxLength(paddedLength('file', size))
}

/**
 * Seals a file of `size` bytes as it is read (FORMAT.md §2): takes its plaintext in any slices and gives its box in order,
 * the header first, each chunk once, padding included; at the end what the manifest says. Holds one chunk. Throws
 * `FileChanged` when more or fewer bytes come, and `too-large`. Whoever stops early calls `return`, so that the keys are wiped.
 * One content key seals one box. Undone by `openBox`.
 */
export async function* sealFile(
  source: AsyncIterable<Bytes>,
  size: number,
  contentKey: ContentKey = newContentKey(),
  prefix?: Bytes,
): AsyncGenerator<OwnBytes, SealedFile, void> {
  const padded = paddedLength('file', size)
  const boxKey = deriveBoxKey(contentKey, 'file')
  const stream = startBox('file', boxKey, prefix)
  const boxHash = newHasher()
  let done = false
  try {
    const fileHash = await newFastSha256()
    boxHash.update(stream.header)
    yield stream.header.slice()
    let index = 0
    for await (const chunk of chunksOf(source, { size, padded, read: part => fileHash.update(part) })) {
      const sealed = sealChunk(stream, index, (index + 1) * CHUNK >= padded, chunk)
      boxHash.update(sealed)
      index++
      yield sealed
    }
    done = true
    return { key: contentKey, boxDigest: boxHash.digest(), size, sha256: fileHash.digest() }
  } finally {
    boxKey.fill(0)
    stream.key.fill(0)
    if (!done) contentKey.fill(0)
  }
}

/** Cuts slices into chunks and adds zeros up to the padded length. Each chunk is to be used before the next is asked for. */
async function* chunksOf(
  source: AsyncIterable<Bytes>,
  { size, padded, read }: { size: number; padded: number; read: (part: Bytes) => void },
): AsyncGenerator<Bytes, void, void> {
  const buffer = new Uint8Array(CHUNK)
  let filled = 0
  let taken = 0
  for await (const slice of source) {
    taken += slice.length
    if (taken > size) throw new FileChanged()
    read(slice)
    for (let at = 0; at < slice.length;) {
      if (filled === 0 && slice.length - at >= CHUNK) {
        yield slice.subarray(at, at + CHUNK)
        at += CHUNK
        continue
      }
      const part = slice.subarray(at, at + CHUNK - filled)
      buffer.set(part, filled)
      filled += part.length
      at += part.length
      if (filled < CHUNK) continue
      yield buffer
      filled = 0
    }
  }
  if (taken !== size) throw new FileChanged()
  buffer.fill(0, filled)
  for (let left = padded - taken + filled; left > 0; left -= CHUNK) {
    yield buffer.subarray(0, Math.min(left, CHUNK))
    buffer.fill(0)
  }
}
