import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Assets } from './assets.ts'
import type { DirectIntake } from './direct-intake.ts'

export interface Serving {
  port: number
  /** Takes no new request, ends those that run, at most some seconds later. */
  close(): Promise<void>
}

const SECOND = 1000
/** More lines at once are closed unheard. */
const CONNECTIONS = 8_192

/** What answers: submissions, uploads, files, everything else. */
export interface Answering {
  intake: DirectIntake
  uploads: DirectIntake
  assets: Assets
  app: Hono
}

/** One HTTP server. Rejects when the port cannot be had. */
export async function serve(
  { intake, uploads, assets, app }: Answering,
  { port, host }: { port: number; host: string },
): Promise<Serving> {
  const listener = getRequestListener(app.fetch)
  const server = createServer((request, response) => {
    if (intake(request, response) || uploads(request, response)) return
    assets(request, response, () => void listener(request, response))
  })
  // A slow line may take an hour for a submission; a silent one two minutes.
  server.requestTimeout = 3600 * SECOND
  server.headersTimeout = 60 * SECOND
  server.timeout = 120 * SECOND
  server.maxConnections = CONNECTIONS
  server.keepAliveTimeout = 30 * SECOND
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 5 * SECOND).unref()
      }),
  }
}
