import { createCipheriv, createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

const PIECE = 4_194_304

/** Writes a file of so many bytes, the same on every machine, and never holds more than a piece of it. Gives its SHA-256 in hex. */
export async function writeLongFile(path: string, size: number): Promise<string> {
  const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16, 7), Buffer.alloc(16))
  const zeros = Buffer.alloc(PIECE)
  const hash = createHash('sha256')
  function* pieces(): Generator<Buffer> {
    for (let at = 0; at < size; at += PIECE) {
      const piece = noise.update(zeros.subarray(0, Math.min(PIECE, size - at)))
      hash.update(piece)
      yield piece
    }
  }
  await pipeline(pieces(), createWriteStream(path))
  return hash.digest('hex')
}

/** SHA-256 of a file in hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
