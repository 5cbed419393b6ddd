import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askPage, launchBrowser } from '#tests/support/browser.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

const LONG = `${'Слово за словом. '.repeat(20)}${'щ'.repeat(90)}`
const TOLD = {
  ...KEEP,
  'safety.now': 'not_sure',
  'safety.urgent': ['device_search', 'self_harm'],
  'account.narrative': LONG,
  'start.capacity': 'served_in_unit',
  'consent.contact': 'yes',
  'contact.may': 'yes',
  'contact.channel': 'phone',
  'contact.handle': '+380000000000',
}

/** What stands outside of the width, or is cut by a box that is too small for it. */
const FIND_CUT = `(() => {
  const seen = one => one.tagName !== 'INPUT' && !one.closest('.hidden-but-read') && one.getClientRects().length > 0
  const cut = [...document.querySelectorAll('body *')].filter(seen).filter(one => {
    const box = one.getBoundingClientRect()
    const style = getComputedStyle(one)
    const clips = ['hidden', 'clip', 'auto', 'scroll'].includes(style.overflowX)
    return box.left < -1 || box.right > document.documentElement.clientWidth + 1 || (clips && one.scrollWidth > one.clientWidth + 1)
  })
  const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth
  return [...(wide ? ['the page can be scrolled sideways'] : []), ...cut.map(one => one.tagName + ' ' + one.textContent.slice(0, 40))]
})()`

/** Every animation or transition that takes time, by the element. */
const FIND_MOTION = `[...document.querySelectorAll('body *')].filter(one => {
  const style = getComputedStyle(one)
  const times = [style.transitionDuration, style.animationDuration].flatMap(text => text.split(', ').map(parseFloat))
  return times.some(time => time > 0.001)
}).map(one => one.className.baseVal ?? one.className).concat(document.getAnimations().filter(one => one.effect.getTiming().duration > 1).map(() => 'runs'))`

describe('a witness at an unusual display', () => {
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

  it.each([
    ['of 320 px', { viewport: { width: 320, height: 568 } }, '100%'],
    ['of 1280 px at 200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }, '100%'],
    ['of 1280 px at 400 %', { viewport: { width: 320, height: 200 }, deviceScaleFactor: 4 }, '100%'],
    ['of a phone of 360 px with letters twice as large', { viewport: { width: 360, height: 740 } }, '200%'],
  ])('%s sees every screen whole, without scrolling sideways', async (_, options, letters) => {
    const witness = await Witness.arrive(browser, server.origin, 'uk', options)
    const found: string[] = []
    const look = async (step: string) => {
      await askPage(witness.page, `void (document.documentElement.style.fontSize = '${letters}')`)
      for (const cut of await askPage<string[]>(witness.page, FIND_CUT)) found.push(`${step}: ${cut}`)
    }
    witness.after = look
    await witness.submit(TOLD)
    await witness.leave()
    await witness.waitForNeutralPage()
    await look('neutral page')
    expect(found).toEqual([])
    await witness.seat.leave()
  })

  it('with colours of the device sees what is chosen, what has the focus, and Leave as a button', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'uk', { forcedColors: 'active' })
    const { page } = witness
    let looked = 0
    witness.after = async step => {
      const options = await askPage<{ chosen: boolean; mark: string; border: number }[]>(
        page,
        `[...document.querySelectorAll('.choice')].map(one => ({
          chosen: one.ariaChecked === 'true',
          mark: getComputedStyle(one.querySelector('svg')).visibility,
          border: parseFloat(getComputedStyle(one).borderTopWidth),
        }))`,
      )
      for (const { chosen, mark, border } of options) {
        looked++
        expect([step, mark, border >= 3]).toEqual([step, chosen ? 'visible' : 'hidden', chosen])
      }
      const controls = await askPage<string[]>(
        page,
        `[...document.querySelectorAll('.leave, .button, .text-input, select')].filter(one => {
          const style = getComputedStyle(one)
          const behind = getComputedStyle(document.documentElement).backgroundColor
          return !(parseFloat(style.borderTopWidth) >= 1 && style.borderTopColor !== behind && style.borderTopStyle === 'solid')
        }).map(one => one.textContent)`,
      )
      expect([step, controls]).toEqual([step, []])
      await page.keyboard.press('Tab')
      const focus = await askPage<boolean>(
        page,
        `(() => {
          const style = getComputedStyle(document.activeElement)
          return style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== getComputedStyle(document.documentElement).backgroundColor
        })()`,
      )
      expect([step, focus]).toEqual([step, true])
    }
    await witness.submit(TOLD)
    expect(looked).toBeGreaterThan(20)
    await witness.seat.leave()
  })

  it('who asked for less motion sees none on any screen', async () => {
    const usual = await Witness.arrive(browser, server.origin, 'uk')
    await usual.seat.open('/')
    expect((await askPage<string[]>(usual.page, FIND_MOTION)).length).toBeGreaterThan(0)
    await usual.seat.leave()
    const witness = await Witness.arrive(browser, server.origin, 'uk', { reducedMotion: 'reduce' })
    witness.after = async step => expect([step, await askPage<string[]>(witness.page, FIND_MOTION)]).toEqual([step, []])
    await witness.submit(TOLD)
    await witness.seat.leave()
  })
})
