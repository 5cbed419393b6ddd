import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { createCaseApi } from './case-api.ts'
import { createCompress } from './compress.ts'
import { createDeskApi } from './desk-api.ts'
import { kindOf, securityHeaders } from './headers.ts'
import type { Instance } from './instance.ts'
import { faultName } from './log.ts'
import { requireSameOrigin } from './origin.ts'
import type { Pages } from './pages.ts'
import { createPublicApi } from './public-api.ts'
import { codeOf, Refused, statusOf } from './refusal.ts'

/** Headers of pages that are set here and nowhere else. */
const UNTAKEN: ReadonlySet<string> = new Set(['cache-control', 'vary', 'set-cookie', 'content-length'])

/** Everything that is answered over HTTP but files: the API, and pages. Each answer gets the headers of its kind. */
export function createApp(instance: Instance, pages: Pages, development = false): Hono {
  const { settings, log } = instance
  const secure = settings.origin.startsWith('https:')
  const compress = createCompress()
  const app = new Hono()

  app.use(async (c, next) => {
    const headers = securityHeaders(kindOf(c.req.path), { secure, development })
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
    await next()
  })
  app.use('/api/*', async (c, next) => {
    requireSameOrigin(c.req.raw, settings.origin)
    await next()
  })
  app.route('/api/desk', createDeskApi(instance))
  app.route('/api/case', createCaseApi(instance))
  app.route('/api', createPublicApi(instance, compress))
  app.all('/api/*', () => {
    throw new Refused('not-found')
  })

  app.on(['GET', 'HEAD'], '*', async c => {
    const page = await pages(c.req.raw)
    const body = new Uint8Array(await page.arrayBuffer())
    const compressed = await compress(body, c.req.header('accept-encoding'))
    for (const [name, value] of page.headers) if (!UNTAKEN.has(name)) c.header(name, value)
    c.header('vary', kindOf(c.req.path) === 'witness' ? 'Accept-Language, Accept-Encoding' : 'Accept-Encoding')
    if (compressed) c.header('content-encoding', compressed.encoding)
    return c.body(compressed?.bytes ?? body, page.status as ContentfulStatusCode)
  })
  app.all('*', c => c.body(null, 405, { allow: 'GET, HEAD' }))

  app.onError((error, c) => {
    const code = codeOf(error)
    log(code === 'fault' ? { event: 'fault', code: faultName(error) } : { event: 'refused', code, count: 1 })
    return c.json({ error: code }, statusOf(code))
  })
  return app
}
