import type { Browser, Frame, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en as text } from '#app/i18n/desk/en.ts'
import { findBarriers } from '#tests/support/axe.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { openCase } from '#tests/support/evidence.ts'
import { HostileServer } from '#tests/support/hostile-server.ts'
import { FOUNDER, setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { sealFixtures, showFiles } from '#tests/support/shown-files.ts'

const ACCOUNT = 'Розповідь із файлами'
const SHOWN = [
  'photo of a phone',
  'webm video',
  'tone as wav',
  'paper with an author',
  'list of names',
  'docx with tracked changes',
]

describe('files at the desk', () => {
  let server: TestServer
  let between: HostileServer
  let browser: Browser
  let olena: Colleague

  beforeAll(async () => {
    between = await HostileServer.open(() => server.port)
    server = await startServer({ origin: between.origin })
    await setUpOrganisation(between.origin, server.setUpCode)
    const target = await readTarget(between.origin)
    const sent = await openCase(between.origin, target, ACCOUNT)
    between.rewrite = showFiles(sent, target, sealFixtures('http://127.0.0.1:9', SHOWN))
    browser = await launchBrowser()
    olena = await Colleague.arrive(browser, between.origin)
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.waitForQueue()
    await olena.openTestimony(ACCOUNT)
  })
  afterAll(async () => {
    await browser?.close()
    await server.end()
    await between.close()
  })

  const fileAt = (n: number): Locator =>
    olena.reading.getByRole('region', { name: text.files.title }).getByRole('listitem').nth(n)
  const act = (file: Locator, name: string) => file.getByRole('button', { name: new RegExp(`^${name}`) })
  const frameOf = async (file: Locator): Promise<Frame> => {
    const handle = await file.locator('iframe').elementHandle()
    return (await handle!.contentFrame())!
  }
  const open = async (n: number): Promise<{ file: Locator; frame: Frame }> => {
    const file = fileAt(n)
    await act(file, text.files.act.open).click()
    await file.getByText(text.files.state.verified, { exact: true }).waitFor()
    await file.getByText(text.files.view.preparing).waitFor({ state: 'detached' })
    return { file, frame: await frameOf(file) }
  }
  const look = async (name: string) => {
    await olena.seat.picture(name)
  }

  it('are listed and each is shown', async () => {
    await look('list')
    for (const [i, what] of SHOWN.slice(0, 5).entries()) {
      const { file, frame } = await open(i)
      await file.scrollIntoViewIfNeeded()
      await look(`covered ${what}`)
      const sharp = act(file, text.files.view.sharp)
      if (await sharp.count()) await sharp.click()
      const colours = act(file, text.files.view.colours)
      if (await colours.count()) await colours.click()
      await look(`sharp ${what}`)
      expect(await frame.evaluate(() => document.body.innerHTML.length)).toBeGreaterThan(0)
    }
    expect(await findBarriers(olena.page)).toEqual([])
    olena.seat.checkCalm()
  })
})
