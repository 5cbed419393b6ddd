import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { launchBrowser } from '#tests/support/browser.ts'
import { bundlePage } from './bundle.ts'
import { ratio, row, type Measured } from './measure.ts'
import type { OpenFigures, OpenPlan } from './open-page.ts'

/** S3: how fast a reviewer's browser opens accounts of 4 KB, beside two libraries that do the like. */
export async function measureOpen({ entries, rounds }: OpenPlan): Promise<Measured> {
  const script = await bundlePage(new URL('./open-page.ts', import.meta.url))
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(isScript ? script : '<!doctype html><title>open</title><script type="module" src="/page.js"></script>')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(600_000)
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await page.waitForFunction(() => 'measureOpening' in globalThis)
    const figures = await page.evaluate(
      plan => (globalThis as unknown as { measureOpening(plan: OpenPlan): Promise<OpenFigures> }).measureOpening(plan),
      { entries, rounds },
    )
    const rows = Object.entries(figures).map(([contender, rounds]) => row(contender, 'entries/s', rounds))
    return {
      name: 'open',
      about: `S3, ${entries} accounts of 4 KB opened to their values in Chromium, on the main thread, libsodium alone`,
      rows,
      ratios: [
        ratio(rows, 'sealed', 'FormSG SDK', '≥ 2.5'),
        ratio(rows, 'sealed', 'OpenPGP.js', '≥ 2'),
        ratio(rows, 'adopted', 'FormSG SDK', '≥ 25'),
        ratio(rows, 'adopted', 'sealed'),
      ],
      facts: { chromium: browser.version(), entries, rounds },
    }
  } finally {
    await browser.close()
    server.close()
  }
}
