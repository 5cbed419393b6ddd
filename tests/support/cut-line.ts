import { connect, createServer, type Server, type Socket } from 'node:net'
import { findFreePort } from './ports.ts'

/** A bad line between a browser and a server: it breaks when so many bytes have gone up, so many times, then it holds. */
export class CutLine {
  readonly port: number
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #after: number
  readonly #times: number
  #since = 0
  #carried = 0
  #cuts = 0

  private constructor(port: number, to: () => number, { after, times }: { after: number; times: number }) {
    this.port = port
    this.#after = after
    this.#times = times
    this.#server = createServer(browser => {
      const upstream = connect(to(), '127.0.0.1')
      for (const socket of [browser, upstream]) {
        this.#sockets.add(socket)
        socket.on('error', () => undefined)
        socket.on('close', () => (this.#sockets.delete(socket), browser.destroy(), upstream.destroy()))
      }
      browser.on('data', part => this.#count(part.length))
      browser.pipe(upstream)
      upstream.pipe(browser)
    })
  }

  /** `to` gives the port of the server; while nobody listens there, the line breaks at once. */
  static async open(to: () => number, plan = { after: Infinity, times: 0 }): Promise<CutLine> {
    const line = new CutLine(await findFreePort(), to, plan)
    await new Promise<void>(resolve => line.#server.listen(line.port, '127.0.0.1', resolve))
    return line
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Bytes that browsers sent, also those that were lost. */
  get carried(): number {
    return this.#carried
  }

  get cuts(): number {
    return this.#cuts
  }

  /** Cuts every connection; new ones come through. */
  cut(): void {
    this.#cuts++
    this.#sockets.forEach(socket => socket.destroy())
  }

  async close(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy())
    await new Promise<void>(resolve => this.#server.close(() => resolve()))
  }

  #count(bytes: number): void {
    this.#carried += bytes
    this.#since += bytes
    if (this.#since < this.#after || this.#cuts >= this.#times) return
    this.#since = 0
    this.cut()
  }
}
