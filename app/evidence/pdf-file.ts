import { asciiBytes } from '#app/crypto/bytes.ts'
import { PdfReader, type PdfValue } from './pdf-values.ts'
import { unpack } from './unpack.ts'

/** A packed stream grows to this at most, all of a file together to that, in bytes. */
const ONE = 1 << 20
const ALL = 16 << 20

/** More places than this are not looked at for one word. */
const PLACES = 2000

/** A PDF that is searched, not parsed: what stands in it of earlier revisions is found too. */
export class PdfFile {
  readonly #bytes: Uint8Array
  #left = ALL
  /** Objects inside packed streams: number to value's place. Filled when first asked for. */
  #packed: Map<number, { bytes: Uint8Array; at: number }> | null = null

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Where a text stands in the file, first to last. */
  *places(text: string, from = 0): Generator<number> {
    const wanted = asciiBytes(text)
    let found = 0
    for (let at = this.#bytes.indexOf(wanted[0]!, from); at >= 0; at = this.#bytes.indexOf(wanted[0]!, at + 1)) {
      if (!wanted.every((byte, each) => this.#bytes[at + each] === byte)) continue
      yield at
      if (++found >= PLACES) return
    }
  }

  readerAt(at: number): PdfReader {
    return new PdfReader(this.#bytes, at)
  }

  /** Readers of the object with this number, newest first: it may stand by itself several times, or in packed streams. */
  async object(number: number, generation: number): Promise<PdfReader[]> {
    const head = `${number} ${generation} obj`
    const plain = [...this.places(head)].filter(at => at === 0 || !isDigit(this.#bytes[at - 1]!))
    const packed = generation === 0 ? (await this.#packedObjects()).get(number) : undefined
    const found = plain.reverse().map(at => this.readerAt(at + head.length))
    return packed ? [new PdfReader(packed.bytes, packed.at), ...found] : found
  }

  /** A value, followed where it is a reference. */
  async follow(value: PdfValue): Promise<PdfValue> {
    if (value.kind !== 'reference') return value
    const [reader] = await this.object(value.number, value.generation)
    return reader?.value() ?? { kind: 'other' }
  }

  /** What the stream behind a dictionary at `at` holds, unpacked and cut; null where it is none or packed otherwise. */
  async stream(at: number): Promise<{ entries: Map<string, PdfValue>; bytes: Uint8Array } | null> {
    const reader = this.readerAt(at)
    const entries = reader.dictionary()
    reader.skipSpace()
    if (!entries || !this.#stands('stream', reader.at)) return null
    const word = reader.at + 'stream'.length
    const start = word + (this.#bytes[word] === 13 ? 2 : 1)
    const raw = this.#bytes.subarray(start, this.#endOfStream(start, entries.get('Length')))
    const filter = entries.get('Filter')
    if (!filter) return { entries, bytes: raw.subarray(0, ONE) }
    if (filter.kind !== 'name' || filter.name !== 'FlateDecode' || entries.has('DecodeParms')) return null
    const bytes = await unpack(raw, Math.min(ONE, this.#left))
    this.#left -= bytes.length
    return { entries, bytes }
  }

  #endOfStream(start: number, length: PdfValue | undefined): number {
    if (length?.kind === 'number')
      for (const line of [0, 1, 2])
        if (this.#stands('endstream', start + length.number + line)) return start + length.number
    const end = this.places('endstream', start).next().value ?? this.#bytes.length
    if (this.#bytes[end - 1] === 13) return end - 1
    return this.#bytes[end - 1] === 10 ? end - (this.#bytes[end - 2] === 13 ? 2 : 1) : end
  }

  #stands(text: string, at: number): boolean {
    for (let each = 0; each < text.length; each++) if (this.#bytes[at + each] !== text.charCodeAt(each)) return false
    return true
  }

  async #packedObjects(): Promise<Map<number, { bytes: Uint8Array; at: number }>> {
    if (this.#packed) return this.#packed
    this.#packed = new Map()
    for (const word of this.places('/ObjStm')) {
      if (this.#left <= 0) break
      const stream = await this.stream(this.#startOfDictionary(word))
      const first = stream?.entries.get('First')
      if (!stream || first?.kind !== 'number') continue
      const head = String.fromCharCode(...stream.bytes.subarray(0, Math.min(first.number, 60_000)))
      const numbers = head.trim().split(/\s+/).map(Number)
      for (let each = 0; each + 1 < numbers.length; each += 2)
        this.#packed.set(numbers[each]!, { bytes: stream.bytes, at: first.number + numbers[each + 1]! })
    }
    return this.#packed
  }

  /** Where the dictionary that `at` stands in begins: behind the `obj` before it. */
  #startOfDictionary(at: number): number {
    const from = Math.max(0, at - 2000)
    let start = at
    for (const place of this.places('obj', from)) {
      if (place >= at) break
      start = place + 3
    }
    return start
  }

  /** Texts of XMP: as they stand, and unpacked. */
  async *packets(): AsyncGenerator<Uint8Array> {
    for (const at of this.places('<x:xmpmeta')) yield this.#bytes.subarray(at, at + ONE)
    for (const word of this.places('/XML')) {
      if (this.#left <= 0) return
      const stream = await this.stream(this.#startOfDictionary(word))
      if (stream?.entries.has('Filter')) yield stream.bytes
    }
  }
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39
