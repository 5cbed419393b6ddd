import { build } from 'esbuild'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askPage, launchBrowser } from '#tests/support/browser.ts'
import { root } from '#tests/support/planted.ts'
import { sodiumAlias } from '../../vite.config.ts'

interface Report {
  engine: 'wasm' | 'js'
  passed: string[]
  failed: { name: string; why: string }[]
}

const FOLDER = join(root, 'tests/vectors/v1')
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"

describe('the vault in Chromium', () => {
  const names = readdirSync(FOLDER).filter(name => name.endsWith('.json'))
  let server: Server
  let origin = ''

  beforeAll(async () => {
    const bundle = await build({
      entryPoints: [join(root, 'tests/vectors/browser-entry.ts')],
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      alias: sodiumAlias,
      // The CommonJS build looks for Node's modules in a branch that no browser takes.
      external: ['node:*', 'crypto', 'fs', 'path', 'module'],
      define: { 'process.env.NODE_ENV': '"production"' },
    })
    const script = bundle.outputFiles[0]!.text
    const vectors = JSON.stringify(names.map(name => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as unknown))
    const files: Record<string, [string, string]> = {
      '/': ['text/html', '<!doctype html><title>vectors</title><script type="module" src="/vectors.js"></script>'],
      '/vectors.js': ['text/javascript', script],
      '/vectors.json': ['application/json', vectors],
    }
    server = createServer((request, response) => {
      const [type, body] = files[request.url ?? '/'] ?? ['text/plain', '']
      response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(body)
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())

  async function run(flags: string[]): Promise<Report> {
    const browser = await launchBrowser(flags)
    try {
      const page = await browser.newPage()
      await page.goto(origin)
      return await askPage<Report>(
        page,
        `fetch('/vectors.json').then(answer => answer.json()).then(vectors => runVectors(vectors))`,
      )
    } finally {
      await browser.close()
    }
  }

  it.each([
    ['WebAssembly', [], 'wasm'],
    ['WebAssembly turned off', ['--js-flags=--jitless'], 'js'],
  ] as const)('passes every vector with %s', async (_, flags, engine) => {
    const report = await run([...flags])
    expect(report.failed).toEqual([])
    expect(report.passed).toHaveLength(names.length)
    expect(report.engine).toBe(engine)
  })
})
