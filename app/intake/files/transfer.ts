import { Upload } from 'tus-js-client'
import { randomBytes, toB64u, toHex } from '#app/crypto/bytes.ts'
import { fileBoxLength, sealFile } from '#app/crypto/seal-file.ts'
import { OutOfStep, SealedWindow } from './sealed-window.ts'
import { readSlices } from './read-slices.ts'
import { AHEAD, uploadBox, type Watch } from './upload-box.ts'

/** What the manifest says of a file that the server has stored whole (FORMAT.md §4), as it stands there. Secret: the key opens it. */
export interface Transferred {
  upload: string
  key: string
  boxDigest: string
  size: number
  sha256: string
}

/** Bytes of the box, known before anything is read. */
export interface TransferWatch extends Watch {
  total(bytes: number): void
}

/** A server that loses what it acknowledged again and again would have a phone send for ever. */
const MOST_BOXES = 3

/**
 * Reads, seals and uploads a file, all at once and in constant memory (FORMAT.md §2, §4). A server that lost what it had
 * acknowledged gets another box under another id, twice at most: then it is `OutOfStep`. Throws `FileChanged`, `Refused`, a `Failure` or, when it is aborted,
 * `Cancelled`; then it asks for what arrived to be deleted, and does not wait for that.
 */
export async function transfer(
  file: Blob,
  endpoint: string,
  watch: TransferWatch,
  signal: AbortSignal,
): Promise<Transferred> {
  const length = fileBoxLength(file.size)
  watch.total(length)
  for (let boxes = 1; ; boxes++) {
    const id = toB64u(randomBytes(16))
    const window = new SealedWindow(sealFile(readSlices(file), file.size), AHEAD)
    try {
      await uploadBox(window, { endpoint, id, length }, watch, signal)
      await window.read(length, length)
      const { key, boxDigest, size, sha256 } = await window.end()
      const told = { upload: id, key: toB64u(key), boxDigest: toB64u(boxDigest), size, sha256: toHex(sha256) }
      key.fill(0)
      return told
    } catch (error) {
      void window.close()
      void discard(endpoint, id)
      if (!(error instanceof OutOfStep) || boxes === MOST_BOXES) throw error
      watch.stored(0)
    }
  }
}

/** What is not deleted now goes with all that nobody claims. */
async function discard(endpoint: string, id: string): Promise<void> {
  try {
    await Upload.terminate(`${endpoint}/${id}`, { retryDelays: null })
  } catch {
    // The line is lost.
  }
}
