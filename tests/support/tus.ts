import { request } from 'node:http'
import { toB64u } from '#app/crypto/bytes.ts'
import type { Bytes } from '#app/crypto/types.ts'

/** What a server said, as tus and our refusals speak. */
export interface TusAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  /** The code of a refusal, else null. */
  error: string | null
}

/** One request of tus, written by hand. `null` takes a header away. */
export function sendTus(
  origin: string,
  method: string,
  path: string,
  headers: Record<string, string | number | null> = {},
  body: Bytes = new Uint8Array(),
): Promise<TusAnswer> {
  const given = { origin, 'tus-resumable': '1.0.0', 'content-length': body.length, ...headers }
  const all = Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]))
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, { method, headers: Object.fromEntries(all) as never }, answer => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString()
        const error = text ? (JSON.parse(text) as { error: string }).error : null
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, error })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Upload-Metadata that names an id. */
export const metadataOf = (id: Bytes | string): string =>
  `id ${Buffer.from(typeof id === 'string' ? id : toB64u(id)).toString('base64')}`

export const beginTus = (origin: string, id: Bytes, length: number) =>
  sendTus(origin, 'POST', '/api/uploads', { 'upload-length': length, 'upload-metadata': metadataOf(id) })

export const headTus = (origin: string, id: Bytes) => sendTus(origin, 'HEAD', `/api/uploads/${toB64u(id)}`)

export const patchTus = (origin: string, id: Bytes, offset: number, body: Bytes) =>
  sendTus(
    origin,
    'PATCH',
    `/api/uploads/${toB64u(id)}`,
    { 'upload-offset': offset, 'content-type': 'application/offset+octet-stream' },
    body,
  )

export const endTus = (origin: string, id: Bytes) => sendTus(origin, 'DELETE', `/api/uploads/${toB64u(id)}`)
