import type { IncomingMessage, ServerResponse } from 'node:http'
import { faultName } from './log.ts'
import { securityHeaders } from './headers.ts'
import type { Instance } from './instance.ts'
import { createIntake } from './intake.ts'
import { isSameOrigin } from './origin.ts'
import { codeOf, Refused, statusOf } from './refusal.ts'

/** Bytes of all submissions together that are read and not yet stored; who comes on top is told `busy`. */
const IN_MEMORY = 268_435_456

/** Answers `POST /api/submissions` and nothing else; false for every other request. */
export type DirectIntake = (request: IncomingMessage, response: ServerResponse) => boolean

/** The one hot path, without the layers that requests of members go through. */
export function createDirectIntake(instance: Instance, most = IN_MEMORY): DirectIntake {
  const { settings, log } = instance
  const intake = createIntake(instance)
  const secure = settings.origin.startsWith('https:')
  const headers = Object.entries(securityHeaders('api', { secure, development: false })).flat()

  let bytes = 0

  async function take(request: IncomingMessage): Promise<{ status: number; body: string }> {
    let own = 0
    const held: Room = {
      take(more) {
        if (bytes + more > most) return false
        own += more
        bytes += more
        return true
      },
    }
    try {
      const { 'sec-fetch-site': site, origin } = request.headers
      if (!isSameOrigin({ site, origin }, settings.origin)) throw new Refused('forbidden')
      const body = await readBody(request, settings.maxSubmissionBytes, held)
      return { status: 200, body: JSON.stringify(await intake(body)) }
    } catch (error) {
      const code = codeOf(error)
      log(code === 'fault' ? { event: 'fault', code: faultName(error) } : { event: 'refused', code, count: 1 })
      return { status: statusOf(code), body: JSON.stringify({ error: code }) }
    } finally {
      bytes -= own
      own = 0
    }
  }

  return (request, response) => {
    if (request.method !== 'POST' || request.url !== '/api/submissions') return false
    void take(request).then(({ status, body }) => {
      // A body that is far too large is not read to its end.
      const length = ['content-type', 'application/json', 'content-length', String(Buffer.byteLength(body))]
      response.writeHead(status, [...headers, ...length, ...(request.complete ? [] : ['connection', 'close'])])
      response.end(body)
    })
    return true
  }
}

/** What is read past a limit, so that whoever sends a little too much hears why before the line is cut. */
const PATIENCE = 16_777_216

/** Bytes of submissions that are in memory: what is read of one that has not been answered. */
interface Room {
  /** False where there is no more. */
  take(bytes: number): boolean
}

function readBody(request: IncomingMessage, limit: number, room: Room): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let parts: Buffer[] = []
    let length = 0
    if (Number(request.headers['content-length'] ?? 0) > limit + PATIENCE) return reject(new Refused('too-large'))
    request.on('data', (part: Buffer) => {
      length += part.length
      if (length <= limit) {
        if (room.take(part.length)) return parts.push(part)
        length = Infinity
        reject(new Refused('busy'))
      }
      parts = []
      if (length > limit + PATIENCE) reject(new Refused('too-large'))
    })
    request.on('end', () => {
      if (length > limit) reject(new Refused('too-large'))
      else resolve(parts.length === 1 ? parts[0]! : Buffer.concat(parts, length))
    })
    request.on('error', () => reject(new Refused('truncated')))
    request.on('close', () => request.complete || reject(new Refused('truncated')))
  })
}
