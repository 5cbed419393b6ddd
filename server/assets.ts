import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { kindOfFile, securityHeaders, viewerPolicy } from './headers.ts'

/** Answers a request for a file, or calls `next`. */
export type Assets = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** Files of the build, compressed when it was made. Those with a hash in their name never change. */
export function createAssets(folder: string, secure: boolean): Assets {
  const headersOf = (kind: ReturnType<typeof kindOfFile>) =>
    Object.entries(securityHeaders(kind, { secure, development: false }))
  const headers = { worker: headersOf('worker'), asset: headersOf('asset'), viewer: headersOf('viewer') }
  const policies = readPolicies(folder)
  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    extensions: [],
    setHeaders(response, path) {
      for (const [name, value] of headers[kindOfFile(path)]) response.setHeader(name, value)
      const policy = policies.get(path)
      if (policy !== undefined) response.setHeader('content-security-policy', policy)
      const hashed = path.startsWith('/assets/')
      response.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
    },
  })
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') files(request, response, next)
    else next()
  }
}

/** Policies of the documents that show files, by path: only the script and the style that stand in them count. */
function readPolicies(folder: string): Map<string, string> {
  const viewers = join(folder, 'viewer')
  if (!existsSync(viewers)) return new Map()
  const names = readdirSync(viewers).filter(name => name.endsWith('.html'))
  return new Map(
    names.map(name => {
      const text = readFileSync(join(viewers, name), 'utf8')
      return [`/viewer/${name}`, viewerPolicy(hashOf(text, 'script'), hashOf(text, 'style'))]
    }),
  )
}

/** What a policy calls the text of the only element of this name. */
function hashOf(text: string, element: 'script' | 'style'): string {
  const [begin, end] = [`<${element}>`, `</${element}>`]
  const at = text.indexOf(begin) + begin.length
  const inside = text.slice(at, text.indexOf(end, at))
  return `sha256-${createHash('sha256').update(inside).digest('base64')}`
}
