import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lengths } from '#app/testimony/form.ts'
import { askPage, launchBrowser } from '#tests/support/browser.ts'
import { HostileServer } from '#tests/support/hostile-server.ts'
import { setUpOrganisation, type Organisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { readTraces } from '#tests/support/traces.ts'
import { CASES } from '#tests/support/told-lengths.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

const STORY = 'Слово, якого більше ніде немає: перекотигориця.'
const TOLD = {
  ...KEEP,
  'safety.now': 'not_sure',
  'safety.urgent': ['device_search'],
  'account.narrative': STORY,
  'consent.contact': 'yes',
  'contact.may': 'yes',
  'contact.channel': 'phone',
  'contact.handle': '+380000000000',
}

describe('no trace on the device', () => {
  let server: TestServer
  let between: HostileServer
  let organisation: Organisation
  let browser: Browser

  beforeAll(async () => {
    between = await HostileServer.open(() => server.port)
    server = await startServer({ origin: between.origin })
    organisation = await setUpOrganisation(between.origin, server.setUpCode)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
    await between.close()
  })

  it.each(lengths)(
    'after each step of the length %s storage is empty, the history has one neutral entry',
    async length => {
      const witness = await Witness.arrive(browser, between.origin, 'uk')
      const steps: string[] = []
      let entries = 0
      witness.after = async step => {
        steps.push(step)
        const traces = await readTraces(witness.page)
        entries ||= traces.entries
        expect([step, traces]).toEqual([
          step,
          {
            cookies: [],
            localStorage: 0,
            sessionStorage: 0,
            databases: [],
            caches: [],
            workers: 0,
            entries,
            title: witness.words.title,
            url: `${between.origin}/`,
          },
        ])
      }
      await witness.begin(`#${organisation.fingerprint}`)
      await witness.tell({ ...TOLD, ...CASES[length].told }, length)
      await witness.typeBack(await witness.send())
      expect(steps).toContain('welcome')
      expect(steps).toContain('received')
      expect(steps).toContain('finished')
      expect(steps.length).toBeGreaterThan(10)
      // The blank page that every tab begins with, and ours.
      expect(entries).toBeLessThanOrEqual(2)
      await witness.seat.leave()
    },
  )

  /** Presses Leave by code and looks at the page before anything else can run. */
  const leaveAndLook = `(() => {
    document.querySelector('a.leave').click()
    return { text: document.body.innerText, fields: document.querySelectorAll('input, textarea').length, html: document.documentElement.outerHTML }
  })()`

  it.each(['question', 'check', 'received'] as const)(
    'Leave on the screen “%s” empties the page in the same tick, and back shows nothing',
    async screen => {
      const witness = await Witness.arrive(browser, between.origin, 'uk')
      const { page, words } = witness
      await witness.begin()
      let code = ''
      if (screen === 'question') {
        let asked = false
        witness.after = async step => {
          if (step !== 'account.narrative') return
          asked = true
          throw new Error('stop here')
        }
        await witness.tell(TOLD).catch(() => undefined)
        expect(asked).toBe(true)
      } else {
        await witness.tell(TOLD)
        if (screen === 'received') code = await witness.send()
      }
      const shown = await askPage<{ text: string; fields: number; html: string }>(page, leaveAndLook)
      expect(shown.fields).toBe(0)
      expect(shown.html).not.toContain('перекотигориця')
      expect(shown.html).not.toContain('+380000000000')
      expect(shown.text).toContain(words.neutral.heading)
      if (code) expect(shown.html).not.toContain(code.slice(0, 5))
      const entries = await askPage<number>(page, 'history.length')
      await witness.waitForNeutralPage()
      expect(await askPage<number>(page, 'history.length')).toBe(entries)
      await page.reload()
      await witness.waitForNeutralPage()
      for (const step of ['goForward', 'goBack', 'goForward'] as const) {
        await page[step]().catch(() => null)
        // The blank page that every tab begins with, and the neutral one: there is no third.
        expect([`${between.origin}/table`, 'about:blank']).toContain(page.url())
        const after = await page.content()
        expect(after).not.toContain('перекотигориця')
        expect(await page.getByRole('textbox').count()).toBe(0)
      }
      await witness.seat.leave()
    },
  )

  it('Shift three times leaves, in the middle of sending too', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'uk')
    await witness.begin()
    await witness.tell(TOLD)
    between.intercept = async exchange => {
      if (exchange.path === '/api/submissions') await new Promise(resolve => setTimeout(resolve, 3000))
      return exchange
    }
    await witness.button(witness.words.check.send).click()
    await witness.heading(witness.words.sending.heading).waitFor()
    for (let i = 0; i < 3; i++) await witness.page.keyboard.press('Shift')
    await witness.waitForNeutralPage()
    expect(await witness.page.content()).not.toContain('перекотигориця')
    between.clear()
    await witness.seat.leave()
  })

  it('who goes elsewhere without leaving and comes back finds the beginning, and nothing that was written', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'uk')
    const { page, words } = witness
    await witness.begin()
    await witness.tell(TOLD)
    await page.goto('about:blank')
    await page.goBack()
    await witness.heading(words.welcome.heading).waitFor()
    expect(page.url()).toBe(`${between.origin}/`)
    await witness.button(words.welcome.start).click()
    await witness.chooseLength('express')
    expect(await page.content()).not.toContain('перекотигориця')
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
    await witness.seat.leave()
  })

  it('Leave without a line shows the neutral page at its own address, and asks for no other', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'uk')
    await witness.begin()
    await witness.tell(TOLD)
    await witness.seat.context.setOffline(true)
    const before = witness.seat.requests.length
    await witness.leave()
    await witness.waitForNeutralPage()
    expect(witness.seat.requests.slice(before).filter(request => request.isNavigationRequest())).toEqual([])
    expect(await witness.page.content()).not.toContain('перекотигориця')
    await witness.seat.context.setOffline(false)
    await witness.waitForNeutralPage()
    await witness.seat.leave()
  })

  it('Leave works before the page does, and without scripts', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'uk', { javaScriptEnabled: false })
    await witness.seat.open('/')
    await witness.leave()
    await witness.waitForNeutralPage()
    await witness.seat.leave()
  })

  it('Leave leads where the operator says, in the place of the form', async () => {
    const elsewhere = await startServer({ env: { SVIDOK_LEAVE_TO: 'https://weather.example/today' } })
    await setUpOrganisation(elsewhere.origin, elsewhere.setUpCode)
    const witness = await Witness.arrive(browser, elsewhere.origin, 'uk')
    const { page } = witness
    await page.route('https://weather.example/**', route => route.fulfill({ body: 'Weather' }))
    await witness.begin()
    await witness.tell(TOLD)
    const entries = await askPage<number>(page, 'history.length')
    await witness.leave()
    await page.waitForURL('https://weather.example/today')
    expect(await askPage<number>(page, 'history.length')).toBe(entries)
    expect(witness.seat.requests.at(-1)!.headers()['referer']).toBeUndefined()
    await page.goBack().catch(() => null)
    expect(['about:blank', 'https://weather.example/today']).toContain(page.url())
    await witness.seat.leave()
    await elsewhere.end()
  })

  it('both Shift keys together, one of them held, or capital letters do not leave', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'uk')
    const { page, words } = witness
    await witness.begin()
    await witness.tell(TOLD)
    const { keyboard } = page
    for (const key of ['ShiftLeft', 'ShiftRight']) await keyboard.down(key)
    for (const key of ['ShiftLeft', 'ShiftRight']) await keyboard.up(key)
    for (let i = 0; i < 4; i++) await keyboard.press('Shift+A')
    await witness.heading(words.check.heading).waitFor()
    for (let i = 0; i < 3; i++) await keyboard.press(i % 2 ? 'ShiftLeft' : 'ShiftRight')
    await witness.waitForNeutralPage()
    await witness.seat.leave()
  })

  it('a page that is not looked at shows nothing to a list of windows, and keeps what is being written', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'uk')
    const { page } = witness
    await witness.begin()
    const hide = (hidden: boolean) => `
      Object.defineProperty(document, 'hidden', { configurable: true, value: ${hidden} })
      document.dispatchEvent(new Event('visibilitychange'))
      getComputedStyle(document.body).opacity`
    await page.getByRole('radio').first().focus()
    expect(await askPage(page, hide(true))).toBe('0')
    expect(await askPage(page, hide(false))).toBe('1')
    expect(await askPage(page, 'document.activeElement.getAttribute("role")')).toBe('radio')
    await witness.seat.leave()
  })

  it('Leave is on every screen, at least 48 px high, and the first thing the keyboard reaches', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'uk', { viewport: { width: 320, height: 640 } })
    witness.after = async step => {
      const leave = witness.page.getByRole('link', { name: witness.words.leave })
      await askPage(witness.page, 'scrollTo(0, document.documentElement.scrollHeight)')
      const box = await leave.boundingBox()
      expect([step, box !== null && box.height >= 48 && box.y >= 0 && box.y < 60 && box.x + box.width <= 320]).toEqual([
        step,
        true,
      ])
    }
    await witness.submit(TOLD)
    await witness.page.reload()
    await witness.page.keyboard.press('Tab')
    expect(await askPage<string>(witness.page, 'document.activeElement.textContent')).toBe(witness.words.leave)
    await witness.seat.leave()
  })

  it.each(lengths)(
    'no field is kept, completed, corrected or sent to a spelling service, in the length %s',
    async length => {
      const witness = await Witness.arrive(browser, between.origin, 'uk')
      let looked = 0
      witness.after = async () => {
        const fields = await askPage<Record<string, string | null>[]>(
          witness.page,
          `[...document.querySelectorAll('input, textarea, select')].map(field => ({
          name: field.getAttribute('name'), form: field.form && 'form', type: field.type === 'password' ? 'password' : 'other',
          autocomplete: field.getAttribute('autocomplete'), spellcheck: field.tagName === 'SELECT' ? 'false' : field.getAttribute('spellcheck'),
        }))`,
        )
        looked += fields.length
        for (const field of fields)
          expect(field).toEqual({ name: null, form: null, type: 'other', autocomplete: 'off', spellcheck: 'false' })
      }
      await witness.begin()
      await witness.tell({ ...TOLD, ...CASES[length].told }, length)
      await witness.typeBack(await witness.send())
      expect(looked).toBeGreaterThan(length === 'express' ? 10 : 30)
      await witness.seat.leave()
    },
  )
})
