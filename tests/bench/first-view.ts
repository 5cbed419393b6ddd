import type { Browser, Page } from 'playwright-core'
import { languages, type Language } from '#app/i18n/language.ts'
import { askPage, launchBrowser } from '#tests/support/browser.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { startServer } from '#tests/support/server.ts'
import { Witness } from '#tests/support/witness.ts'
import { row, type Measured } from './measure.ts'

/** A line as the browser plays it: kbit/s down and up, ms until an answer begins. */
export interface Line {
  kbit: number
  latency: number
}

export interface FirstViewPlan {
  languages: readonly Language[]
  runs: number
  /** Null: the line as it is. */
  line: Line | null
}

export const slowLine: FirstViewPlan = { languages, runs: 3, line: { kbit: 50, latency: 1000 } }

/** How long the witness's page takes on a slow line, with nothing in any cache: until its text stands there, and until one can begin. */
export async function measureFirstView({ languages, runs, line }: FirstViewPlan): Promise<Measured> {
  const server = await startServer()
  const browser = await launchBrowser()
  try {
    await setUpOrganisation(server.origin, server.setUpCode, { languages: ['uk', 'ru', 'en', 'crh'] })
    const rows = []
    for (const language of languages) {
      const views: FirstView[] = []
      for (let run = 0; run < runs; run++) views.push(await visit(browser, server.origin, language, line))
      const seconds = (part: keyof FirstView) => views.map(view => view[part] / 1000)
      rows.push(
        row(`${language}, can be read`, 's', seconds('read')),
        row(`${language}, can begin`, 's', seconds('begin')),
      )
    }
    return {
      name: 'first-view',
      about: line
        ? `the witness’s page at ${line.kbit} kbit/s and ${line.latency} ms for each answer, played by Chromium, caches empty`
        : 'the witness’s page, the line as it is',
      rows,
      ratios: [],
      facts: {
        chromium: browser.version(),
        runs,
        note: 'the line that is played takes most of it: no handshakes, no losses',
      },
    }
  } finally {
    await browser.close()
    await server.end()
  }
}

interface FirstView {
  /** Milliseconds since the navigation: the largest text is painted; Start can be pressed. */
  read: number
  begin: number
}

async function visit(browser: Browser, origin: string, language: Language, line: Line | null): Promise<FirstView> {
  const witness = await Witness.arrive(browser, origin, language)
  const { page, seat, words } = witness
  if (line) await playLine(page, line)
  await page.goto(`${origin}/`, { waitUntil: 'commit', timeout: 120_000 })
  await witness.button(words.welcome.start).and(page.locator(':enabled')).waitFor({ timeout: 120_000 })
  const begin = await askPage<number>(page, 'performance.now()')
  const read = await askPage<number>(
    page,
    `new Promise(resolve => new PerformanceObserver(list => resolve(list.getEntries().at(-1).startTime))
      .observe({ type: 'largest-contentful-paint', buffered: true }))`,
  )
  await seat.leave()
  return { read, begin }
}

async function playLine(page: Page, { kbit, latency }: Line): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const throughput = (kbit * 1000) / 8
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  })
}
