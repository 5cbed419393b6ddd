import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en as text } from '#app/i18n/desk/en.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { CutLine } from '#tests/support/cut-line.ts'
import { Colleague } from '#tests/support/desk.ts'
import { openCase, sealFile, sendFiles } from '#tests/support/evidence.ts'
import { FilesAtDesk } from '#tests/support/files-at-desk.ts'
import { FOUNDER, setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

const ACCOUNT = 'Розповідь із файлами'

describe('a long file from the real server', () => {
  let server: TestServer
  let line: CutLine
  let browser: Browser

  beforeAll(async () => {
    line = await CutLine.open(() => server.port)
    server = await startServer({ origin: line.origin })
    await setUpOrganisation(line.origin, server.setUpCode)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server.end()
    await line.close()
  })

  it('is taken up where the line broke, and verified whole', async () => {
    const content = new TextEncoder().encode('Довгий перелік імен\n'.repeat(1_000_000))
    const target = await readTarget(line.origin)
    const sent = await openCase(line.origin, target, ACCOUNT)
    const file = sealFile(content)
    await sendFiles(line.origin, target, sent, [file])
    const olena = await Colleague.arrive(browser, line.origin)
    olena.seat.expectComplaint(/Failed to load resource/)
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.waitForQueue()
    await olena.openTestimony(ACCOUNT)
    const asked: (string | undefined)[] = []
    olena.seat.context.on('request', request => {
      if (request.url().endsWith(file.entry.upload)) asked.push(request.headers()['range'])
    })
    olena.seat.context.on('response', response => {
      if (response.url().endsWith(file.entry.upload) && line.cuts === 0) line.cut()
    })
    const frame = await new FilesAtDesk(olena).open(0)
    expect(line.cuts).toBe(1)
    expect(asked[0]).toBeUndefined()
    expect(asked[1]).toMatch(/^bytes=\d+-$/)
    expect(await frame.locator('pre').textContent()).toMatch(/^Довгий перелік імен\n/)
    await new FilesAtDesk(olena).at(0).getByText(text.files.view.cut).waitFor()
    await olena.seat.leave()
  })
})
