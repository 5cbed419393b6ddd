import { createHash } from 'node:crypto'
import { brotliCompressSync, constants } from 'node:zlib'
import type { RegionFile } from '#app/testimony/gazetteer.ts'

export interface FilledList {
  readonly name: string
  readonly text: string
  readonly compressed: Uint8Array
}

/** The lists as JSON, filled up so that all of them take the same number of bytes in brotli: whole kilobytes. */
export function fillTo(lists: readonly RegionFile[]): FilledList[] {
  const most = Math.max(...lists.map(list => compress(JSON.stringify(list)).length))
  const length = Math.ceil((most + 64) / 1024) * 1024
  return lists.map(list => fillUp(list, length))
}

function fillUp(list: RegionFile, length: number): FilledList {
  for (let seed = 0; seed < 64; seed++) {
    const make = (n: number) => JSON.stringify({ ...list, filling: lettersOf(`${list.region} ${seed}`, n) })
    let [least, most] = [0, length * 2]
    while (least < most) {
      const middle = (least + most) >> 1
      if (compress(make(middle)).length < length) least = middle + 1
      else most = middle
    }
    // Not every length is met on the way up; the letters after the first that is long enough may go back to it.
    for (let n = least; n < least + 4; n++) {
      const text = make(n)
      const compressed = compress(text)
      if (compressed.length === length) return { name: list.region, text, compressed }
    }
  }
  throw new Error(`${list.region}: nothing fills it up to ${length} bytes`)
}

/** Letters that hardly compress, the same at every build. */
function lettersOf(seed: string, n: number): string {
  let letters = ''
  for (let i = 0; letters.length < n; i++) letters += createHash('sha512').update(`${seed} ${i}`).digest('base64url')
  return letters.slice(0, n)
}

function compress(text: string): Uint8Array {
  const bytes = Buffer.from(text)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  return brotliCompressSync(bytes, { params })
}
