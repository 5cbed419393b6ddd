import type { Browser } from 'playwright-core'
import { en as words } from '#app/i18n/keys/en.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { memoryOf, row, type Measured } from './measure.ts'
import { startFilled, type Filled } from './organisation.ts'

export interface RotationPlan {
  sealed: number
  adopted: number
}

/** S8: an administrator rotates in Chromium, from the click that begins to the notice that the old grants are destroyed. */
export async function measureRotation(plan: RotationPlan): Promise<Measured> {
  const browser = await launchBrowser()
  const rows = []
  const facts: Measured['facts'] = { chromium: browser.version() }
  try {
    for (const kind of ['sealed', 'adopted'] as const) {
      const filled = await startFilled(plan[kind], kind)
      try {
        const seconds = await rotateInBrowser(browser, filled)
        rows.push(row(`${plan[kind].toLocaleString('en-GB')} ${kind}`, 's', [seconds]))
        facts[`submissions moved per second, ${kind}`] = Math.round(plan[kind] / seconds)
        facts[`server memory at its most, ${kind}, MiB`] = memoryOf(filled.server.pid).most
      } finally {
        await filled.server.end()
      }
    }
  } finally {
    await browser.close()
  }
  facts['goals'] = '10,000 sealed ≤ 15 s, 100,000 adopted ≤ 20 s'
  return {
    name: 'rotation',
    about: 'S8, both compartments on the keys page in Chromium, one run',
    rows,
    ratios: [],
    facts,
  }
}

/** Seconds from click to the end. Throws when wraps of an older epoch are left. */
export async function rotateInBrowser(browser: Browser, { server, organisation }: Filled): Promise<number> {
  const { handle, passphrase } = organisation.founder
  const founder = await Colleague.arrive(browser, server.origin)
  await founder.signIn(handle, passphrase, '/desk/keys')
  await founder.page.getByRole('button', { name: words.keys.rotate, exact: true }).click()
  const begin = founder.page.getByRole('button', { name: words.keys.begin, exact: true })
  await begin.waitFor()
  const started = performance.now()
  await begin.click()
  await founder.page.getByText(words.keys.finished, { exact: true }).waitFor({ timeout: 900_000 })
  const seconds = (performance.now() - started) / 1000
  await founder.seat.leave()
  const { epochs } = await (await organisation.signIn()).readState()
  if (epochs.some(epoch => epoch.open && (epoch.epoch < 2 || epoch.wraps > 0)))
    throw new Error('the rotation left something')
  return seconds
}
