/** Values of PDF (ISO 32000-1, 7.3), as far as a document's particulars need them. */
export type PdfValue =
  | { kind: 'text'; bytes: Uint8Array }
  | { kind: 'reference'; number: number; generation: number }
  | { kind: 'name'; name: string }
  | { kind: 'number'; number: number }
  | { kind: 'other' }

/** A longer string is cut, in bytes; so are dictionaries, in entries. */
const STRING = 4096
const ENTRIES = 300
const DEPTH = 40

const SPACE = new Set([0, 9, 10, 12, 13, 32])
const DELIMITERS = new Set([...'()<>[]{}/%'].map(each => each.charCodeAt(0)))

/** Reads values from `at` on; every method goes forward, so that no file keeps it for ever. */
export class PdfReader {
  readonly #bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes
    this.at = at
  }

  /** The entries of the dictionary that begins here; null where none does. What cannot be read ends it. */
  dictionary(): Map<string, PdfValue> | null {
    this.skipSpace()
    if (!this.#starts('<<')) return null
    this.at += 2
    const entries = new Map<string, PdfValue>()
    while (entries.size < ENTRIES) {
      this.skipSpace()
      if (this.#starts('>>')) this.at += 2
      else if (this.#bytes[this.at] === 0x2f) {
        const name = this.#name()
        entries.set(name, this.value())
        continue
      }
      return entries
    }
    return entries
  }

  value(depth = 0): PdfValue {
    this.skipSpace()
    const first = this.#bytes[this.at]
    if (first === 0x28) return { kind: 'text', bytes: this.#literal() }
    if (first === 0x2f) return { kind: 'name', name: this.#name() }
    if (this.#starts('<<')) return this.#skipNested(2, '>>', depth)
    if (first === 0x5b) return this.#skipNested(1, ']', depth)
    if (first === 0x3c) return { kind: 'text', bytes: this.#hex() }
    return this.#numberOrWord()
  }

  #skipNested(head: number, end: string, depth: number): PdfValue {
    this.at += head
    if (depth >= DEPTH) return { kind: 'other' }
    while (this.at < this.#bytes.length) {
      this.skipSpace()
      if (this.#starts(end)) {
        this.at += end.length
        break
      }
      const before = this.at
      this.value(depth + 1)
      if (this.at === before) this.at++
    }
    return { kind: 'other' }
  }

  #numberOrWord(): PdfValue {
    const number = Number(this.#word())
    const after = this.at
    if (!Number.isSafeInteger(number) || number < 0) return { kind: 'other' }
    this.skipSpace()
    const generation = this.#word()
    this.skipSpace()
    if (/^\d{1,5}$/.test(generation) && this.#word() === 'R')
      return { kind: 'reference', number, generation: Number(generation) }
    this.at = after
    return { kind: 'number', number }
  }

  #word(): string {
    const start = this.at
    while (this.at < this.#bytes.length && this.at - start < 32 && !this.#ends(this.#bytes[this.at]!)) this.at++
    return String.fromCharCode(...this.#bytes.subarray(start, this.at))
  }

  #name(): string {
    const start = ++this.at
    while (this.at < this.#bytes.length && !this.#ends(this.#bytes[this.at]!)) this.at++
    const raw = String.fromCharCode(...this.#bytes.subarray(start, Math.min(this.at, start + 120)))
    return raw.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  }

  #literal(): Uint8Array {
    const found: number[] = []
    let depth = 1
    for (this.at++; this.at < this.#bytes.length && depth > 0; this.at++) {
      let byte = this.#bytes[this.at]!
      if (byte === 0x28) depth++
      if (byte === 0x29 && --depth === 0) continue
      if (byte === 0x5c) {
        const escaped = this.#escaped()
        if (escaped === null) continue
        byte = escaped
      }
      if (found.length < STRING) found.push(byte)
    }
    return Uint8Array.from(found)
  }

  /** The byte behind a backslash; null for the end of a line, which only continues. */
  #escaped(): number | null {
    const next = this.#bytes[++this.at] ?? 0
    const plain = 'nrtbf'.indexOf(String.fromCharCode(next))
    if (plain >= 0) return [10, 13, 9, 8, 12][plain]!
    if (next === 13 && this.#bytes[this.at + 1] === 10) this.at++
    if (next === 13 || next === 10) return null
    const octal = /^[0-7]{1,3}/.exec(String.fromCharCode(...this.#bytes.subarray(this.at, this.at + 3)))?.[0]
    if (!octal) return next
    this.at += octal.length - 1
    return Number.parseInt(octal, 8) & 255
  }

  #hex(): Uint8Array {
    const start = ++this.at
    while (this.at < this.#bytes.length && this.#bytes[this.at] !== 0x3e) this.at++
    const digits = String.fromCharCode(...this.#bytes.subarray(start, Math.min(this.at, start + 2 * STRING))).replace(
      /[^0-9a-fA-F]/g,
      '',
    )
    this.at++
    return Uint8Array.from(digits.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
  }

  skipSpace(): void {
    for (; this.at < this.#bytes.length; this.at++) {
      const byte = this.#bytes[this.at]!
      if (byte === 0x25) this.#skipLine()
      else if (!SPACE.has(byte)) return
    }
  }

  #skipLine(): void {
    while (this.at < this.#bytes.length && this.#bytes[this.at] !== 10 && this.#bytes[this.at] !== 13) this.at++
  }

  #ends(byte: number): boolean {
    return SPACE.has(byte) || DELIMITERS.has(byte)
  }

  #starts(text: string): boolean {
    for (let each = 0; each < text.length; each++)
      if (this.#bytes[this.at + each] !== text.charCodeAt(each)) return false
    return true
  }
}
