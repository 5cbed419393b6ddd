import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { findFreePort } from './ports.ts'

/** The finished build; SVIDOK_BUILD names another folder. */
const BUILD = process.env['SVIDOK_BUILD'] ?? fileURLToPath(new URL('../../build', import.meta.url))
const MAIN = join(BUILD, 'server', 'main.js')
/** Children of this test file: none outlives it. */
const children = new Set<ChildProcess>()
process.on('exit', () => children.forEach(child => child.kill('SIGKILL')))

export interface ServerOptions {
  /** What browsers are told, when they come through something else. */
  origin?: string
  env?: Record<string, string>
}

/** The real server as it was built, on a port and a data folder of its own. */
export class TestServer {
  readonly port: number
  readonly data: string
  readonly #env: Record<string, string>
  #child: ChildProcess | null = null
  #output = ''

  constructor(port: number, data: string, options: ServerOptions) {
    this.port = port
    this.data = data
    this.#env = {
      PORT: String(port),
      HOST: '127.0.0.1',
      SVIDOK_DATA: data,
      SVIDOK_ORIGIN: options.origin ?? `http://127.0.0.1:${port}`,
      ...options.env,
    }
  }

  /** Where the server itself listens. */
  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get pid(): number {
    if (!this.#child?.pid) throw new Error('the server does not run')
    return this.#child.pid
  }

  /** All that it wrote to stdout and stderr, over restarts. */
  get output(): string {
    return this.#output
  }

  /** The one-time set-up code, as it was printed last. */
  get setUpCode(): string {
    const code = [...this.#output.matchAll(/^Set-up code: (\S+)$/gm)].at(-1)?.[1]
    if (!code) throw new Error(`no set-up code in what the server printed:\n${this.#output}`)
    return code
  }

  async start(): Promise<void> {
    if (!existsSync(MAIN)) throw new Error('build first: npm run build')
    const { NODE_OPTIONS: _, ...env } = process.env
    const child = spawn(process.execPath, [MAIN], {
      env: { ...env, ...this.#env, NODE_ENV: 'production' },
      cwd: join(BUILD, '..'),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    children.add(child)
    const take = (part: Buffer) => (this.#output += part.toString())
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    for (let i = 0; i < 300; i++) {
      if (child.exitCode !== null) throw new Error(`the server stopped:\n${this.#output}`)
      if (await this.#answers()) return
      await sleep(50)
    }
    throw new Error(`the server does not answer:\n${this.#output}`)
  }

  async #answers(): Promise<boolean> {
    return fetch(`${this.origin}/robots.txt`, { signal: AbortSignal.timeout(2000) }).then(
      async response => (await response.arrayBuffer(), true),
      () => false,
    )
  }

  /** Ends the process: `SIGKILL` as a power cut does. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise(resolve => child.once('exit', resolve))
    child.kill(signal)
    await Promise.race([gone, sleep(10_000).then(() => child.kill('SIGKILL'))])
    children.delete(child)
  }

  async restart(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    await this.stop(signal)
    await this.start()
  }

  /** Ends the process and removes its data. */
  async end(): Promise<void> {
    await this.stop()
    await rm(this.data, { recursive: true, force: true })
  }
}

/** Starts the built server with empty data. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const server = new TestServer(await findFreePort(), mkdtempSync(join(tmpdir(), 'svidok-data-')), options)
  await server.start()
  return server
}
