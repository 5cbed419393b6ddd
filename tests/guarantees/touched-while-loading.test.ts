import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en as words } from '#app/i18n/keys/en.ts'
import { askPage, launchBrowser, Seat } from '#tests/support/browser.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { Witness } from '#tests/support/witness.ts'

/** Touches the page each time that React has put off work: right after it was told to wake, too. */
const touchAtOnce = (type: string) => `{
  const post = MessagePort.prototype.postMessage
  window.touches = 0
  MessagePort.prototype.postMessage = function (...message) {
    post.apply(this, message)
    if (window.touches >= 50) return
    window.touches++
    queueMicrotask(() => document.querySelector('h1').dispatchEvent(new Event('${type}', { bubbles: true })))
  }
}`

/** An event of this kind makes React finish at once what it has begun: it must be able to. */
describe('a page that is touched before it is awake', () => {
  let server: TestServer
  let browser: Browser

  beforeAll(async () => {
    server = await startServer()
    await setUpOrganisation(server.origin, server.setUpCode)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
  })

  it.each(['keydown', 'mousedown', 'touchstart', 'focusin'])('wakes for the witness (%s)', async type => {
    const witness = await Witness.arrive(browser, server.origin, 'uk')
    await witness.page.addInitScript(touchAtOnce(type))
    await witness.begin()
    await witness.button(witness.words.next).waitFor()
    expect(await askPage<number>(witness.page, 'window.touches')).toBeGreaterThan(0)
    await witness.seat.leave()
  })

  it.each([
    ['/desk', words.gate.handle],
    ['/join', words.join.noLink],
    ['/recover', words.recover.fingerprint],
    ['/set-up', words.setUp.alreadyTitle],
  ])('wakes for a member (%s)', async (path, shown) => {
    const seat = await Seat.take(browser, server.origin)
    await seat.page.addInitScript(touchAtOnce('keydown'))
    await seat.open(path)
    await expect.poll(() => askPage<number>(seat.page, 'window.touches')).toBeGreaterThan(0)
    await seat.page.getByText(shown).first().waitFor()
    await seat.leave()
  })

  it('wakes on a slow telephone, whenever the key comes', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'uk')
    const { page, seat, words } = witness
    const session = await seat.context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 6 })
    for (let wait = 0; wait < 400; wait += 40) {
      await page.goto(server.origin, { waitUntil: 'commit' })
      await page.waitForTimeout(wait)
      for (let i = 0; i < 10; i++) await page.keyboard.press('Tab')
      await witness.button(words.welcome.start).click()
      await witness.button(words.next).waitFor()
      expect(seat.complaints).toEqual([])
    }
    await seat.leave()
  })
})
