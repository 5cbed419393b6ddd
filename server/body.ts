import * as z from 'zod/mini'
import { fromB64u } from '#app/crypto/bytes.ts'
import { Refused } from './refusal.ts'

/** Room for the largest JSON that members send: a team box in base64url, and grants. */
export const MEMBER_BODY = 8_388_608
/** Room for everything that is sent without a session, but submissions and set-up. */
export const PUBLIC_BODY = 65_536

/** Room for a recovery: three statements, a roster, the names and some grants. */
export const RECOVERY_BODY = 1_048_576

/** The body of a request, or `too-large` as soon as it is over the limit. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  const declared = request.headers.get('content-length')
  if (declared !== null && Number(declared) > limit) throw new Refused('too-large')
  // A declared length is enforced by the HTTP parser.
  if (declared !== null) return new Uint8Array(await request.arrayBuffer())
  if (!request.body) return new Uint8Array()
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += part.length
    if (length > limit) throw new Refused('too-large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The body as its schema reads it. Throws `malformed` or `too-large`. */
export async function readJson<S extends z.core.$ZodType>(
  request: Request,
  schema: S,
  limit = PUBLIC_BODY,
): Promise<z.output<S>> {
  const body = await readBody(request, limit)
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    throw new Refused('malformed')
  }
  const read = z.safeParse(schema, value)
  if (!read.success) throw new Refused('malformed')
  return read.data
}

/** The bytes of a b64u field, of exactly this length. Throws `malformed`. */
export function readBytes(text: string, length: number): Uint8Array {
  const bytes = fromB64u(text)
  if (bytes.length !== length) throw new Refused('malformed')
  return bytes
}
