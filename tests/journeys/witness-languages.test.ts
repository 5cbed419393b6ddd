import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draftLine } from '#app/i18n/witness/crh.ts'
import { uk } from '#app/i18n/witness/uk.ts'
import { readWords } from '#server/words.ts'
import { askPage, launchBrowser } from '#tests/support/browser.ts'
import { overflows } from '#tests/support/keyboard.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

const STORY = 'Oğlumnı işten alıp kettiler.'
const WAIT = 'Якщо небезпечно, зачекайте. Ми нікуди не дінемося.'
const { page: cyrillic } = readWords()['crh-Cyrl']

describe('a witness’s language', () => {
  let server: TestServer
  let browser: Browser
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'svidok-words-'))
    writeFileSync(join(folder, 'uk.json'), JSON.stringify({ page: { welcome: { wait: WAIT } } }))
    server = await startServer({ env: { SVIDOK_LANGUAGES: folder } })
    await setUpOrganisation(server.origin, server.setUpCode, { languages: ['uk', 'ru', 'en', 'crh'] })
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
    rmSync(folder, { recursive: true })
  })

  it('can be Crimean Tatar, in either script, with Ukrainian where it has no words, and the testimony arrives', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'crh-Latn')
    const { page, words } = witness
    const html = page.locator('html')
    const inUkrainian = (text: string) => page.locator('[lang=uk]').getByText(text, { exact: true })
    await witness.begin()
    await witness.chooseLength('express')
    await page.getByText(draftLine).waitFor()
    expect(await html.getAttribute('lang')).toBe('crh-Latn')
    await inUkrainian('Ви зараз у безпеці?').first().waitFor()
    await page.getByRole('combobox').selectOption('crh-Cyrl')
    await witness.button(cyrillic.next).waitFor()
    expect(await html.getAttribute('lang')).toBe('crh-Cyrl')
    expect(await html.getAttribute('dir')).toBe('ltr')
    await page.getByRole('combobox').selectOption('crh-Latn')
    await witness.button(words.next).waitFor()
    await witness.tell({ ...KEEP, 'account.narrative': STORY })
    await page.getByText(STORY).waitFor()
    expect(await page.locator('[lang=uk]').getByText(words.check.heading).count()).toBe(0)
    await witness.send()
    await inUkrainian(uk.code.what).waitFor()
    await witness.seat.leave()
  })

  it('reads on the first page, text by text, in the language that each is in', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'crh-Latn')
    const { page, words } = witness
    await witness.seat.open('/')
    await witness.heading(words.welcome.heading).waitFor()
    expect(await page.title()).toBe(words.title)
    expect(await page.locator('[lang=uk]').getByText(WAIT).count()).toBe(1)
    expect(await page.locator('[lang=uk]').getByText(uk.welcome.cannot[0]!).count()).toBe(1)
    expect(await page.locator('[lang=uk]').getByText(words.welcome.doesHeading).count()).toBe(0)
    await witness.seat.picture('witness crh welcome')
    await witness.seat.leave()
  })

  it('says what the organisation put in place of our words, at once and when it is chosen later', async () => {
    const first = await Witness.arrive(browser, server.origin, 'uk')
    await first.seat.open('/')
    await first.page.getByText(WAIT).waitFor()
    expect(await first.page.getByText(uk.welcome.wait).count()).toBe(0)
    await first.seat.leave()
    const later = await Witness.arrive(browser, server.origin, 'en')
    await later.seat.open('/')
    await later.button(later.words.welcome.start).and(later.page.locator(':enabled')).waitFor()
    await later.page.getByRole('combobox').selectOption('uk')
    await later.page.getByText(WAIT).waitFor()
    await later.seat.leave()
  })

  it('that begins at the right would turn the page round, and nothing would stick out', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'uk', { viewport: { width: 320, height: 640 } })
    const { page } = witness
    const edges = () =>
      askPage<number[]>(
        page,
        `['.leave', '.language'].map(each => document.querySelector(each).getBoundingClientRect().left)`,
      )
    witness.after = async () => {
      await page.evaluate("document.documentElement.dir = 'rtl'")
      const [leave, language] = await edges()
      expect(leave).toBeLessThan(language!)
      expect(await overflows(page)).toBe(false)
      await page.evaluate("document.documentElement.dir = 'ltr'")
      expect((await edges())[0]).toBeGreaterThan(language!)
    }
    await witness.begin()
    await witness.tell({ ...KEEP, 'account.narrative': STORY })
    await witness.send()
    await witness.seat.leave()
  })

  it('whose words are wrong stops the start with one sentence', async () => {
    const wrong = mkdtempSync(join(tmpdir(), 'svidok-words-'))
    writeFileSync(join(wrong, 'en.json'), '{\n  "page": { "part": "Part {n}" }\n}')
    await expect(startServer({ env: { SVIDOK_LANGUAGES: wrong } })).rejects.toThrow(
      `The words in ${join(wrong, 'en.json')}, line 2, cannot be used: "part" lacks {of}.`,
    )
    rmSync(wrong, { recursive: true })
  })
})
