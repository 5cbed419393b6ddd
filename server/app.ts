import { Hono } from 'hono'
import { createCompress } from './compress.ts'
import { createDeskApi } from './desk-api.ts'
import { kindOf, securityHeaders } from './headers.ts'
import type { Instance } from './instance.ts'
import { faultName } from './log.ts'
import { requireSameOrigin } from './origin.ts'
import type { Pages } from './pages.ts'
import { createPublicApi } from './public-api.ts'
import { codeOf, Refused, statusOf } from './refusal.ts'

/** Everything that is answered over HTTP but files: the API, and pages. Each answer gets the headers of its kind. */
export function createApp(instance: Instance, pages: Pages, development = false): Hono {
  const { settings, log } = instance
  const secure = settings.origin.startsWith('https:')
  const compress = createCompress()
  const app = new Hono()

  app.use(async (c, next) => {
    await next()
    const kind = kindOf(c.req.path)
    for (const [name, value] of Object.entries(securityHeaders(kind, { secure, development }))) {
      if (name !== 'vary' || !c.res.headers.has('vary')) c.res.headers.set(name, value)
    }
  })
  app.use('/api/*', async (c, next) => {
    requireSameOrigin(c.req.raw, settings.origin)
    await next()
  })
  app.route('/api/desk', createDeskApi(instance))
  app.route('/api', createPublicApi(instance, compress))
  app.all('/api/*', () => {
    throw new Refused('not-found')
  })

  app.on(['GET', 'HEAD'], '*', async c => {
    const page = await pages(c.req.raw)
    if (!page.headers.get('content-type')?.startsWith('text/html')) return page
    const body = new Uint8Array(await page.arrayBuffer())
    const headers = new Headers(page.headers)
    headers.set('vary', kindOf(c.req.path) === 'witness' ? 'Accept-Language, Accept-Encoding' : 'Accept-Encoding')
    const compressed = await compress(body, c.req.header('accept-encoding'))
    if (compressed) headers.set('content-encoding', compressed.encoding)
    return new Response(compressed?.bytes ?? body, { status: page.status, headers })
  })
  app.all('*', c => c.body(null, 405, { allow: 'GET, HEAD' }))

  app.onError((error, c) => {
    const code = codeOf(error)
    log(code === 'fault' ? { event: 'fault', code: faultName(error) } : { event: 'refused', code })
    return c.json({ error: code }, statusOf(code))
  })
  return app
}
