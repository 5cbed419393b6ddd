import { readdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build, type Rollup } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askPage, launchBrowser } from '#tests/support/browser.ts'
import { root } from '#tests/support/planted.ts'
import type { VectorResults } from '#tests/vectors/browser-entry.ts'
import { sodiumAlias } from '../../vite.config.ts'

/** As strict as the product's own pages. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"

describe('the vault in Chromium', () => {
  const names = readdirSync(join(root, 'tests/vectors/v1')).filter(name => name.endsWith('.json'))
  let server: Server
  let origin = ''

  beforeAll(async () => {
    const bundle = (await build({
      configFile: false,
      root,
      logLevel: 'silent',
      resolve: { alias: sodiumAlias },
      build: {
        target: 'es2022',
        write: false,
        modulePreload: false,
        rollupOptions: { input: join(root, 'tests/vectors/browser-entry.ts') },
      },
    })) as Rollup.RollupOutput
    const scripts = new Map(
      bundle.output.flatMap(file => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code]] : [])),
    )
    const entry = bundle.output.find(file => file.type === 'chunk' && file.isEntry)!
    const page = `<!doctype html><title>vectors</title><script type="module" src="/${entry.fileName}"></script>`
    server = createServer((request, response) => {
      const script = scripts.get(request.url ?? '')
      response.writeHead(200, {
        'content-type': script === undefined ? 'text/html' : 'text/javascript',
        'content-security-policy': POLICY,
      })
      response.end(script ?? page)
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())

  async function run(flags: string[]): Promise<VectorResults> {
    const browser = await launchBrowser(flags)
    try {
      const page = await browser.newPage()
      await page.goto(origin)
      for (;;) {
        const results = await askPage<VectorResults | { error: string } | null>(
          page,
          'globalThis.__vectorResults ?? null',
        )
        if (results && 'error' in results) throw new Error(results.error)
        if (results) return results
        await page.waitForTimeout(500)
      }
    } finally {
      await browser.close()
    }
  }

  it.each([
    ['WebAssembly', [], 'wasm'],
    ['WebAssembly turned off', ['--js-flags=--jitless'], 'js'],
  ] as const)('passes every vector with %s', async (_, flags, engine) => {
    const { build: used, outcomes } = await run([...flags])
    expect(outcomes.filter(outcome => !outcome.passed)).toEqual([])
    expect(outcomes).toHaveLength(names.length)
    expect(used).toBe(engine)
  })
})
