import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Rollup } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kindOfFile, securityHeaders, type AnswerKind } from '#server/headers.ts'
import { askPage, launchBrowser, Seat } from '#tests/support/browser.ts'
import { CAMERA } from '#tests/support/evidence/tiff.ts'
import { evidenceFiles, type EvidenceFile } from '#tests/support/evidence-files.ts'
import { launchFirefox } from '#tests/support/firefox.ts'
import { root } from '#tests/support/planted.ts'
import viteConfig from '../../vite.config.ts'
import type { Inspected } from './inspection-entry.ts'

/** The room of evidence as the product builds it, under the policy of the witness's page, against every fixture. */
describe('files that are looked into in a browser', () => {
  let server: Server
  let canary: Server
  let origin = ''
  let files: EvidenceFile[] = []
  const reached: string[] = []

  beforeAll(async () => {
    canary = createServer((request, response) => {
      reached.push(request.url ?? '')
      response.end()
    })
    files = evidenceFiles(await listen(canary))
    const { build: made, worker } = viteConfig({ command: 'build', mode: 'production', isSsrBuild: true })
    const bundle = (await build({
      configFile: false,
      root,
      logLevel: 'silent',
      worker: worker!,
      build: {
        ...made,
        write: false,
        modulePreload: false,
        rollupOptions: { input: join(root, 'tests/attacks/inspection-entry.ts') },
      },
    })) as Rollup.RollupOutput
    const scripts = new Map(
      bundle.output.map(file => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
    )
    const entry = bundle.output.find(file => file.type === 'chunk' && file.isEntry)!
    const page = `<!doctype html><title>files</title><script type="module" src="/${entry.fileName}"></script>`
    server = createServer((request, response) => {
      const path = request.url ?? ''
      const script = scripts.get(path)
      const number = /^\/files\/(\d+)$/.exec(path)?.[1]
      const answer = (kind: AnswerKind, type: string, body: string | Uint8Array) => {
        response.writeHead(200, {
          ...securityHeaders(kind, { secure: false, development: false }),
          'content-type': type,
        })
        response.end(body)
      }
      if (script !== undefined) answer(kindOfFile(path), 'text/javascript', script)
      else if (path === '/files') answer('api', 'application/json', JSON.stringify(files.map(({ what }) => what)))
      else if (number) answer('api', 'application/octet-stream', files[Number(number)]!.bytes)
      else answer('witness', 'text/html; charset=utf-8', page)
    })
    origin = await listen(server)
  })
  afterAll(() => {
    server.close()
    canary.close()
  })

  async function check(results: Inspected[] | { error: string }): Promise<void> {
    if ('error' in results) throw new Error(results.error)
    expect(results.map(({ what }) => what)).toEqual(files.map(({ what }) => what))
    for (const [at, { what, inspection, copy }] of results.entries()) {
      const said = { what, shownAs: inspection.kind.shownAs, samePixels: copy?.samePixels ?? true }
      expect(said).toEqual({ what, shownAs: files[at]!.shownAs, samePixels: true })
      expect(JSON.stringify(copy?.inspection.hidden ?? '')).not.toMatch(/\d{4}|Svidok|Oksana/)
    }
    const of = (what: string) => results.find(each => each.what === what)!
    const place = { latitude: CAMERA.latitude, longitude: CAMERA.longitude }
    for (const what of ['photo of a phone', 'heic with place', 'video of an Android phone', 'video of an iPhone'])
      expect(of(what).inspection.hidden?.place).toEqual(place)
    expect(of('paper with an author').inspection.hidden?.author).toBe(CAMERA.author)
    for (const what of ['photo of a phone', 'screenshot with texts', 'webp with place'])
      expect(of(what).copy?.inspection.hidden).toMatchObject({ place: null, when: null, device: null, more: [] })
    expect(of('video of an iPhone').inspection.removable).toBe(false)
    expect(of('photo that was cut').copy).toBeNull()
    expect(reached).toEqual([])
  }

  it('Chromium: says what they say, takes it off pixel for pixel, reaches nothing', async () => {
    const browser = await launchBrowser()
    try {
      const seat = await Seat.take(browser, origin)
      await seat.open('/')
      let results: Inspected[] | { error: string } | null = null
      while (!results) {
        await seat.page.waitForTimeout(250)
        results = await askPage(seat.page, 'globalThis.__inspected ?? null')
      }
      await check(results)
      const paths = seat.requests.map(request => new URL(request.url()))
      expect(paths.filter(url => url.origin !== origin && url.protocol !== 'blob:')).toEqual([])
      await seat.leave()
    } finally {
      await browser.close()
    }
  })

  it('Firefox: says what they say, takes it off pixel for pixel, reaches nothing', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'svidok-files-'))
    const firefox = await launchFirefox(profile)
    try {
      const page = await firefox.newPage()
      const complaints: string[] = []
      page.on('console', message => void complaints.push(message.text()))
      await page.goto(origin)
      await page.waitForFunction('globalThis.__inspected', { timeout: 120_000, polling: 250 })
      await check((await page.evaluate('globalThis.__inspected')) as Inspected[])
      expect(complaints).toEqual([])
    } finally {
      await firefox.close()
      rmSync(profile, { recursive: true, force: true })
    }
  })
})

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
