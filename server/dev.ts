import type { ServerBuild } from '@remix-run/node'
import { createServer } from 'vite'
import { boot } from './boot.ts'

/** The composition root of `npm run dev`: pages and files come from Vite and change as they are edited. */
await boot(async () => {
  const vite = await createServer({ server: { middlewareMode: true } })
  const read = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>
  return { assets: vite.middlewares, pages: { mode: 'development', read } }
})
