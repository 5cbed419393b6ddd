import type { Browser } from 'playwright-core'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en as words } from '#app/i18n/keys/en.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { post } from '#tests/support/member.ts'
import { Recoverer } from '#tests/support/recoverer.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { button, copyShares, Founder, heading, takePassphrase, type Papers } from '#tests/support/set-up.ts'
import { databaseOf } from '#tests/support/thief.ts'
import { readTraces } from '#tests/support/traces.ts'
import { Witness } from '#tests/support/witness.ts'

const quiet = () => Promise.resolve()

describe('a set-up', () => {
  let server: TestServer
  let browser: Browser
  let papers: Papers
  let empty = 0

  beforeAll(async () => {
    server = await startServer()
    empty = countRows()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
  })

  /** Rows of all tables: what a server that was never set up holds, and what a set-up adds. */
  const countRows = (): number => {
    const database = new Database(databaseOf(server.data), { readonly: true })
    const tables = database.prepare(`select name from sqlite_master where type = 'table'`).pluck().all() as string[]
    const rows = tables.map(table => database.prepare(`select count(*) from "${table}"`).pluck().get() as number)
    database.close()
    return rows.reduce((sum, count) => sum + count, 0)
  }

  it('before it nobody can send, and a witness reads so', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'uk')
    witness.seat.expectComplaint(/409/)
    await witness.seat.open('/')
    await witness.page.getByText(witness.words.reason['not-set-up']).waitFor()
    expect(await witness.button(witness.words.welcome.start).isDisabled()).toBe(true)
    await witness.seat.leave()
  })

  it('does not begin with another code', async () => {
    const founder = await Founder.arrive(browser, server.origin)
    founder.seat.expectComplaint(/403/)
    await founder.enterCode('AAAA-BBBB-CCCC-DDDD-EEEE-FFFF')
    await founder.page.getByRole('alert').getByText(words.setUp.codeWrong).waitFor()
    await founder.seat.leave()
  })

  it('that is interrupted leaves nothing half made, and the code still works', async () => {
    const founder = await Founder.arrive(browser, server.origin)
    await founder.enterCode(server.setUpCode)
    await founder.decide('Half made', 'Olena', 'olena')
    await takePassphrase(founder.page)
    await copyShares(founder.page, quiet)
    await founder.seat.context.close()
    expect(countRows()).toBe(empty)
  })

  it('takes a passphrase of one’s own after a warning only, and none that was typed back wrong', async () => {
    const founder = await Founder.arrive(browser, server.origin)
    const { page } = founder
    await founder.enterCode(server.setUpCode)
    await founder.decide('Half made', 'Olena', 'olena')
    await button(page, words.passphrase.written).click()
    await page.getByRole('textbox', { name: words.passphrase.typeBack }).fill('six other words than were drawn')
    await button(page, words.passphrase.typeBack).click()
    await page.getByText(words.passphrase.different).waitFor()
    await button(page, words.passphrase.showAgain).click()
    expect(await page.getByText(words.passphrase.ownWarning).count()).toBe(0)
    await button(page, words.passphrase.ownOffer).click()
    await page.getByText(words.passphrase.ownWarning).waitFor()
    await page.getByRole('textbox', { name: words.passphrase.ownLabel }).fill('short')
    expect(await button(page, words.passphrase.written).isDisabled()).toBe(true)
    await founder.seat.context.close()
    expect(countRows()).toBe(empty)
  })

  it('names a share that was typed wrong, and opens the intake only when the shares recover the key', async () => {
    const founder = await Founder.arrive(browser, server.origin)
    const { page } = founder
    await founder.enterCode(server.setUpCode)
    await founder.decide('Archive of Testimonies', 'Olena', 'olena')
    const passphrase = await takePassphrase(page)
    const shares = await copyShares(page, quiet)
    const [first, second] = [1, 2].map(i => page.getByRole('textbox', { name: words.setUp.rehearseLabel(i) }))
    await first!.fill(shares[0]!)
    await second!.fill(shares[0]!)
    await page.getByText(words.recover.shareTwice).waitFor()
    expect(await button(page, words.setUp.prove).isDisabled()).toBe(true)
    await second!.fill(shares[1]!.replace(/.$/, last => (last === '7' ? '8' : '7')))
    expect(await button(page, words.setUp.prove).isDisabled()).toBe(true)
    expect(countRows()).toBe(empty)
    await second!.fill(shares[1]!)
    await button(page, words.setUp.prove).click()
    await page.getByText(words.setUp.doneTitle).waitFor({ timeout: 60_000 })
    const pinnedLink = await page.getByText(/^https?:\/\/\S+\/#\d{40}$/).innerText()
    await page.getByRole('img', { name: words.common.qr }).waitFor()
    const groups = pinnedLink.slice(-40).match(/\d{5}/g)!
    expect(await page.locator('dd').filter({ hasText: groups[7]! }).innerText()).toMatch(
      new RegExp(groups.join('\\s*')),
    )
    papers = { handle: 'olena', passphrase, shares, fingerprint: pinnedLink.slice(-40), pinnedLink }
    expect(countRows()).toBeGreaterThan(empty + 10)
    await founder.seat.leave()
  })

  it('works once: a second use of the code is refused', async () => {
    const answer = await post(server.origin, '/api/set-up/check', { code: server.setUpCode })
    expect([answer.status, await answer.json()]).toEqual([410, { error: 'used' }])
    const founder = await Founder.arrive(browser, server.origin)
    await founder.seat.open('/set-up')
    await heading(founder.page, words.setUp.alreadyTitle).waitFor()
    await founder.seat.leave()
    await server.restart()
    expect(server.output.match(/Set-up code:/g)).toHaveLength(1)
  })

  it('lets in nobody with another passphrase, and the founder with a cookie that no script can read', async () => {
    const olena = await Colleague.arrive(browser, server.origin)
    olena.seat.expectComplaint(/401/)
    await olena.knock(papers.handle, `${papers.passphrase} x`)
    await olena.alerts.filter({ hasText: words.problems['sign-in'] }).waitFor()
    await olena.signIn(papers.handle, papers.passphrase)
    await olena.waitForQueue()
    const cookies = await olena.seat.context.cookies()
    expect(cookies).toHaveLength(1)
    expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
    const { cookies: _, url: __, title: ___, entries: ____, ...stored } = await readTraces(olena.page)
    expect(stored).toEqual({ localStorage: 0, sessionStorage: 0, databases: [], caches: [], workers: 0 })
    await olena.seat.leave()
  })

  it('is followed by a desk that locks when nobody is there, on demand, and with the page', async () => {
    const olena = await Colleague.arrive(browser, server.origin)
    const { page } = olena
    olena.seat.expectComplaint(/401/)
    await page.clock.install()
    await olena.signIn(papers.handle, papers.passphrase)
    await page.clock.fastForward('09:30')
    await page.getByRole('dialog').getByText(words.gate.idleTitle).waitFor()
    await page.clock.fastForward('01:00')
    await heading(page, words.gate.title).waitFor()
    await olena.signIn(papers.handle, papers.passphrase)
    await olena.lock()
    await olena.signIn(papers.handle, papers.passphrase)
    await page.reload()
    await heading(page, words.gate.title).waitFor()
    expect(await olena.rows().count()).toBe(0)
    await olena.seat.leave()
  })

  it('can be recovered from with the right shares only: a wrong one is named', async () => {
    const yurii = await Recoverer.arrive(browser, server.origin)
    await yurii.typeShares([papers.shares[0]!, papers.shares[0]!])
    await yurii.page.getByText(words.recover.shareTwice).waitFor()
    expect(await button(yurii.page, words.recover.rebuild).isDisabled()).toBe(true)
    await yurii.typeShares([papers.shares[0]!, papers.shares[1]!.toLowerCase().replaceAll(' ', '-')])
    expect(await button(yurii.page, words.recover.rebuild).isEnabled()).toBe(true)
    await yurii.seat.leave()
  })
})
