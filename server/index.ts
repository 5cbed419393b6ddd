import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { createAssets } from './assets.ts'
import { boot } from './boot.ts'
import { createPages } from './pages.ts'

/** The composition root of what `npm start` runs: everything from the build. */
await boot(async settings => {
  const build = (await import(pathToFileURL(resolve('build/server/index.js')).href)) as ServerBuild
  return {
    assets: createAssets('build/client', settings.origin.startsWith('https:')),
    pages: instance => createPages(instance, build, 'production'),
    development: false,
  }
})
