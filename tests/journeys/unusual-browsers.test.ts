import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import Database from 'better-sqlite3'
import { en } from '#app/i18n/witness/en.ts'
import { ru } from '#app/i18n/witness/ru.ts'
import { uk } from '#app/i18n/witness/uk.ts'
import { askPage, launchBrowser, readLaidOut } from '#tests/support/browser.ts'
import { MAKE_OLDER } from '#tests/support/older-browser.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { findFreePort } from '#tests/support/ports.ts'
import { startServer, TestServer } from '#tests/support/server.ts'
import { databaseOf } from '#tests/support/thief.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

const TOLD = { ...KEEP, 'safety.now': 'not_sure', 'account.narrative': 'Мене викликали у військкомат просто зі зміни.' }

describe('a witness without the usual browser', () => {
  let server: TestServer
  let browser: Browser
  const countRows = (): number => {
    const database = new Database(databaseOf(server.data), { readonly: true })
    const count = database.prepare('select count(*) from submissions').pluck().get()
    database.close()
    return Number(count)
  }
  /** The whole way; one testimony more is stored. */
  const goTheWholeWay = async (witness: Witness) => {
    const before = countRows()
    await witness.submit(TOLD)
    expect(countRows()).toBe(before + 1)
    await witness.leave()
    await witness.waitForNeutralPage()
    await witness.seat.leave()
  }

  beforeAll(async () => {
    server = await startServer()
    await setUpOrganisation(server.origin, server.setUpCode)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
  })

  it('without WebAssembly sends all the same, by the JavaScript that the library brings', async () => {
    const slow = await launchBrowser(['--js-flags=--jitless'])
    const witness = await Witness.arrive(slow, server.origin, 'uk')
    // What libsodium says on its way to its other build.
    witness.seat.expectComplaint(/WebAssembly is not defined/)
    await witness.seat.open('/')
    expect(await askPage(witness.page, 'typeof WebAssembly')).toBe('undefined')
    await goTheWholeWay(witness)
    await slow.close()
  })

  it('without a secure context, as on an onion address, sends all the same', async () => {
    const port = await findFreePort()
    const plain = new TestServer(port, server.data, { origin: `http://svidok.test:${port}` })
    await server.stop()
    await plain.start()
    const bare = await launchBrowser(['--host-resolver-rules=MAP svidok.test 127.0.0.1'])
    try {
      const witness = await Witness.arrive(bare, `http://svidok.test:${port}`, 'uk')
      // What means something in a secure context alone.
      witness.seat.expectComplaint(/Cross-Origin-Opener-Policy header has been ignored|origin-keyed agent cluster/)
      await witness.seat.open('/')
      const found = await askPage(witness.page, '[isSecureContext, typeof crypto.subtle, typeof caches]')
      expect(found).toEqual([false, 'undefined', 'undefined'])
      await goTheWholeWay(witness)
    } finally {
      await bare.close()
      await plain.stop()
      await server.start()
    }
  })

  it('in a browser of the years of Chromium 100 and Firefox 115 sends all the same', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'uk')
    await witness.seat.context.addInitScript(MAKE_OLDER)
    await witness.seat.open('/')
    expect(await askPage(witness.page, '[leftOver, typeof [].toSorted, typeof URL.canParse]')).toEqual([
      [],
      'undefined',
      'undefined',
    ])
    await goTheWholeWay(witness)
  })

  it('without JavaScript reads why in every language, and finds nothing to write in', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'ru', { javaScriptEnabled: false })
    const { page } = witness
    await witness.seat.open('/')
    const shown = (await readLaidOut(page)).join(' ')
    for (const words of [uk, ru, en]) expect(shown).toContain(words.noScript)
    const html = await page.content()
    expect(html).not.toMatch(/<form\b/)
    expect(html).not.toMatch(/\s(action|formaction)=/)
    expect(html).not.toMatch(/<(input|textarea)\b/)
    expect(html.replace(/<meta [^>]*>/g, '')).not.toMatch(/<(?!meta)[a-z]+ [^>]*\sname=/)
    expect(await page.getByRole('textbox').count()).toBe(0)
    for (const control of await page.locator('button, select').all()) expect(await control.isDisabled()).toBe(true)
    await witness.leave()
    await witness.waitForNeutralPage()
    await witness.seat.leave()
  })

  it.each([
    ['knows no modules', 'text/plain'],
    ['cannot read the language of the scripts', 'text/javascript'],
  ])('in a browser so old that it %s reads what to do instead', async (_, type) => {
    const witness = await Witness.arrive(browser, server.origin, 'uk')
    const { page, words } = witness
    witness.seat.expectComplaint(/SyntaxError|MIME type|Failed to load module|Failed to fetch/)
    await page.route('**/assets/*.js', route => route.fulfill({ contentType: type, body: 'let newer = #' }))
    await witness.seat.open('/')
    await page.getByText(words.stays).waitFor()
    expect(await witness.button(words.welcome.start).isDisabled()).toBe(true)
    expect(await page.getByRole('textbox').count()).toBe(0)
    await witness.leave()
    await witness.waitForNeutralPage()
    await witness.seat.leave()
  })

  it('that runs reads nothing of old browsers', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'uk')
    await witness.seat.open('/')
    await witness.button(witness.words.welcome.start).and(witness.page.locator(':enabled')).waitFor()
    expect(await witness.page.getByText(witness.words.stays).count()).toBe(0)
    await witness.seat.leave()
  })
})
