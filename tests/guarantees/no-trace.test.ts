import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askPage, launchBrowser } from '#tests/support/browser.ts'
import { HostileServer } from '#tests/support/hostile-server.ts'
import { setUpOrganisation, type Organisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { readTraces } from '#tests/support/traces.ts'
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

  it('after each step storage is empty, the history has one neutral entry', async () => {
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
    await witness.submit(TOLD, `#${organisation.fingerprint}`)
    expect(steps).toContain('welcome')
    expect(steps).toContain('received')
    expect(steps).toContain('finished')
    expect(steps.length).toBeGreaterThan(10)
    // The blank page that every tab begins with, and ours.
    expect(entries).toBeLessThanOrEqual(2)
    await witness.seat.leave()
  })

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
      await page.waitForURL('about:blank')
      await page.goBack().catch(() => null)
      const after = await page.content()
      expect(after).not.toContain('перекотигориця')
      if (page.url() !== 'about:blank') expect(await page.getByRole('textbox').count()).toBe(0)
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
    await witness.page.waitForURL('about:blank')
    expect(await witness.page.content()).not.toContain('перекотигориця')
    between.clear()
    await witness.seat.leave()
  })

  it('Leave is on every screen, at least 48 px high, and the first thing the keyboard reaches', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'uk', { viewport: { width: 320, height: 640 } })
    witness.after = async step => {
      const leave = witness.page.getByRole('link', { name: witness.words.leave })
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

  it('no field is kept, completed, corrected or sent to a spelling service', async () => {
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
    await witness.submit(TOLD)
    expect(looked).toBeGreaterThan(10)
    await witness.seat.leave()
  })
})
