import { createRequire } from 'node:module'
import { vitePlugin as remix } from '@remix-run/dev'
import { minify } from 'terser'
import { defineConfig, type Plugin } from 'vite'
import { denyImports } from 'vite-env-only'
import remixConfig from './remix.config.js'

/** The CommonJS build of libsodium, which falls back to JavaScript where WebAssembly is missing (app/crypto/sodium.ts). */
export const sodiumAlias = {
  'libsodium-wrappers/js': createRequire(import.meta.url).resolve('libsodium-wrappers'),
}

/** Few requests for a slow line: the libraries of every page in one file, what the first view shares with later parts in another. */
function chunkOf(id: string): string | undefined {
  if (/node_modules\/(react|react-dom|scheduler|@remix-run|turbo-stream)\//.test(id)) return 'libraries'
  if (
    /\/app\/(ui\/|intake\/(reason\.ts|neutral-page)|testimony\/(draft|form-words)\.ts|i18n\/(language|fill)\.ts)/.test(
      id,
    )
  )
    return 'ui'
  if (id.includes('vite/preload-helper')) return 'ui'
  return undefined
}

/** esbuild minifies everything, quickly; terser takes 3 kB more off the one file that every first view waits for. */
const smallerLibraries: Plugin = {
  name: 'smaller-libraries',
  apply: 'build',
  renderChunk: {
    order: 'post',
    async handler(code, chunk) {
      if (chunk.name !== 'libraries') return null
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
