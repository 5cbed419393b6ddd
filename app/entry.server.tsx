import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { Writable } from 'node:stream'
import type { Boot } from './boot.ts'
import { PageData } from './page-data.ts'

/**
 * Renders a page whole, without an inline script and the same for every visitor: what Remix's `<Scripts>` would write as
 * code stands as inert JSON (`Boot`), which entry.client.tsx reads.
 */
export default async function handleRequest(
  _request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { serverHandoffStream, serverHandoffString, manifest, staticHandlerContext } = context
  const url = new URL(staticHandlerContext.location.pathname, 'http://page.invalid')
  const ids = staticHandlerContext.matches.map(match => match.route.id)
  const asks = (wish: string) => ids.find(id => isAsked(context.routeModules[id]?.handle, wish))
  const alone = staticHandlerContext.errors ? undefined : asks('alone')
  const data: unknown = alone && staticHandlerContext.loaderData[alone]
  const [handoff, html] = await Promise.all([
    readText(serverHandoffStream),
    renderPage(
      <PageData.Provider value={data}>
        <RemixServer context={withoutStream(context)} url={url} />
      </PageData.Provider>,
    ),
  ])
  headers.set('content-type', 'text/html; charset=utf-8')
  if (asks('still')) return new Response(html, { status, headers })
  const routes = Object.fromEntries(Object.entries(manifest.routes).filter(([id]) => ids.includes(id)))
  const hmr = (manifest as { hmr?: { runtime: string } }).hmr?.runtime
  const page = alone && routes[alone]
  const boot: Boot = page
    ? { hmr, alone: { module: page.module, data, language: loadContext.language } }
    : { hmr, context: JSON.parse(serverHandoffString ?? '{}') as object, handoff, manifest: { ...manifest, routes } }
  const woken = page ? [page] : Object.values(routes)
  const modules = [...manifest.entry.imports, ...woken.flatMap(route => [route.module, ...(route.imports ?? [])])]
  const preloads = [...new Set(modules)].map(href => `<link rel="modulepreload" href="${href}">`).join('')
  const scripts =
    `<script type="application/json" id="boot">${JSON.stringify(boot).replaceAll('<', '\\u003c')}</script>` +
    `<script type="module" src="${manifest.entry.module}"></script>`
  const whole = html
    .replace('</head>', () => `${preloads}</head>`)
    .replace(/<\/body>(?=<\/html>$)/, () => `${scripts}</body>`)
  return new Response(whole, { status, headers })
}

/** Faults of loaders go to the server's own log, which takes no message and no address. */
export function handleError(error: unknown, { context }: { context: AppLoadContext }): void {
  if (!isRouteErrorResponse(error)) context.reportFault()
}

/** What a route asks for by its `handle`: `still` to be sent without scripts, `alone` to wake without the router. */
function isAsked(handle: unknown, wish: string): boolean {
  return typeof handle === 'object' && handle !== null && (handle as Record<string, unknown>)[wish] === true
}

function withoutStream(context: EntryContext): EntryContext {
  const { serverHandoffStream: _, ...rest } = context
  return rest
}

async function readText(stream: ReadableStream<Uint8Array> | undefined): Promise<string> {
  return stream ? await new Response(stream).text() : ''
}

function renderPage(element: React.ReactElement): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk)
        done()
      },
      final(done) {
        resolve(Buffer.concat(chunks).toString('utf8'))
        done()
      },
    })
    const { pipe } = renderToPipeableStream(element, {
      onAllReady: () => pipe(sink),
      onShellError: reject,
      onError: reject,
    })
  })
}
