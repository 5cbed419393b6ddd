// Builds the pages (Remix on Vite), bundles the server (esbuild) and compresses what is served.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { makeViewer } from './viewer.mjs'

const require = createRequire(import.meta.url)
const remix = join(require.resolve('@remix-run/dev/package.json'), '..', 'dist', 'cli.js')

step('Building the pages')
const built = spawnSync(process.execPath, [remix, 'vite:build', '--logLevel', 'error'], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production' },
})
if (built.status !== 0) process.exit(built.status ?? 1)

step('Bundling the server')
await build({
  entryPoints: ['server/index.ts'],
  outfile: 'build/server/main.js',
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  // The page's own bundle stands beside and is loaded at run time.
  external: ['./index.js', 'libsodium-wrappers/js'],
})

step('Making the documents that show files')
await makeViewer('build/client/viewer')

step('Compressing')
const entries = await readdir('build/client', { recursive: true, withFileTypes: true })
await Promise.all(
  entries
    .filter(entry => entry.isFile() && /\.(js|css|svg|json|html|txt|wasm|ico)$/.test(entry.name))
    .map(async entry => {
      const file = join(entry.parentPath, entry.name)
      const bytes = await readFile(file)
      if (bytes.length < 512) return
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
      await writeFile(`${file}.br`, brotliCompressSync(bytes, { params }))
      await writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }))
    }),
)

step('Making the lists of places')
const maker = 'build/tools/gazetteer.mjs'
await build({
  entryPoints: ['tools/gazetteer.ts'],
  outfile: maker,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
})
const { writeRegions } = await import(pathToFileURL(resolve(maker)).href)
writeRegions('build/client/places')

function step(words) {
  process.stdout.write(`${words} …\n`)
}
