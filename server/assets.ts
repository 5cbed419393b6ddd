import type { IncomingMessage, ServerResponse } from 'node:http'
import sirv from 'sirv'
import { kindOfFile, securityHeaders } from './headers.ts'

/** Answers a request for a file, or calls `next`. */
export type Assets = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** Files of the build, compressed when it was made. Those with a hash in their name never change. */
export function createAssets(folder: string, secure: boolean): Assets {
  const headersOf = (kind: 'worker' | 'asset') => Object.entries(securityHeaders(kind, { secure, development: false }))
  const headers = { worker: headersOf('worker'), asset: headersOf('asset') }
  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    extensions: [],
    setHeaders(response, path) {
      for (const [name, value] of headers[kindOfFile(path)]) response.setHeader(name, value)
      const hashed = path.startsWith('/assets/')
      response.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
    },
  })
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') files(request, response, next)
    else next()
  }
}
