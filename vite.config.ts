import { createRequire } from 'node:module'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import { denyImports } from 'vite-env-only'
import remixConfig from './remix.config.js'

/** The CommonJS build of libsodium, which falls back to JavaScript where WebAssembly is missing (app/crypto/sodium.ts). */
export const sodiumAlias = {
  'libsodium-wrappers/js': createRequire(import.meta.url).resolve('libsodium-wrappers'),
}

/** Few requests for a slow line: the libraries of every page in one file, the parts of the interface in another. */
function chunkOf(id: string): string | undefined {
  if (/node_modules\/(react|react-dom|scheduler|@remix-run|turbo-stream)\//.test(id)) return 'libraries'
  if (id.includes('/app/ui/')) return 'ui'
  return undefined
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
  ],
  resolve: { alias: sodiumAlias },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
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
