import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import Database from 'better-sqlite3'
import { fill } from '#app/i18n/fill.ts'
import { ru } from '#app/i18n/witness/ru.ts'
import { askPage, launchBrowser } from '#tests/support/browser.ts'
import { HostileServer } from '#tests/support/hostile-server.ts'
import { overflows, tabTo } from '#tests/support/keyboard.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { databaseOf } from '#tests/support/thief.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

const STORY = 'Мене викликали у військкомат просто зі зміни.'
const TOLD = { ...KEEP, 'account.narrative': STORY }

describe('a witness', () => {
  let server: TestServer
  let between: HostileServer
  let browser: Browser
  const countRows = (): number => {
    const database = new Database(databaseOf(server.data), { readonly: true })
    const count = database.prepare('select count(*) from submissions').pluck().get()
    database.close()
    return Number(count)
  }

  beforeAll(async () => {
    between = await HostileServer.open(() => server.port)
    server = await startServer({ origin: between.origin })
    await setUpOrganisation(between.origin, server.setUpCode)
    browser = await launchBrowser()
  })
  beforeEach(() => between.clear())
  afterAll(async () => {
    await browser.close()
    await server.end()
    await between.close()
  })

  it('goes the whole way by keyboard alone, on a screen of 320 px', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'uk', {
      viewport: { width: 320, height: 568 },
      hasTouch: true,
    })
    const { page, words } = witness
    const press = async (name: string) => {
      expect(await overflows(page)).toBe(false)
      await tabTo(page, name)
      await page.keyboard.press('Enter')
    }
    await witness.seat.open('/')
    await witness.button(words.welcome.start).and(page.locator(':enabled')).waitFor()
    await press(words.welcome.start)
    for (let i = 0; i < 20; i++) {
      if (await witness.heading(words.check.heading).isVisible()) break
      const title = await page.getByRole('heading', { level: 1 }).innerText()
      if (title.startsWith('Зберігати мою розповідь')) {
        await tabTo(page, 'Так')
        await page.keyboard.press('Space')
      }
      if (await page.getByRole('textbox').isVisible()) {
        await tabTo(page, title)
        await page.keyboard.type(STORY)
      }
      await press(words.next)
      await page.getByRole('heading', { level: 1 }).filter({ hasNotText: title }).waitFor()
    }
    await press(words.check.send)
    await witness.waitForCode()
    expect(await overflows(page)).toBe(false)
    const groups = (await witness.readCode()).split(' ')
    await press(words.code.noted)
    await witness.heading(words.typeBack.heading).waitFor()
    for (const [i, group] of groups.entries()) {
      const label = fill(words.typeBack.group, { n: i + 1 })
      if (!(await page.getByRole('textbox', { name: label, exact: true }).isVisible())) continue
      await tabTo(page, label)
      await page.keyboard.type(group)
    }
    await press(words.typeBack.check)
    await witness.heading(words.finished.heading).waitFor()
    await witness.seat.leave()
  })

  it('who forgot what is needed is told where, and loses nothing', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'uk')
    const { page, words } = witness
    await witness.begin()
    await witness.tell({ 'safety.now': 'safe' })
    await witness.button(words.check.send).click()
    const summary = page.getByRole('alert').filter({ hasText: words.check.summary })
    await summary.getByText(words.check.keep).waitFor()
    await summary.getByText(words.check.content).waitFor()
    expect(await askPage<boolean>(page, `document.activeElement.getAttribute('role') === 'alert'`)).toBe(true)
    await page.getByText('Так, я в безпеці').waitFor()
    expect(between.requests('POST', '/api/submissions')).toEqual([])
    await witness.seat.leave()
  })

  it('changes the language in the middle, and what was written stays', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'uk')
    const { page } = witness
    await witness.begin()
    await witness.tell(TOLD)
    await page.getByRole('combobox').selectOption('ru')
    await page.getByRole('heading', { level: 1, name: ru.check.heading }).waitFor()
    await page.getByText(STORY).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ru')
    expect(page.url()).toBe(`${between.origin}/`)
    await witness.seat.leave()
  })

  it('whose line breaks reads “Not sent yet”, keeps every word, and sends again: one testimony', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'uk')
    const { words } = witness
    witness.seat.expectComplaint(/ERR_EMPTY_RESPONSE|ERR_CONNECTION|Failed to load resource/)
    const before = countRows()
    await witness.begin()
    await witness.tell(TOLD)
    between.intercept = exchange => (exchange.method === 'POST' ? null : exchange)
    await witness.button(words.check.send).click()
    await witness.heading(words.sending.failed).waitFor({ timeout: 60_000 })
    await witness.state(words.state.notSent).waitFor()
    await witness.page.getByText(words.sending.kept).waitFor()
    expect(countRows()).toBe(before)
    between.clear()
    await witness.button(words.sending.again).click()
    await witness.waitForCode()
    expect(countRows()).toBe(before + 1)
    await witness.seat.leave()
  })

  it('whose answer was lost sends again, and it is the same testimony', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'uk')
    const { words } = witness
    witness.seat.expectComplaint(/ERR_EMPTY_RESPONSE|ERR_CONNECTION|Failed to load resource/)
    const before = countRows()
    await witness.begin()
    await witness.tell(TOLD)
    between.rewrite = (answer, exchange) => (exchange.path === '/api/submissions' ? null : answer)
    await witness.button(words.check.send).click()
    await witness.heading(words.sending.failed).waitFor({ timeout: 60_000 })
    expect(countRows()).toBe(before + 1)
    between.clear()
    await witness.button(words.sending.again).click()
    await witness.waitForCode()
    expect(countRows()).toBe(before + 1)
    await witness.seat.leave()
  })

  it.each([
    ['an id that is not of what was sent', () => ({ id: 'AAAAAAAAAAAAAAAAAAAAAA' })],
    ['no id at all', () => ({})],
    ['a page in place of an answer', () => '<h1>Received</h1>'],
  ])('who is answered with %s does not read “Received”', async (_, body) => {
    const witness = await Witness.arrive(browser, between.origin, 'en')
    const { words } = witness
    await witness.begin()
    await witness.tell(TOLD)
    between.rewrite = (answer, exchange) =>
      exchange.path === '/api/submissions' ? { ...answer, body: Buffer.from(JSON.stringify(body())) } : answer
    await witness.button(words.check.send).click()
    await witness.heading(words.sending.failed).waitFor({ timeout: 60_000 })
    await witness.state(words.state.notSent).waitFor()
    expect(await witness.page.getByText(words.state.received, { exact: true }).count()).toBe(0)
    await witness.seat.leave()
  })

  it('does not read “Received” before the answer is there', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'en')
    const { words } = witness
    await witness.begin()
    await witness.tell(TOLD)
    let answer = () => {}
    const held = new Promise<void>(resolve => (answer = resolve))
    between.rewrite = async (given, exchange) => {
      if (exchange.path === '/api/submissions') await held
      return given
    }
    await witness.button(words.check.send).click()
    await witness.state(words.state.sending).waitFor()
    await new Promise(resolve => setTimeout(resolve, 1500))
    await witness.state(words.state.sending).waitFor()
    answer()
    await witness.waitForCode()
    await witness.state(words.state.received).waitFor()
    await witness.seat.leave()
  })

  it('who typed the code back wrong sees which group, and can look again', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'en')
    const { page, words } = witness
    await witness.begin()
    await witness.tell(TOLD)
    const code = await witness.send()
    await witness.button(words.code.noted).click()
    for (const field of await page.getByRole('textbox').all()) await field.fill('00000')
    await witness.button(words.typeBack.check).click()
    await page.getByRole('alert').filter({ hasText: words.typeBack.summary }).waitFor()
    await witness.button(words.typeBack.show).click()
    expect(await witness.readCode()).toBe(code)
    await witness.typeBack(code)
    await witness.seat.leave()
  })
})
