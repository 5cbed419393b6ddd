import { createHash } from 'node:crypto'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { promisify } from 'node:util'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Compresses bodies of text; the same body is compressed once. */
export type Compress = (body: Uint8Array, acceptEncoding: string | undefined) => Promise<Compressed | null>

export interface Compressed {
  encoding: 'br' | 'gzip'
  bytes: Uint8Array<ArrayBuffer>
}

const KEPT = 64
const WORTH = 512

/** Pages are the same for every visitor of a language and the form for all, so a few compressed bodies serve everybody. */
export function createCompress(): Compress {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  return async (body, acceptEncoding = '') => {
    const encoding = /\bbr\b/.test(acceptEncoding) ? 'br' : /\bgzip\b/.test(acceptEncoding) ? 'gzip' : null
    if (!encoding || body.length < WORTH) return null
    const key = `${encoding} ${createHash('sha256').update(body).digest('base64')}`
    const known = kept.get(key)
    if (known) return { encoding, bytes: known }
    const compressed =
      encoding === 'br'
        ? await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
        : await zip(body, { level: 9 })
    const bytes = new Uint8Array(compressed)
    kept.set(key, bytes)
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
    return { encoding, bytes }
  }
}
