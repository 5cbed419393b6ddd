import type { SealedFile } from '#app/crypto/seal-file.ts'
import type { OwnBytes } from '#app/crypto/types.ts'

/**
 * The server asks for bytes that it has acknowledged, which are gone, or says that it has what was never sent: nothing is
 * sealed twice, so a new box has to begin.
 */
export class OutOfStep extends Error {
  constructor() {
    super('the server is at another place of the box')
    this.name = 'OutOfStep'
  }
}

/**
 * What is sealed and not acknowledged: bytes of a box are sealed ahead of the upload, kept until the server has stored them,
 * and sent again as they are. Holds at most `ahead` bytes and a chunk.
 */
export class SealedWindow {
  readonly #sealing: AsyncGenerator<OwnBytes, SealedFile, void>
  readonly #ahead: number
  #parts: OwnBytes[] = []
  /** Where the first of the parts stands. */
  #first = 0
  #acknowledged = 0
  #sealed = 0
  #given = 0
  #filling = false
  #ended: { file: SealedFile } | { error: unknown } | null = null
  #wake: () => void = () => undefined

  constructor(sealing: AsyncGenerator<OwnBytes, SealedFile, void>, ahead: number) {
    this.#sealing = sealing
    this.#ahead = ahead
    void this.#fill()
  }

  get acknowledged(): number {
    return this.#acknowledged
  }

  /**
   * Bytes of the box from where the server goes on, sealed first if need be; at most `ahead`. What stands before `start` is
   * acknowledged. Throws `OutOfStep`, and as the sealer does.
   */
  async read(start: number, end: number): Promise<OwnBytes> {
    if (start < this.#acknowledged || start > this.#given) throw new OutOfStep()
    this.acknowledge(start)
    this.#given = Math.max(this.#given, end)
    await this.#until(() => this.#sealed >= end)
    const bytes = new Uint8Array(end - start)
    let at = this.#first
    for (const part of this.#parts) {
      const from = Math.max(0, start - at)
      if (from < part.length && at < end) bytes.set(part.subarray(from, end - at), at + from - start)
      at += part.length
    }
    return bytes
  }

  /** The server has stored everything before `offset`. */
  acknowledge(offset: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, offset)
    let gone = 0
    for (; gone < this.#parts.length; gone++) {
      const end = this.#first + this.#parts[gone]!.length
      if (end > this.#acknowledged) break
      this.#first = end
    }
    this.#parts.splice(0, gone)
    void this.#fill()
  }

  /** What the manifest says, once everything is acknowledged. Throws as the sealer does. */
  async end(): Promise<SealedFile> {
    await this.#until(() => false)
    const ended = this.#ended
    if (!ended || 'error' in ended) throw new Error('the box is not whole')
    return ended.file
  }

  /** Forgets the bytes and the keys. */
  async close(): Promise<void> {
    this.#ended ??= { error: new Error('closed') }
    this.#parts = []
    this.#wake()
    await this.#sealing.return(undefined as never)
  }

  /** Waits until `ready`, or until nothing more is sealed. Throws what the sealer threw. */
  async #until(ready: () => boolean): Promise<void> {
    while (!ready() && !this.#ended) await new Promise<void>(resolve => (this.#wake = resolve))
    if (this.#ended && 'error' in this.#ended) throw this.#ended.error
  }

  async #fill(): Promise<void> {
    if (this.#filling) return
    this.#filling = true
    try {
      while (!this.#ended && this.#sealed - this.#acknowledged < this.#ahead) {
        const next = await this.#sealing.next()
        if (this.#ended) break
        if (next.done) this.#ended = { file: next.value }
        else {
          this.#parts.push(next.value)
          this.#sealed += next.value.length
        }
        this.#wake()
      }
    } catch (error) {
      this.#ended ??= { error }
      this.#wake()
    } finally {
      this.#filling = false
    }
  }
}
