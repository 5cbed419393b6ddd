import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RefusalCode } from '#app/wire/public.ts'
import { largestBox } from './box-length.ts'
import type { DirectIntake } from './direct-intake.ts'
import { securityHeaders } from './headers.ts'
import type { Instance } from './instance.ts'
import { faultName } from './log.ts'
import { isSameOrigin } from './origin.ts'
import { codeOf, Refused, statusOf } from './refusal.ts'
import { createLocker, createUploadStore, readUploadId, type Arriving } from './upload-store.ts'

const PATH = '/api/uploads'
const ADDRESS = /^\/api\/uploads(?:\/([^/?#]*))?$/
const OF_ALL: ReadonlySet<string> = new Set(['POST', 'OPTIONS'])
const OF_ONE: ReadonlySet<string> = new Set(['HEAD', 'PATCH', 'DELETE', 'OPTIONS'])
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD'])
/** What of tus's answers goes out: nothing that speaks to other origins. */
const SENT = [
  'location',
  'tus-resumable',
  'tus-version',
  'tus-extension',
  'tus-max-size',
  'upload-offset',
  'upload-length',
]
/** What tus is told of a request. */
const CARRIED = [
  'tus-resumable',
  'upload-length',
  'upload-defer-length',
  'upload-concat',
  'upload-metadata',
  'upload-offset',
  'content-type',
  'content-length',
]
/** What tus's refusals mean. */
const CODES: Record<number, RefusalCode> = {
  400: 'malformed',
  403: 'malformed',
  404: 'not-found',
  409: 'conflict',
  412: 'unsupported',
  413: 'too-large',
  501: 'unsupported',
}
/** What is read of a request that is refused, so that its sender hears why before the line is cut. */
const PATIENCE = 16_777_216
const TEN_SECONDS = 10_000

interface Answer {
  status: number
  headers: [string, string][]
  body: string
}

/**
 * Answers `/api/uploads` (tus 1.0.0: creation, termination) and nothing else. Whoever begins an upload chooses its id; who
 * knows the id can go on with it and end it, until it is claimed. Nobody can read it here.
 */
export async function createUploads(instance: Instance): Promise<DirectIntake> {
  const { settings, log } = instance
  const secure = settings.origin.startsWith('https:')
  const security = Object.entries(securityHeaders('api', { secure, development: false }))
  const requests = new AsyncLocalStorage<Arriving>()
  const current = () => requests.getStore()!
  const tus = await loadTus()
  const server = new tus.Server({
    path: PATH,
    relativeLocation: true,
    maxSize: largestBox(settings.maxFileBytes),
    allowedOrigins: () => false,
    datastore: createUploadStore(tus, instance, current),
    locker: createLocker(instance, current),
    namingFunction: (_, metadata) => readId(metadata),
    onResponseError: (_, error) => {
      if (!('status_code' in error)) current().error = error
      return undefined
    },
  })

  async function answer(request: IncomingMessage, id: string | undefined): Promise<Answer> {
    const { method = '', headers } = request
    requireOwnPage(request, settings.origin)
    if (!(id === undefined ? OF_ALL : OF_ONE).has(method)) throw new Refused('not-found')
    if (id !== undefined) readUploadId(id)
    if (method === 'POST' && hasBody(request)) throw new Refused('unsupported')
    const carried = CARRIED.flatMap((name): [string, string][] => {
      const value = headers[name]
      return typeof value === 'string' ? [[name, value]] : []
    })
    const address = `http://localhost${PATH}${id === undefined ? '' : `/${id}`}`
    const answered = await server.handleWeb(new Request(address, { method, headers: carried }))
    if (answered.status >= 400) throw current().error ?? new Refused(CODES[answered.status] ?? 'fault')
    const sent = SENT.flatMap((name): [string, string][] => {
      const value = answered.headers.get(name)
      return value === null ? [] : [[name, value]]
    })
    return { status: answered.status, headers: sent, body: '' }
  }

  async function refuse(request: IncomingMessage, error: unknown): Promise<Answer> {
    const code = codeOf(error)
    log(code === 'fault' ? { event: 'fault', code: faultName(error) } : { event: 'refused', code, count: 1 })
    await hearOut(request)
    const headers: [string, string][] = [
      ['content-type', 'application/json'],
      ['tus-resumable', '1.0.0'],
    ]
    return { status: statusOf(code), headers, body: JSON.stringify({ error: code }) }
  }

  async function handle(request: IncomingMessage, response: ServerResponse, id: string | undefined): Promise<void> {
    const { status, headers, body } = await answer(request, id).catch(error => refuse(request, error))
    const length: [string, string][] = status === 204 ? [] : [['content-length', String(Buffer.byteLength(body))]]
    const close: [string, string][] = request.complete ? [] : [['connection', 'close']]
    response.writeHead(status, [...security, ...headers, ...length, ...close].flat())
    response.end(body)
  }

  return (request, response) => {
    const address = ADDRESS.exec(request.url ?? '')
    if (!address) return false
    const arriving = { source: request, stop: new AbortController() }
    void requests.run(arriving, () => handle(request, response, address[1]))
    return true
  }
}

/** tus writes what it refuses, headers included, where the variable DEBUG says so: here it never does. */
async function loadTus() {
  delete process.env['DEBUG']
  return import('@tus/server')
}

/** Asked by a page of this server, or by a program. Older browsers do not say where a request comes from that changes nothing. */
function requireOwnPage({ method = '', headers }: IncomingMessage, own: string): void {
  const { 'sec-fetch-site': site, origin = READING.has(method) ? own : undefined } = headers
  if (!isSameOrigin({ site, origin }, own)) throw new Refused('forbidden')
}

/** Nothing is told of an upload but its id: no name, no type. */
function readId(metadata: Record<string, string | null> | undefined): string {
  const { id, ...rest } = metadata ?? {}
  readUploadId(id)
  if (Object.keys(rest).length > 0) throw new Refused('malformed')
  return id!
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** Reads on, for some bytes and seconds, and forgets it. */
function hearOut(request: IncomingMessage): Promise<void> {
  return new Promise(resolve => {
    let length = 0
    const timer = setTimeout(finish, TEN_SECONDS)
    function finish(): void {
      clearTimeout(timer)
      request.off('data', count).off('end', finish).off('close', finish)
      resolve()
    }
    function count(part: Buffer): void {
      length += part.length
      if (length > PATIENCE) finish()
    }
    if (request.complete || request.destroyed) return finish()
    request.on('error', () => undefined)
    request.on('data', count).on('end', finish).on('close', finish).resume()
  })
}
