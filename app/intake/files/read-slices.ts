import { FileChanged } from '#app/crypto/seal-file.ts'
import type { OwnBytes } from '#app/crypto/types.ts'

/** Bytes of one read. Browsers are slow with smaller ones. */
const SLICE = 4_194_304

/** The bytes of a file in order; the next slice is read while one is used. Throws `FileChanged` when it cannot be read. */
export async function* readSlices(file: Blob): AsyncGenerator<OwnBytes, void, void> {
  let next = read(file, 0)
  for (let at = 0; at < file.size; at += SLICE) {
    const slice = await next
    next = read(file, at + SLICE)
    // Nobody may ask for it any more.
    next.catch(() => undefined)
    yield slice
  }
}

async function read(file: Blob, at: number): Promise<OwnBytes> {
  if (at >= file.size) return new Uint8Array(0)
  try {
    return new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer())
  } catch {
    throw new FileChanged()
  }
}
