import { createWriteStream, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Browser } from 'playwright-core'
import { randomBytes } from '#app/crypto/bytes.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { findFreePort } from '#tests/support/ports.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { startServer } from '#tests/support/server.ts'
import { bundlePage } from './bundle.ts'
import { openDelayedLine } from './delayed-line.ts'
import type { Encrypted } from './evidence-worker.ts'
import { median, memoryOf, ratio, row, type Measured } from './measure.ts'
import { openRawPage, type RawPage } from './raw-page.ts'

export interface EvidencePlan {
  mebibytes: number
  rounds: number
}

const DELAY = 100
const INPUT = `document.querySelector('input[data-bench]')`
const ALONE = ['read and seal', 'OpenPGP.js', 'age'] as const
const SENT = ['seal while it uploads', `the same, each answer ${DELAY} ms later`] as const

interface Sent {
  milliseconds: number
  /** The longest time between two pictures of the page, ms. */
  stall: number
}

/**
 * S4 and S10: a file from disk sealed in Chromium while it uploads to the real server, from the real page by its own worker;
 * the same read and sealed without a server; two libraries that encrypt it by their fastest modes. Turn by turn.
 */
export async function measureEvidence({ mebibytes, rounds }: EvidencePlan): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'svidok-bench-'))
  const file = join(folder, 'file')
  await pipeline(randomPieces(mebibytes), createWriteStream(file))
  const browser = await launchBrowser()
  const near = await startServer()
  const port = await findFreePort()
  const delayed = `http://127.0.0.1:${port}`
  const far = await startServer({ origin: delayed })
  const line = await openDelayedLine(() => far.port, port, DELAY)
  const library = await serveLibraries()
  try {
    await setUpOrganisation(near.origin, near.setUpCode)
    await setUpOrganisation(delayed, far.setUpCode)
    const resting = memoryOf(near.pid).resident
    const alone = await openWithFile(browser, library.origin, file)
    const pages = {
      [SENT[0]]: await openWithFile(browser, `${near.origin}/`, file),
      [SENT[1]]: await openWithFile(browser, `${delayed}/`, file),
    } as Record<string, Opened>
    const figures: Record<string, number[]> = Object.fromEntries([...ALONE, ...SENT].map(name => [name, []]))
    const above: number[] = []
    const stalls: number[] = []
    const turns = [SENT[0], 'read and seal', 'OpenPGP.js', 'age', SENT[1]]
    for (let round = 0; round < rounds; round++) {
      for (const name of round % 2 === 0 ? turns : [...turns].reverse()) {
        const opened = pages[name]
        const { milliseconds } = opened
          ? await watchMemory(opened, above, async () => {
              const sent = await send(opened.page)
              stalls.push(sent.stall)
              return sent
            })
          : await encrypt(alone.page, name)
        figures[name]!.push((mebibytes / milliseconds) * 1000)
      }
    }
    const rows = [...SENT, ...ALONE].map(name => row(name, 'MiB/s', figures[name]!))
    return {
      name: 'evidence',
      about: `S4 and S10, a file of ${mebibytes} MiB, in Chromium on this machine with its server, ${rounds} rounds`,
      rows,
      ratios: [
        ratio(rows, SENT[0], 'read and seal', '≥ 0.85'),
        ratio(rows, SENT[0], 'OpenPGP.js', '≥ 3'),
        ratio(rows, SENT[0], 'age', '≥ 3'),
      ],
      facts: {
        chromium: browser.version(),
        [`MiB/s with ${DELAY} ms for each answer (goal ≥ 25)`]: Math.round(median(figures[SENT[1]]!)),
        'renderer memory above the bare page at its most, MiB (goal ≤ 180)': Math.max(...above),
        'longest time between two pictures of the page, ms (goal ≤ 50)': Math.round(Math.max(...stalls)),
        'server memory at rest, MiB (goal ≤ 200)': resting,
        'server memory at its most, MiB (goal ≤ 350)': Math.max(memoryOf(near.pid).most, memoryOf(far.pid).most),
      },
    }
  } finally {
    await browser.close()
    line.close()
    library.close()
    await near.end()
    await far.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

function* randomPieces(mebibytes: number): Generator<Uint8Array> {
  for (let i = 0; i < mebibytes; i++) yield randomBytes(1_048_576)
}

/** A page of its own for what needs no server: with its workers, and without the policy of the product. */
async function serveLibraries(): Promise<{ origin: string; close(): void }> {
  const script = await bundlePage(new URL('./evidence-worker.ts', import.meta.url))
  const server = createServer((request, response) => {
    const isScript = request.url === '/worker.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(isScript ? script : '<!doctype html><title>evidence</title>')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => server.close(),
  }
}

interface Opened {
  page: RawPage
  /** Processes that came with it. */
  renderers: number[]
}

async function openWithFile(browser: Browser, url: string, file: string): Promise<Opened> {
  const page = await openRawPage(browser, url)
  await page.ask(
    `document.body.append(Object.assign(document.createElement('input'), { type: 'file' })); ` +
      `document.body.lastChild.dataset.bench = ''; 0`,
  )
  await page.choose(INPUT, [file])
  return { page, renderers: await page.renderers() }
}

/** Adds what its renderer takes at its most above what it took before. */
async function watchMemory<T>({ renderers }: Opened, above: number[], work: () => Promise<T>): Promise<T> {
  const of = () => renderers.map(pid => memoryOf(pid).resident)
  const bare = of()
  let most = bare
  const timer = setInterval(() => (most = of().map((now, i) => Math.max(now, most[i]!))), 50)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    above.push(Math.max(...most.map((now, i) => now - bare[i]!)))
  }
}

function encrypt(page: RawPage, contender: string): Promise<Encrypted> {
  return page.ask<Encrypted>(`new Promise((resolve, reject) => {
    const worker = new Worker('/worker.js', { type: 'module' })
    worker.onmessage = event => (resolve(event.data), worker.terminate())
    worker.onerror = event => reject(new Error(event.message))
    worker.postMessage({ contender: ${JSON.stringify(contender)}, file: ${INPUT}.files[0] })
  })`)
}

/** Seals and uploads by the worker that the witness's page starts, then deletes what was uploaded. */
function send(page: RawPage): Promise<Sent> {
  return page.ask<Sent>(`new Promise((resolve, reject) => {
    const policy = globalThis.benchPolicy ??= trustedTypes.createPolicy('app', { createScriptURL: url => url })
    const worker = new Worker(policy.createScriptURL(${JSON.stringify(workerPath())}), { type: 'module' })
    let stall = 0, last = performance.now(), started = 0, going = true
    const draw = () => {
      const now = performance.now()
      stall = Math.max(stall, now - last)
      last = now
      if (going) requestAnimationFrame(draw)
    }
    requestAnimationFrame(draw)
    worker.onmessage = ({ data }) => {
      if (data.type === 'total') started = performance.now()
      if (data.type === 'failed') reject(new Error(JSON.stringify(data.reason)))
      if (data.type !== 'transferred') return
      const milliseconds = performance.now() - started
      going = false
      worker.terminate()
      fetch('/api/uploads/' + data.file.upload, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } })
        .then(() => resolve({ milliseconds, stall }), reject)
    }
    worker.onerror = event => reject(new Error(event.message))
    worker.postMessage({ do: 'start', file: ${INPUT}.files[0] })
  })`)
}

/** Where the build put it. */
function workerPath(): string {
  const found = readdirSync('build/client/assets').find(name => /^transfer-worker-[\w-]+\.js$/.test(name))
  if (!found) throw new Error('build first: npm run build')
  return `/assets/${found}`
}
