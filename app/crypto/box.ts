import {
  boxCommitment,
  boxLength,
  checkBoxHeader,
  CHUNK,
  HEADER,
  MAGIC,
  PURPOSE,
  SEALED_CHUNK,
} from '#app/crypto/box-form.ts'
import { equal, randomBytes } from '#app/crypto/bytes.ts'
import { type BoxStream, openChunk, sealChunk } from '#app/crypto/chunk.ts'
import { Failure } from '#app/crypto/failure.ts'
import { derive } from '#app/crypto/hash.ts'
import { pad } from '#app/crypto/padding.ts'
import type { Box, BoxKey, Bytes, ContentKey, OwnBytes, Purpose } from '#app/crypto/types.ts'

/** A fresh content key (FORMAT.md §2). */
export function newContentKey(): ContentKey {
  return randomBytes(32) as ContentKey
}

/** The key that opens one box of a content key and nothing else (FORMAT.md §2, §14). */
export function deriveBoxKey(contentKey: ContentKey, purpose: Purpose): BoxKey {
  return derive(contentKey, `svidok/v1/box/${purpose}`) as BoxKey
}

/** The 32 bytes by which a box commits to its key (FORMAT.md §2). */
export function commitmentOf(contentKey: ContentKey, purpose: Purpose): OwnBytes {
  return commitment(deriveBoxKey(contentKey, purpose))
}

/** Whether a content key is the one that a box header commits to, in constant time (FORMAT.md §2). */
export function matches(contentKey: ContentKey, purpose: Purpose, boxCommitment: Bytes): boolean {
  return equal(commitmentOf(contentKey, purpose), boxCommitment)
}

/** A new header and its stream key, to seal chunk by chunk (FORMAT.md §2). `prefix` is 16 bytes, never used twice. */
export function startBox(purpose: Purpose, boxKey: BoxKey, prefix: Bytes = randomBytes(16)): BoxStream {
  if (prefix.length !== 16) throw new RangeError('a nonce prefix has 16 bytes')
  const header = new Uint8Array(HEADER)
  header.set(MAGIC)
  header[5] = PURPOSE[purpose]
  header.set(commitment(boxKey), 6)
  header.set(prefix, 38)
  return { header, key: streamKey(boxKey) }
}

/**
 * Checks a header against its key, to open chunk by chunk (FORMAT.md §2); `bytes` is the box or at
 * least its first 55 bytes. Throws the codes of `checkBoxHeader`, or `wrong-key`.
 */
export function resumeBox(purpose: Purpose, bytes: Bytes, boxKey: BoxKey): BoxStream {
  checkBoxHeader(purpose, bytes)
  if (!equal(commitment(boxKey), boxCommitment(bytes))) throw new Failure('wrong-key', 'the box commits to another key')
  return { header: bytes.subarray(0, HEADER), key: streamKey(boxKey) }
}

/**
 * Pads and seals a plaintext (FORMAT.md §2). One content key seals at most one box of a purpose.
 * Throws `too-large` over the limit of the purpose. Undone by `openBox`.
 */
export function sealBox<P extends Purpose>(
  purpose: P,
  plaintext: Bytes,
  contentKey: ContentKey,
  prefix?: Bytes,
): Box<P> {
  const padded = pad(purpose, plaintext)
  const stream = startBox(purpose, deriveBoxKey(contentKey, purpose), prefix)
  const box = new Uint8Array(boxLength(padded.length))
  box.set(stream.header)
  for (let i = 0, at = HEADER; at < box.length; i++, at += SEALED_CHUNK) {
    const chunk = padded.subarray(i * CHUNK, (i + 1) * CHUNK)
    box.set(sealChunk(stream, i, (i + 1) * CHUNK >= padded.length, chunk), at)
  }
  return box as Box<P>
}

/**
 * Opens a box: the plaintext with its padding (FORMAT.md §2). Throws the codes of `checkBoxHeader`,
 * `wrong-key`, `tampered`, `truncated` or `malformed`, in that section's order. Undoes `sealBox`.
 */
export function openBox(purpose: Purpose, bytes: Bytes, contentKey: ContentKey): OwnBytes {
  checkBoxHeader(purpose, bytes)
  return openBoxWithBoxKey(purpose, bytes, deriveBoxKey(contentKey, purpose))
}

/** `openBox` for whoever was given the key of this box alone (FORMAT.md §14). */
export function openBoxWithBoxKey(purpose: Purpose, bytes: Bytes, boxKey: BoxKey): OwnBytes {
  const stream = resumeBox(purpose, bytes, boxKey)
  const sealed = bytes.length - HEADER
  if (sealed <= SEALED_CHUNK) return openChunk(stream, 0, true, bytes.subarray(HEADER))
  const chunks = Math.ceil(sealed / SEALED_CHUNK)
  const plaintext = new Uint8Array((chunks - 1) * CHUNK + Math.max(0, sealed - (chunks - 1) * SEALED_CHUNK - 16))
  for (let i = 0; i < chunks; i++) {
    const at = HEADER + i * SEALED_CHUNK
    const last = i === chunks - 1
    const chunk = bytes.subarray(at, at + SEALED_CHUNK)
    plaintext.set(openChunk(stream, i, last, chunk), i * CHUNK)
  }
  return plaintext
}

function commitment(boxKey: BoxKey): OwnBytes {
  return derive(boxKey, 'svidok/v1/box/commit')
}

function streamKey(boxKey: BoxKey): OwnBytes {
  return derive(boxKey, 'svidok/v1/box/stream')
}
