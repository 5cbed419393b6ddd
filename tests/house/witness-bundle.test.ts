import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transform } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kindOfFile } from '#server/headers.ts'
import { root } from '#tests/support/planted.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

const ASSETS = join(process.env['SVIDOK_BUILD'] ?? join(root, 'build'), 'client/assets')
const TARGET = ['chrome100', 'firefox115', 'safari15.4']

/** What came to style sheets after Chromium 100 or Firefox 115, and has no effect or the wrong one before. */
const NEWER =
  /:has\(|&|color-mix\(|light-dark\(|@container|@scope|@starting-style|@layer|\b(?:oklch|oklab|lab|lch|color)\(|:popover-open|\bsubgrid\b|animation-timeline|\bd[vl]h\b(?<!100dvh)/

describe('what the witness’s page loads', () => {
  let server: TestServer
  let files: string[] = []

  /** The files that the page names, and those that these name, until there is none left. */
  const collect = (html: string): string[] => {
    // The list of all pages is named too; this page never asks for it.
    const all = new Set(readdirSync(ASSETS).filter(name => /^(?!manifest-).*\.(js|css)$/.test(name)))
    const namesIn = (text: string) => [...text.matchAll(/[\w.-]+\.(?:js|css)/g)].map(match => match[0])
    const found = new Set<string>()
    const waiting = namesIn(html)
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (!all.has(name) || found.has(name)) continue
      found.add(name)
      waiting.push(...namesIn(readFileSync(join(ASSETS, name), 'utf8')))
    }
    return [...found].sort()
  }
  const read = (name: string) => readFileSync(join(ASSETS, name), 'utf8')

  beforeAll(async () => {
    server = await startServer()
    const page = await fetch(server.origin, { headers: { 'accept-language': 'uk' } })
    files = collect(await page.text())
    expect(files.length).toBeGreaterThan(8)
    expect(files.some(name => name.startsWith('sealing-'))).toBe(true)
  })
  afterAll(() => server.end())

  it('is written in the language of Chromium 100, Firefox 115 and Safari 15.4: there is nothing to write out', async () => {
    for (const name of files.filter(one => one.endsWith('.js'))) {
      const plain = await transform(read(name), { target: 'esnext', format: 'esm', legalComments: 'none' })
      const older = await transform(read(name), { target: TARGET, format: 'esm', legalComments: 'none' })
      expect([name, older.code === plain.code]).toEqual([name, true])
    }
  })

  it('is styled with what these browsers know', async () => {
    for (const name of files.filter(one => one.endsWith('.css'))) {
      const plain = await transform(read(name), { loader: 'css', target: 'esnext' })
      const older = await transform(read(name), { loader: 'css', target: TARGET })
      expect([name, older.code === plain.code, NEWER.exec(read(name))?.[0]]).toEqual([name, true, undefined])
    }
  })

  it('starts workers that look into files and seal them, by names that bring the policy of workers, and none that opens', () => {
    const workers = files.filter(name => /-worker-[\w-]+\.js$/.test(name))
    expect(workers.map(name => name.replace(/-worker-.*/, ''))).toEqual(['inspect', 'transfer'])
    for (const name of workers) expect([name, kindOfFile(`/assets/${name}`)]).toEqual([name, 'worker'])
    const opener = 'a chunk does not open'
    expect(workers.filter(name => read(name).includes(opener))).toEqual([])
    const others = readdirSync(ASSETS).filter(name => /-worker-[\w-]+\.js$/.test(name) && !workers.includes(name))
    expect(others.some(name => read(name).includes(opener))).toBe(true)
  })

  it('is told from newer code', async () => {
    const newer = 'class A { static { this.b = 1 } }'
    expect((await transform(newer, { target: TARGET })).code).not.toBe(
      (await transform(newer, { target: 'esnext' })).code,
    )
    expect(NEWER.test('.a:has(.b){}')).toBe(true)
    expect(NEWER.test('.a{&:hover{}}')).toBe(true)
  })
})
