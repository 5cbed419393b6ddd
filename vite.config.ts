import { createRequire } from 'node:module'
import { vitePlugin as remix } from '@remix-run/dev'
import { minify } from 'terser'
import { defineConfig, type Plugin, type Rollup } from 'vite'
import { denyImports } from 'vite-env-only'
import remixConfig from './remix.config.js'

/** The CommonJS build of libsodium, which falls back to JavaScript where WebAssembly is missing (app/crypto/sodium.ts). */
export const sodiumAlias = {
  'libsodium-wrappers/js': createRequire(import.meta.url).resolve('libsodium-wrappers'),
}

/** Few requests for a slow line: React in one file, the members' router in another, what the first view shares with later parts in a third. */
function chunkOf(id: string, graph: Graph): string | undefined {
  if (/node_modules\/(react|react-dom|scheduler)\//.test(id)) return 'react'
  if (/node_modules\/(@remix-run|turbo-stream)\//.test(id)) return 'router'
  if (
    /\/app\/(ui\/(?!steps)|intake\/(reason\.ts|neutral-page)|testimony\/(draft|form-words)\.ts|i18n\/(language|fill)\.ts|page-data)/.test(
      id,
    )
  )
    return 'ui'
  if (id.includes('vite/preload-helper')) return 'ui'
  return !id.endsWith('.css') && sharedLater(graph).has(id) ? 'ui' : undefined
}

type Graph = Parameters<Rollup.GetManualChunk>[1]
const shared = new WeakMap<Graph['getModuleInfo'], ReadonlySet<string>>()

/** Modules of the witness's first view that parts which come later import too: else each such part costs a request more. */
function sharedLater({ getModuleIds, getModuleInfo }: Graph): ReadonlySet<string> {
  const known = shared.get(getModuleInfo)
  if (known) return known
  const imported = (roots: Iterable<string>): Set<string> => {
    const found = new Set(roots)
    for (const id of found) for (const next of getModuleInfo(id)?.importedIds ?? []) found.add(next)
    return found
  }
  const first = imported([...getModuleIds()].filter(id => id.endsWith('/app/routes/witness/route.tsx')))
  const later = imported([...first].flatMap(id => getModuleInfo(id)?.dynamicallyImportedIds ?? []))
  const both = new Set([...first].filter(id => later.has(id) && id.includes('/app/')))
  shared.set(getModuleInfo, both)
  return both
}

/** esbuild minifies everything, quickly; terser takes some kB more off what every first view waits for. */
const smallerLibraries: Plugin = {
  name: 'smaller-libraries',
  apply: 'build',
  renderChunk: {
    order: 'post',
    async handler(code, chunk) {
      if (chunk.name !== 'react' && chunk.name !== 'router') return null
      const { code: smaller } = await minify(code, { module: true, compress: { passes: 2 } })
      return smaller === undefined ? null : { code: smaller, map: null }
    },
  },
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    // Remix keeps only *.server.ts out of the browser; a top-level server/ or db/ would be shipped without a word.
    denyImports({
      client: {
        files: ['server/**', 'db/**', 'tests/**', 'tools/**'],
        // libsodium's JavaScript build asks for node:fs where there is a Node; Vite leaves an empty module in its place.
        specifiers: ['better-sqlite3', 'kysely', 'hono', 'sirv', '@hono/node-server', /^node:(?!fs$|path$|crypto$)/],
      },
    }),
    remix(remixConfig),
    smallerLibraries,
  ],
  resolve: { alias: sodiumAlias },
  worker: { format: 'es' },
  build: {
    // Phones of 2022: what is newer in syntax is written out.
    target: ['chrome100', 'firefox115', 'safari15.4'],
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: isSsrBuild ? {} : { output: { manualChunks: chunkOf } },
  },
  optimizeDeps: {
    include: [
      'zod/mini',
      'libsodium-wrappers',
      'libsodium-wrappers/js',
      '@serenity-kit/opaque',
      'shamir-secret-sharing',
      'qrcode',
      '@tanstack/react-virtual',
    ],
  },
}))
