import { Hono, type Context } from 'hono'
import { fromB64u } from '#app/crypto/bytes.ts'
import { attempt } from '#app/crypto/failure.ts'
import { readBody } from './body.ts'
import { MESSAGE_BODY, takeMessage } from './case-messages.ts'
import type { Instance } from './instance.ts'
import { Refused } from './refusal.ts'

/** What a witness asks with a case token (FORMAT.md §5). Bodies are those of app/wire/case.ts. */
export function createCaseApi(instance: Instance): Hono {
  const api = new Hono()
  api.post('/messages', async c => {
    const body = await readBody(c.req.raw, MESSAGE_BODY)
    return c.json(await takeMessage(instance, readToken(c), body))
  })
  return api
}

/** The bearer. Without one, or with one of another form, there is nothing to be found. */
function readToken(c: Context): Uint8Array {
  const [, token] = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(c.req.header('authorization') ?? '') ?? []
  const bytes = token !== undefined && attempt(() => fromB64u(token))
  if (!(bytes instanceof Uint8Array)) throw new Refused('not-found')
  return bytes
}
