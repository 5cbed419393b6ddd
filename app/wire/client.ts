import * as z from 'zod/mini'
import { Refusal, type RefusalCode } from './public.ts'

/** The server said no, with a code. Nothing was stored. */
export class Refused extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode) {
    super(code)
    this.name = 'Refused'
    this.code = code
  }
}

/** No answer arrived: offline, timed out, or not our server. The same request may be sent again. */
export class Unreachable extends Error {
  constructor() {
    super('unreachable')
    this.name = 'Unreachable'
  }
}

interface Options {
  signal?: AbortSignal
}

async function exchange(path: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, {
      ...init,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    })
  } catch {
    throw new Unreachable()
  }
  if (response.ok) return response
  const refusal = z.safeParse(Refusal, await response.json().catch(() => null))
  if (!refusal.success) throw new Unreachable()
  throw new Refused(refusal.data.error)
}

async function readJson<S extends z.core.$ZodType>(response: Response, schema: S): Promise<z.infer<S>> {
  const answer = z.safeParse(schema, await response.json().catch(() => undefined))
  if (!answer.success) throw new Unreachable()
  return answer.data
}

/** Throws `Refused` or `Unreachable`. */
export async function getJson<S extends z.core.$ZodType>(
  path: string,
  schema: S,
  options: Options = {},
): Promise<z.infer<S>> {
  return readJson(await exchange(path, options), schema)
}

/** Throws `Refused` or `Unreachable`. */
export async function getBytes(path: string, options: Options = {}): Promise<Uint8Array> {
  const response = await exchange(path, options)
  try {
    return new Uint8Array(await response.arrayBuffer())
  } catch {
    throw new Unreachable()
  }
}

/** An answer whose body still arrives; `from`: the first byte that is wanted. Throws `Refused` or `Unreachable`. */
export function getStream(path: string, from = 0): Promise<Response> {
  return exchange(path, from > 0 ? { headers: { range: `bytes=${from}-` } } : {})
}

/** Sends JSON; an answer of 204 is `undefined`. Throws `Refused` or `Unreachable`. */
export async function postJson(path: string, body: unknown): Promise<undefined>
export async function postJson<S extends z.core.$ZodType>(path: string, body: unknown, schema: S): Promise<z.infer<S>>
export async function postJson(path: string, body: unknown, schema?: z.core.$ZodType): Promise<unknown> {
  const response = await exchange(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return schema ? readJson(response, schema) : undefined
}

/** Sends bytes; `bearer` as b64u, of the case channel. Throws `Refused` or `Unreachable`. */
export async function postBytes<S extends z.core.$ZodType>(
  path: string,
  body: Uint8Array,
  schema: S,
  { bearer, ...options }: Options & { bearer?: string } = {},
): Promise<z.infer<S>> {
  const response = await exchange(path, {
    ...options,
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) },
    body: body as Uint8Array<ArrayBuffer>,
  })
  return readJson(response, schema)
}

/** Sends DELETE; the answer is empty. Throws `Refused` or `Unreachable`. */
export async function deleteAt(path: string): Promise<void> {
  await exchange(path, { method: 'DELETE' })
}
