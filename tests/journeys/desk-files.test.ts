import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en as text } from '#app/i18n/desk/en.ts'
import { findBarriers } from '#tests/support/axe.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { openCase } from '#tests/support/evidence.ts'
import { FilesAtDesk } from '#tests/support/files-at-desk.ts'
import { HostileServer } from '#tests/support/hostile-server.ts'
import { overflows } from '#tests/support/keyboard.ts'
import { FOUNDER, setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { sealFixtures, showFiles, type FixtureFile } from '#tests/support/shown-files.ts'

const ACCOUNT = 'Розповідь із файлами'
const until = <T>(f: () => T) => expect.poll(f, { timeout: 15_000 })
const WANTED = [
  'photo of a phone',
  'webm video',
  'tone as wav',
  'paper with an author',
  'list of names',
  'docx with tracked changes',
  'name that reads backwards',
]
const [PHOTO, VIDEO, SOUND, PAPER, WORDS, DOCX, BACKWARDS] = WANTED.map((_, i) => i) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
]

describe('files at the desk', () => {
  let server: TestServer
  let between: HostileServer
  let browser: Browser
  let olena: Colleague
  let files: FilesAtDesk
  let sealed: FixtureFile[]
  const { view, act } = text.files

  beforeAll(async () => {
    between = await HostileServer.open(() => server.port)
    server = await startServer({ origin: between.origin })
    await setUpOrganisation(between.origin, server.setUpCode)
    const target = await readTarget(between.origin)
    const sent = await openCase(between.origin, target, ACCOUNT)
    sealed = sealFixtures('http://127.0.0.1:9', WANTED)
    // The last one is a working copy of the first.
    sealed.push({ ...sealed[PHOTO]! })
    const copy = sealFixtures('http://127.0.0.1:9', ['the same photo, which says nothing'])[0]!
    const meta = { ...copy.entry.meta, parent: sealed[PHOTO]!.entry.sha256, hidden: 'copy' }
    sealed[sealed.length - 1] = { ...copy, entry: { ...copy.entry, id: 'f1c', meta } }
    between.rewrite = showFiles(sent, target, sealed)
    browser = await launchBrowser()
    olena = await Colleague.arrive(browser, between.origin)
    files = new FilesAtDesk(olena)
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.waitForQueue()
    await olena.openTestimony(ACCOUNT)
  })
  afterAll(async () => {
    await browser?.close()
    await server.end()
    await between.close()
  })

  // The working copy stands before its original, so every other file is one further down.
  const at = (n: number) => n + 1
  const pressed = (n: number, name: string) => files.button(files.at(n), name).getAttribute('aria-pressed')

  it('are listed with what is known of each before any of them is opened', async () => {
    const shown = await files.list.innerText()
    expect(shown).toContain('IMG_20240517_140322.jpg')
    expect(shown).toContain('photo[U+202E]gpj.exe')
    expect(shown).toContain(text.files.noProof)
    expect(await files.at(0).innerText()).toContain(`${text.files.copyOf} IMG_20240517_140322.jpg`)
    expect(await files.at(1).innerText()).toContain(text.files.original)
    const paper = files.at(at(PAPER))
    await paper.getByText(text.files.recorded).click()
    const facts = await paper.innerText()
    for (const fact of [
      '2026-11-23 10:00 UTC',
      '2024-05-17 11:03 UTC',
      text.files.pickers.any,
      text.files.choices.keep,
    ])
      expect(facts).toContain(fact)
    const { sha256 } = sealed[PAPER]!.entry
    expect(facts).toContain(`${sha256.slice(0, 8)}…${sha256.slice(-8)}`)
    expect(await olena.page.locator('iframe').count()).toBe(0)
    await olena.seat.picture('files list')
    expect(between.exchanges.some(({ path }) => path.startsWith('/api/desk/files/'))).toBe(false)
  })

  it('a picture opens blurred, grey, and sharp and in colours only when it is asked for', async () => {
    const frame = await files.open(0)
    const filter = () => frame.evaluate(() => getComputedStyle(document.getElementById('surface')!).filter)
    expect(await filter()).toBe('blur(22px) grayscale(1)')
    expect(await frame.evaluate(() => document.getElementById('surface')!.inert)).toBe(true)
    await olena.seat.picture('files covered')
    await files.button(files.at(0), view.sharp).click()
    await until(filter).toBe('grayscale(1)')
    await files.button(files.at(0), view.colours).click()
    await until(filter).toBe('none')
    expect(await frame.evaluate(() => document.querySelector('img')!.naturalWidth)).toBeGreaterThan(0)
    await olena.seat.picture('files sharp')
    await files.button(files.at(0), view.hide).click()
    await until(filter).toBe('blur(22px) grayscale(1)')
    await files.close(0)
  })

  it('an original is opened only after a question', async () => {
    await files.button(files.at(1), act.openOriginal).click()
    await files.at(1).getByText(act.askOriginal).waitFor()
    expect(await olena.page.locator('iframe').count()).toBe(0)
    await files.button(files.at(1), act.no).click()
    expect(await files.at(1).getByText(act.askOriginal).count()).toBe(0)
  })

  it('what a file says of place, time and device stands beside it, as text', async () => {
    await files.button(files.at(1), act.openOriginal).click()
    await files.at(1).getByRole('group').getByRole('button', { name: act.openOriginal }).click()
    const hidden = files.at(1).getByRole('region', { name: text.files.hidden.title })
    await hidden.getByText(/^46\.25/).waitFor()
    expect(await hidden.locator('a, img').count()).toBe(0)
    await olena.seat.picture('files hidden')
    await files.close(1)
    for (const request of olena.seat.requests) expect(request.url()).toMatch(/^(blob:|http:\/\/127\.0\.0\.1:)/)
  })

  it('a video starts silent, plays when it is asked to, and goes to its middle', async () => {
    const frame = await files.open(at(VIDEO))
    const state = () =>
      frame.evaluate(() => {
        const { muted, paused, currentTime, duration, readyState } = document.querySelector('video')!
        return { muted, paused, currentTime, duration, readyState }
      })
    expect(await state()).toMatchObject({ muted: true, paused: true, currentTime: 0 })
    const { duration } = await state()
    const middle = Math.round(duration * 5) / 10
    await frame.getByRole('slider', { name: view.position }).fill(String(middle))
    await until(async () => (await state()).currentTime).toBeCloseTo(middle, 1)
    await until(async () => (await state()).readyState).toBeGreaterThanOrEqual(2)
    await olena.seat.picture('files video')
    await files.close(at(VIDEO))
  })

  it('sound is heard only after it was asked for', async () => {
    const frame = await files.open(at(SOUND))
    const muted = () => frame.evaluate(() => document.querySelector('audio')!.muted)
    await frame.getByRole('button', { name: view.play }).click()
    await frame.getByRole('button', { name: view.pause }).waitFor()
    expect(await muted()).toBe(true)
    await files.button(files.at(at(SOUND)), view.sound).click()
    await until(muted).toBe(false)
    await files.button(files.at(at(SOUND)), view.hide).click()
    await until(muted).toBe(true)
    await files.close(at(SOUND))
  })

  it('a page of a PDF is drawn, and can be read aloud', async () => {
    const frame = await files.open(at(PAPER))
    await files.at(at(PAPER)).getByText(view.page(1, 1)).waitFor()
    const dark = () =>
      frame.evaluate(() => {
        const canvas = document.querySelector('canvas')!
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
        let count = 0
        for (let i = 0; i < data.length; i += 4) if (data[i]! < 100 && data[i + 3]! > 200) count++
        return count
      })
    await until(dark).toBeGreaterThan(200)
    await until(() => frame.locator('.spoken').textContent()).toBe('A paper of a fixture')
    await files.button(files.at(at(PAPER)), view.sharp).click()
    await olena.seat.picture('files pdf')
    await files.close(at(PAPER))
  })

  it('a text is shown as text', async () => {
    const frame = await files.open(at(WORDS))
    expect(await frame.locator('pre').textContent()).toBe('Перший\nДругий\n')
    await files.close(at(WORDS))
  })

  it('what cannot be shown is saved after a question, on record first, byte for byte, under a harmless name', async () => {
    expect(await files.settle(at(DOCX))).toBe(text.files.notShown.kind)
    const events = () => between.requests('POST', '/api/desk/events').length
    const before = events()
    await files.button(files.at(at(DOCX)), act.save).click()
    await files.at(at(DOCX)).getByText(act.askSaveHelp).waitFor()
    await olena.seat.picture('files save')
    const download = olena.page.waitForEvent('download')
    await files.button(files.at(at(DOCX)), act.saveAnyway).click()
    const saved = await download
    expect(events()).toBe(before + 1)
    expect(saved.suggestedFilename()).toMatch(/^svidok_[\w-]+_[\w-]+\.bin\.download$/)
    const hash = createHash('sha256')
      .update(readFileSync(await saved.path()))
      .digest('hex')
    expect(hash).toBe(sealed[DOCX]!.entry.sha256)
    await files.at(at(DOCX)).getByText(text.files.state.saved).waitFor()
  })

  it('custody says what was opened and what was saved, by name', async () => {
    const custody = olena.reading.getByRole('region', { name: text.custody.title })
    await custody.locator('summary').click()
    const { kinds } = text.custody
    await custody.getByText(`${kinds['file-opened']}: список.txt`).waitFor()
    await custody.getByText(`${kinds['file-saved']}: statement.docx`).waitFor()
    expect(await custody.getByText(new RegExp(`${kinds['file-opened']}: IMG_20240517_140322`)).count()).toBe(1)
  })

  it('by keys alone: to a file, open, sharp, hide, close, the next', async () => {
    const { keyboard } = olena.page
    await olena.reading.getByRole('heading', { level: 2 }).focus()
    await keyboard.press('o')
    await keyboard.press('Enter')
    await files.at(0).locator('iframe').waitFor()
    await keyboard.press('e')
    await until(() => pressed(0, view.sharp)).toBe('true')
    await keyboard.press('c')
    await until(() => pressed(0, view.colours)).toBe('true')
    await keyboard.press('h')
    await until(() => pressed(0, view.sharp)).toBe('false')
    await keyboard.press('e')
    const frame = await files.frame(0)
    await frame.locator('#surface').click()
    await keyboard.press('h')
    await until(() => pressed(0, view.sharp)).toBe('false')
    await keyboard.press('Escape')
    await until(() => olena.page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON')
    await keyboard.press('Escape')
    await files.at(0).locator('iframe').waitFor({ state: 'detached' })
    await keyboard.press('o')
    expect(await files.at(1).locator('button:focus').count()).toBe(1)
  })

  it('further files open as the reviewer wished, until the page is left', async () => {
    await files.open(at(WORDS))
    await files.button(files.at(at(WORDS)), view.sharp).click()
    await files.at(at(WORDS)).getByRole('checkbox', { name: view.keep }).check()
    await files.close(at(WORDS))
    await files.open(0)
    expect(await pressed(0, view.sharp)).toBe('true')
    await files.at(0).getByRole('checkbox', { name: view.keep }).uncheck()
    await files.close(0)
    await files.open(at(WORDS))
    expect(await pressed(at(WORDS), view.sharp)).toBe('false')
  })

  it('have no barriers, on a narrow screen too', async () => {
    await files.open(at(BACKWARDS))
    expect(await findBarriers(olena.page)).toEqual([])
    await olena.page.setViewportSize({ width: 360, height: 780 })
    expect(await overflows(olena.page)).toBe(false)
    expect(await findBarriers(olena.page)).toEqual([])
    olena.seat.checkCalm()
  })
})
