import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeSubmission } from '#app/crypto/submission.ts'
import { en as text } from '#app/i18n/desk/en.ts'
import { uk as ukText } from '#app/i18n/desk/uk.ts'
import { en as words } from '#app/i18n/keys/en.ts'
import { uk } from '#app/i18n/keys/uk.ts'
import { openDatabase } from '#db/database.ts'
import { askPage, launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { FOUNDER, setUpOrganisation } from '#tests/support/organisation.ts'
import { addMember } from '#tests/support/people-by-code.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { button, heading } from '#tests/support/set-up.ts'
import { CONTACT, TARAS } from '#tests/support/team.ts'

const ACCOUNT = 'Розповідь про школу'
const OLENA = { ...FOUNDER, name: 'Олена' }

describe('at the desk', () => {
  let server: TestServer
  let browser: Browser

  beforeAll(async () => {
    server = await startServer()
    const organisation = await setUpOrganisation(server.origin, server.setUpCode, { name: 'Архів', person: OLENA })
    await addMember(server.origin, await organisation.signIn(), { ...TARAS, name: 'Тарас' })
    const target = await readTarget(server.origin)
    const sample = sealSample(target, writeSample(ACCOUNT, { contact: CONTACT }))
    expect((await sendSubmission(server.origin, sample.body)).status).toBe(200)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
  })

  it('what one reviewer has read is still unread for the other', async () => {
    const [olena, taras] = [
      await Colleague.arrive(browser, server.origin),
      await Colleague.arrive(browser, server.origin),
    ]
    const isUnread = async (reader: Colleague) =>
      (await reader.row(ACCOUNT).getByText(text.queue.unreadMark, { exact: true }).count()) === 1
    await taras.signIn(TARAS.handle, TARAS.passphrase)
    await taras.waitForQueue()
    expect(await isUnread(taras)).toBe(true)
    await taras.openTestimony(ACCOUNT)
    await expect.poll(() => isUnread(taras)).toBe(false)
    await olena.signIn(OLENA.handle, OLENA.passphrase)
    await olena.waitForQueue()
    expect(await isUnread(olena)).toBe(true)
    await olena.openTestimony(ACCOUNT)
    await expect.poll(() => isUnread(olena)).toBe(false)
    await olena.seat.leave()
    await taras.seat.leave()
  })

  it('in Ukrainian nothing is said in English', async () => {
    const olena = await Colleague.arrive(browser, server.origin, { locale: 'uk-UA' })
    const { page } = olena
    await olena.seat.open('/desk')
    await heading(page, uk.gate.title).waitFor()
    const found: string[] = [...(await readForeign(page))]
    await page.getByRole('textbox', { name: uk.gate.handle }).fill(OLENA.handle)
    await page.getByLabel(uk.gate.passphrase, { exact: true }).fill(OLENA.passphrase)
    await button(page, uk.gate.enter).click()
    await page.getByRole('button', { name: ukText.queue.refresh }).waitFor({ timeout: 60_000 })
    found.push(...(await readForeign(page)))
    await page.getByRole('option').filter({ hasText: ACCOUNT }).click()
    await page.getByRole('complementary', { name: ukText.panel.title }).waitFor()
    found.push(...(await readForeign(page)))
    await page.keyboard.press('?')
    await heading(page, ukText.keys.title).first().waitFor()
    found.push(...(await readForeign(page)))
    await page.keyboard.press('Escape')
    const sections = page.getByRole('navigation', { name: uk.common.sections })
    await sections.getByRole('link', { name: uk.common.people, exact: true }).click()
    await button(page, uk.people.invite).click()
    await page.getByRole('form', { name: uk.people.invite }).waitFor()
    found.push(...(await readForeign(page)))
    await sections.getByRole('link', { name: uk.common.keys, exact: true }).click()
    await button(page, uk.keys.rotate).click()
    await button(page, uk.keys.begin).waitFor()
    found.push(...(await readForeign(page)))
    expect(found).toEqual([])
    await olena.seat.leave()
  })

  it('an invitation that was withdrawn, or is older than 14 days, is refused with what that means', async () => {
    const olena = await Colleague.arrive(browser, server.origin)
    await olena.signIn(OLENA.handle, OLENA.passphrase)
    const [withdrawn, old] = [await olena.invite('Iryna'), await olena.invite('Marko')]
    await button(olena.page, `${words.people.withdraw}: Iryna`).click()
    await button(olena.page, `${words.people.withdraw}: Iryna`).waitFor({ state: 'detached' })
    await olena.seat.leave()
    await server.stop()
    const database = openDatabase(join(server.data, 'svidok.db'))
    await database.db.updateTable('invitations').set({ day: '2026-01-01' }).execute()
    await database.close()
    await server.start()
    for (const link of [withdrawn, old]) {
      const guest = await Colleague.arrive(browser, server.origin)
      guest.seat.expectComplaint(/40[49]|410/)
      await guest.page.goto(link)
      await guest.alerts.filter({ hasText: words.join.goneLink }).waitFor()
      expect(await guest.page.getByRole('textbox').count()).toBe(0)
      await guest.seat.leave()
    }
  })

  it('a rotation says how many wraps do not open, and keeps them', async () => {
    const { sealed, way } = sealSample(await readTarget(server.origin), writeSample('Зіпсована'))
    const wrap = Uint8Array.from(sealed.sealed.wraps.account)
    wrap[wrap.length - 1]! ^= 1
    const spoilt = {
      ...sealed.sealed,
      wraps: { ...sealed.sealed.wraps, account: wrap as typeof sealed.sealed.wraps.account },
    }
    expect((await sendSubmission(server.origin, encodeSubmission(spoilt, way))).status).toBe(200)
    const olena = await Colleague.arrive(browser, server.origin)
    await olena.signIn(OLENA.handle, OLENA.passphrase)
    await olena.beginRotation()
    await olena.waitForRotation()
    await olena.page.getByText(words.keys.quarantined(1), { exact: true }).waitFor()
    await olena.seat.picture('keys quarantined')
    await olena.goTo(words.common.queue)
    await olena.waitForQueue()
    await olena.openTestimony(ACCOUNT)
    await olena.showAll()
    expect(await olena.row(text.queue.failed).count()).toBe(1)
    await olena.seat.leave()
  })
})

/** What is not said in Cyrillic, attributes that are read aloud included; addresses, names for signing in and numbers of testimonies are in Latin everywhere. */
async function readForeign(page: Page): Promise<string[]> {
  const said = await askPage<string[]>(
    page,
    `[[...document.querySelectorAll('article h2')].reduce((text, id) => text.replace(id.innerText, ''), document.body.innerText), ...[...document.querySelectorAll('[aria-label], [title], [placeholder], [aria-description]')]
      .flatMap(one => ['aria-label', 'title', 'placeholder', 'aria-description'].map(name => one.getAttribute(name) ?? ''))]`,
  )
  const known = /^(Svidok|English|JavaScript|QR|UTC|Enter|Escape|Esc|Tab|Shift|Ctrl|Alt|Signal|olena|taras|signal)$/
  const all = said.flatMap(one => one.replace(/https?:\/\/\S+/g, '').match(/[A-Za-z]{3,}/g) ?? [])
  return [...new Set(all)].filter(word => !known.test(word))
}
