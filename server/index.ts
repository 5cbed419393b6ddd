import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { createAssets } from './assets.ts'
import { boot } from './boot.ts'

const BUILD = 'build/server/index.js'

/** The composition root of what `npm start` runs: everything from the build. */
await boot(settings => {
  if (!existsSync(BUILD)) throw new Error('There is no build: run npm start or npm run build.')
  const read = () => import(pathToFileURL(resolve(BUILD)).href) as Promise<ServerBuild>
  return {
    assets: createAssets('build/client', settings.origin.startsWith('https:')),
    pages: { mode: 'production', read },
  }
})
