import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import * as z from 'zod/mini'
import { findFreePort } from './ports.ts'

export interface Exchange {
  method: string
  /** Path and query. */
  path: string
  request: Buffer
}

export interface Answer {
  status: number
  headers: Record<string, string | string[]>
  body: Buffer
}

/** Changes an answer on its way to the browser; null: drops the connection. */
export type Rewrite = (answer: Answer, exchange: Exchange) => Answer | null | Promise<Answer | null>

/**
 * What a server in hostile hands can do: it stands before the real one and rewrites answers, drops or holds requests.
 * Without a rewrite it is honest. Every request is recorded.
 */
export class HostileServer {
  readonly port: number
  readonly exchanges: Exchange[] = []
  /** Before the real server sees a request; null: drops the connection. */
  intercept: (exchange: Exchange) => Exchange | null | Promise<Exchange | null> = exchange => exchange
  rewrite: Rewrite = answer => answer
  readonly #server: Server
  readonly #to: () => number

  private constructor(port: number, to: () => number) {
    this.port = port
    this.#to = to
    this.#server = createServer((incoming, outgoing) => {
      this.#pass(incoming, outgoing).catch(() => outgoing.destroy())
    })
  }

  static async open(to: () => number): Promise<HostileServer> {
    const hostile = new HostileServer(await findFreePort(), to)
    await new Promise<void>(resolve => hostile.#server.listen(hostile.port, '127.0.0.1', resolve))
    return hostile
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Requests of one method to one path since the start or `clear`. */
  requests(method: string, path: string): Exchange[] {
    return this.exchanges.filter(each => each.method === method && each.path.split('?')[0] === path)
  }

  /** Honest again, with an empty record. */
  clear(): void {
    this.exchanges.length = 0
    this.intercept = exchange => exchange
    this.rewrite = answer => answer
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>(resolve => this.#server.close(() => resolve()))
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readAll(incoming)
    const exchange = { method: incoming.method ?? 'GET', path: incoming.url ?? '/', request: body }
    this.exchanges.push(exchange)
    const passed = await this.intercept(exchange)
    if (!passed) return void outgoing.destroy()
    const answer = await this.#ask(incoming, passed)
    const given = await this.rewrite(answer, passed)
    if (!given) return void outgoing.destroy()
    const { 'transfer-encoding': _, connection: __, ...headers } = given.headers
    const length = given.status === 204 || given.status === 304 ? {} : { 'content-length': String(given.body.length) }
    outgoing.writeHead(given.status, { ...headers, ...length })
    outgoing.end(given.body)
  }

  #ask(incoming: IncomingMessage, exchange: Exchange): Promise<Answer> {
    const { 'transfer-encoding': _, ...headers } = incoming.headers
    return new Promise((resolve, reject) => {
      const upstream = request(
        {
          port: this.#to(),
          host: '127.0.0.1',
          method: exchange.method,
          path: exchange.path,
          headers: {
            ...headers,
            // API answers are rewritten as plain bytes.
            ...(exchange.path.startsWith('/api/') && { 'accept-encoding': 'identity' }),
            ...(exchange.request.length > 0 && { 'content-length': String(exchange.request.length) }),
          },
        },
        response => {
          readAll(response).then(
            body =>
              resolve({
                status: response.statusCode ?? 500,
                headers: response.headers as Answer['headers'],
                body,
              }),
            reject,
          )
        },
      )
      upstream.on('error', reject)
      upstream.end(exchange.request)
    })
  }
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}

/** Rewrites the JSON of one path's good answers. */
export function rewriteJson<S extends z.core.$ZodType>(
  path: string,
  schema: S,
  change: (value: z.infer<S>) => unknown,
): Rewrite {
  return (answer, exchange) => {
    if (exchange.path.split('?')[0] !== path || answer.status !== 200) return answer
    return { ...answer, body: Buffer.from(JSON.stringify(change(z.parse(schema, JSON.parse(answer.body.toString()))))) }
  }
}

/** Rewrites the bytes of good answers to paths that begin so. */
export function rewriteBytes(prefix: string, change: (body: Uint8Array) => Uint8Array): Rewrite {
  return (answer, exchange) => {
    if (!exchange.path.startsWith(prefix) || exchange.method !== 'GET' || answer.status !== 200) return answer
    return { ...answer, body: Buffer.from(change(new Uint8Array(answer.body))) }
  }
}
