import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { createAssets } from './assets.ts'
import { boot } from './boot.ts'
import { createPages } from './pages.ts'

const BUILD = 'build/server/index.js'

/** The composition root of what `npm start` runs: everything from the build. */
await boot(settings => {
  if (!existsSync(BUILD)) throw new Error('There is no build: run npm start or npm run build.')
  // Loads while the database opens: submissions are taken before the first page can be rendered.
  const build = import(pathToFileURL(resolve(BUILD)).href) as Promise<ServerBuild>
  return {
    assets: createAssets('build/client', settings.origin.startsWith('https:')),
    pages: instance => createPages(instance, build, 'production'),
    ready: build,
    development: false,
  }
})
