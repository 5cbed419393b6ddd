import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en as text } from '#app/i18n/desk/en.ts'
import { en as words } from '#app/i18n/keys/en.ts'
import type { Language } from '#app/i18n/language.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { Founder, type Papers } from '#tests/support/set-up.ts'
import { Witness } from '#tests/support/witness.ts'

const ACCOUNTS: Record<Language, string> = {
  uk: 'Чоловіка забрали з прохідної шахти, не дали навіть подзвонити.',
  ru: 'Сына увели прямо с пары, повестку показали уже в автобусе.',
  en: 'They stood at the factory gate and took every man under fifty.',
}

/** The main job, step by step: each goes on from where the one before ended. */
describe('a testimony goes from a witness’s browser to a reviewer’s screen and survives a rotation', () => {
  let server: TestServer
  let browser: Browser
  let papers: Papers
  let codes: string[] = []

  beforeAll(async () => {
    server = await startServer()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.end()
  })

  it('the administrator sets up the organisation in the browser', async () => {
    const founder = await Founder.arrive(browser, server.origin)
    founder.after = step => founder.seat.picture(`set-up ${step}`)
    papers = await founder.setUp(server.setUpCode)
    expect(papers.passphrase.split(' ')).toHaveLength(6)
    expect(papers.shares).toHaveLength(3)
    await founder.seat.leave()
  })

  it.each(['uk', 'ru', 'en'] as const)('a witness submits in %s', async language => {
    const witness = await Witness.arrive(browser, server.origin, language)
    witness.after = step => witness.seat.picture(`witness ${language} ${step}`)
    const contact = language === 'uk' ? { 'consent.contact': 'yes', 'contact.may': 'yes', 'contact.channel': 'signal', 'contact.handle': '@mine', 'contact.name': 'Марія' } : {}
    codes.push(await witness.submit({ 'account.narrative': ACCOUNTS[language], 'safety.now': 'safe', ...contact }, `#${papers.fingerprint}`))
    await witness.seat.leave()
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('the reviewer opens, triages, reloads, and finds it there and verified', async () => {
    const olena = await Colleague.arrive(browser, server.origin)
    await olena.signIn(papers.handle, papers.passphrase)
    await olena.waitForQueue()
    expect(await olena.rows().count()).toBe(3)
    await olena.seat.picture('queue')
    for (const account of Object.values(ACCOUNTS)) {
      await olena.openTestimony(account.slice(0, 20))
      await olena.reading.getByText(account).first().waitFor()
    }
    await olena.openTestimony(ACCOUNTS.uk.slice(0, 20))
    await olena.setStatus('in_review')
    await olena.setPriority('P1')
    await olena.writeNote('Порівняти з розповіддю про автобус.')
    await olena.seat.picture('testimony')
    await olena.lock()

    await olena.signIn(papers.handle, papers.passphrase)
    await olena.waitForQueue()
    await olena.openTestimony(ACCOUNTS.uk.slice(0, 20))
    await olena.panel.getByRole('button', { name: text.status.in_review }).waitFor()
    await olena.reading.getByText('Порівняти з розповіддю про автобус.').waitFor()
    await olena.reading.getByText(/Chain of \d+ records, all verified/).waitFor()
    await olena.seat.leave()
  })
  void words
})
