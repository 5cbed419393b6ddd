import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Frame, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { en as text } from '#app/i18n/desk/en.ts'
import { en as words } from '#app/i18n/keys/en.ts'
import { launchFirefox } from '#tests/support/firefox.ts'
import { openCase } from '#tests/support/evidence.ts'
import { HostileServer } from '#tests/support/hostile-server.ts'
import { FOUNDER, setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { sealFixtures, showFiles } from '#tests/support/shown-files.ts'

const profile = mkdtempSync(join(tmpdir(), 'svidok-profile-'))
let server: TestServer
let between: HostileServer
let firefox: Browser

beforeAll(async () => {
  between = await HostileServer.open(() => server.port)
  server = await startServer({ origin: between.origin })
  await setUpOrganisation(between.origin, server.setUpCode)
  const target = await readTarget(between.origin)
  const sent = await openCase(between.origin, target, 'Розповідь для Firefox')
  const wanted = ['photo of a phone', 'list of names', 'paper with an author']
  between.rewrite = showFiles(sent, target, sealFixtures('http://127.0.0.1:9', wanted))
  firefox = await launchFirefox(profile)
})
afterAll(async () => {
  await firefox?.close()
  await server.end()
  await between.close()
  await rm(profile, { recursive: true, force: true })
})

/** Presses the button that begins so, within what `selector` finds, once it is there. */
async function press(page: Page, selector: string, name: string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const pressed = await page.evaluate(
      (within: string, says: string) => {
        const button = [...document.querySelectorAll<HTMLButtonElement>(`${within} button`)].find(
          one => one.innerText.trim().startsWith(says) && !one.disabled,
        )
        button?.click()
        return button !== undefined
      },
      selector,
      name,
    )
    if (pressed) return
    await sleep(50)
  }
  throw new Error(`no button ${name} in ${selector}`)
}

async function shownIn(page: Page): Promise<Frame> {
  for (let i = 0; i < 600; i++) {
    const frame = page.frames().find(one => one.url().includes('/viewer/'))
    const waits = await page.evaluate(says => document.body.innerText.includes(says), text.files.view.preparing)
    if (frame && !waits) return frame
    await sleep(50)
  }
  throw new Error('nothing is shown')
}

it('Firefox ESR shows a picture, a text and a PDF at the desk, covered at first', async () => {
  const page = await firefox.newPage()
  await page.goto(`${between.origin}/desk`)
  await page.waitForSelector('input[type=password]')
  await page.type('input:not([type=password])', FOUNDER.handle)
  await page.type('input[type=password]', FOUNDER.passphrase)
  await press(page, 'form', words.gate.enter)
  await page.waitForSelector('[role=option]', { timeout: 60_000 })
  await page.click('[role=option]')
  await page.waitForSelector('.rv-evidence-list > li')
  const seen: unknown[] = []
  for (const n of [1, 2, 3]) {
    const file = `.rv-evidence-list > li:nth-child(${n})`
    await press(page, file, text.files.act.open)
    const frame = await shownIn(page)
    for (let i = 0; i < 200 && !(await frame.$('img, pre, .spoken:not(:empty)')); i++) await sleep(50)
    seen.push(
      await frame.evaluate(() => ({
        origin,
        blurred: getComputedStyle(document.getElementById('surface')!).filter.includes('blur'),
        width: document.querySelector('img')?.naturalWidth ?? null,
        text: document.querySelector('pre, .spoken')?.textContent ?? null,
      })),
    )
    await press(page, file, text.files.act.close)
    await page.waitForFunction('document.querySelector("iframe") === null')
  }
  const each = { origin: 'null', blurred: true }
  expect(seen).toEqual([
    { ...each, width: 32, text: null },
    { ...each, width: null, text: 'Перший\nДругий\n' },
    { ...each, width: null, text: 'A paper of a fixture' },
  ])
})
