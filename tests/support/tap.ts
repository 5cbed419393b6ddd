import { createServer, connect, type Server, type Socket } from 'node:net'
import { findFreePort } from './ports.ts'

/** A wire between browsers and a server: every byte that passes is counted and kept, nothing is changed. */
export class Tap {
  readonly port: number
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #up: Buffer[] = []
  #down = 0

  private constructor(port: number, to: () => number) {
    this.port = port
    this.#server = createServer(browser => {
      const upstream = connect(to(), '127.0.0.1')
      for (const socket of [browser, upstream]) {
        this.#sockets.add(socket)
        socket.on('error', () => (browser.destroy(), upstream.destroy()))
        socket.on('close', () => (this.#sockets.delete(socket), browser.destroy(), upstream.destroy()))
      }
      browser.on('data', part => (this.#up.push(part), upstream.write(part)))
      upstream.on('data', part => {
        this.#down += part.length
        browser.write(part)
      })
    })
  }

  /** `to` gives the port of the server; it may start after the tap. */
  static async open(to: () => number): Promise<Tap> {
    const tap = new Tap(await findFreePort(), to)
    await new Promise<void>(resolve => tap.#server.listen(tap.port, '127.0.0.1', resolve))
    return tap
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** All bytes that browsers sent: request lines, headers and bodies. */
  get sent(): Buffer {
    return Buffer.concat(this.#up)
  }

  /** Bytes that browsers got: status lines, headers and bodies as they were compressed. */
  get received(): number {
    return this.#down
  }

  /** Counts and keeps from here. */
  clear(): void {
    this.#up = []
    this.#down = 0
  }

  /** Cuts every connection; new ones come through. */
  cut(): void {
    this.#sockets.forEach(socket => socket.destroy())
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise<void>(resolve => this.#server.close(() => resolve()))
  }
}
