import { fileURLToPath } from 'node:url'
import { build, type BuildOptions, type Plugin } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Bundles a file of this folder for Chromium, as one module. */
export async function bundlePage(file: URL): Promise<string> {
  const { outputFiles } = await build({
    ...common(file),
    write: false,
    platform: 'browser',
    external: ['libsodium-wrappers/js'],
    plugins: [withoutUrl],
  })
  return outputFiles[0]!.text
}

/** Bundles a file of this folder for Node, beside the server's own bundle, and gives its path. */
export async function bundleProcess(file: URL): Promise<string> {
  const name = fileURLToPath(file).split('/').at(-1)!.replace(/\.ts$/, '.mjs')
  const outfile = `${root}build/bench/${name}`
  await build({ ...common(file), outfile, platform: 'node', packages: 'external' })
  return outfile
}

/** FormSG's webhooks ask for Node's `url`; its cryptography does not. */
const withoutUrl: Plugin = {
  name: 'without-url',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^url$/ }, () => ({ path: 'url', namespace: 'empty' }))
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: '' }))
  },
}

function common(file: URL) {
  return {
    entryPoints: [fileURLToPath(file)],
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
  } satisfies BuildOptions
}
