import { createHash } from 'node:crypto'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fill } from '#app/i18n/fill.ts'
import { evidenceWords } from '#tests/support/answering.ts'
import { findBarriers } from '#tests/support/axe.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { evidenceFiles, type EvidenceFile } from '#tests/support/evidence-files.ts'
import { overflows } from '#tests/support/keyboard.ts'
import type { Member } from '#tests/support/member.ts'
import { openNewestWithFiles } from '#tests/support/open-files.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

const fixtures = evidenceFiles('http://127.0.0.1:9')
const fixture = (what: string): EvidenceFile => fixtures.find(one => one.what === what)!
const photo = fixture('photo of a phone')
const screenshot = fixture('screenshot with texts')
const list = fixture('list of names')
const video = fixture('video of an Android phone')
const payload = ({ name, bytes }: Pick<EvidenceFile, 'name' | 'bytes'>) => ({
  name,
  mimeType: '',
  buffer: Buffer.from(bytes),
})
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('a witness adds files', () => {
  let server: TestServer
  let browser: Browser
  let member: Member
  beforeAll(async () => {
    server = await startServer()
    const organisation = await setUpOrganisation(server.origin, server.setUpCode)
    member = await organisation.signIn()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
  })

  /** At the list of files, which `act` works on; then at the check. */
  const tellWith = async (witness: Witness, act: () => Promise<void>, narrative = 'Слово'): Promise<void> => {
    const { after } = witness
    witness.after = async step => {
      await after(step)
      if (step === 'list evidence') await act()
    }
    await witness.begin()
    await witness.tell({ ...KEEP, ...(narrative ? { 'account.narrative': narrative } : {}) })
  }
  const pick = (witness: Witness, ...files: Pick<EvidenceFile, 'name' | 'bytes'>[]) =>
    witness.page.locator('input[type=file][multiple]').setInputFiles(files.map(payload))
  const drop = (witness: Witness, { name, bytes }: EvidenceFile) =>
    witness.page.evaluate(
      ([called, content]) => {
        const data = new DataTransfer()
        data.items.add(new File([new Uint8Array(content)], called, { lastModified: 1_700_000_000_000 }))
        const at = { dataTransfer: data, bubbles: true, cancelable: true }
        document.body.dispatchEvent(new DragEvent('dragover', at))
        document.body.dispatchEvent(new DragEvent('drop', at))
      },
      [name, [...bytes]] as const,
    )
  /** A button that names its file for those who do not see where it stands. */
  const named = (witness: Witness, text: string, name: string): Locator =>
    witness.page.getByRole('button', { name: text }).filter({ hasText: name })
  const itemOf = (witness: Witness, name: string): Locator =>
    witness.page.getByRole('listitem').filter({ has: witness.page.getByText(name, { exact: true }) })

  it('and what was kept, copied and cleaned is what the organisation opens, with the hashes of both', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'en')
    const { files, told, way } = evidenceWords('en')
    await tellWith(witness, async () => {
      await witness.seat.picture('files-empty')
      await pick(witness, photo, screenshot)
      await drop(witness, list)
      await itemOf(witness, list.name).waitFor()
      const chosen = async (name: string, choice: string) => {
        await itemOf(witness, name).getByRole('radio', { name: choice }).click()
      }
      await chosen(photo.name, files.remove)
      await chosen(screenshot.name, files.copy)
      await witness.seat.picture('files-list')
      expect(await findBarriers(witness.page)).toEqual([])
      await witness.page.setViewportSize({ width: 320, height: 640 })
      expect(await overflows(witness.page)).toBe(false)
      await witness.page.setViewportSize({ width: 1280, height: 860 })
    })
    const main = witness.page.getByRole('main')
    for (const text of [told.remove, told.copy, photo.name, screenshot.name, list.name])
      expect(await main.innerText()).toContain(text)
    await witness.seat.picture('files-check')
    await witness.button(witness.words.check.send).click()
    await witness.waitForCode()
    await witness.seat.picture('files-code')
    await witness.state(way.all).waitFor()
    await witness.button(witness.words.code.without).click()
    await witness.heading(witness.words.finished.heading).waitFor()
    expect(await main.innerText()).toContain(way.allArrived)
    await witness.seat.picture('files-finished')
    await witness.seat.leave()

    const { account, files: opened } = await openNewestWithFiles(member)
    expect(account.answers['evidence']).toEqual([
      { _id: 'evidence1', file: ['f1'] },
      { _id: 'evidence2', file: ['f2'] },
      { _id: 'evidence3', file: ['f3'] },
    ])
    const byId = new Map(opened.map(file => [file.id, file]))
    expect([...byId.keys()].sort()).toEqual(['f1', 'f2', 'f2c', 'f3'])
    for (const { content, sha256: promised, size } of opened)
      expect([sha256(content), content.length]).toEqual([promised, size])
    expect(byId.get('f1')!.meta).toMatchObject({ hidden: 'remove', parent: sha256(photo.bytes), picker: 'any' })
    expect(Buffer.from(byId.get('f1')!.content).equals(Buffer.from(photo.bytes))).toBe(false)
    expect(Buffer.from(byId.get('f2')!.content).equals(Buffer.from(screenshot.bytes))).toBe(true)
    expect(byId.get('f2c')!.meta).toMatchObject({ hidden: 'copy', parent: sha256(screenshot.bytes) })
    expect(Buffer.from(byId.get('f3')!.content).equals(Buffer.from(list.bytes))).toBe(true)
    expect(byId.get('f3')).toMatchObject({
      name: list.name,
      meta: { picker: 'dropped', modified: '2023-11-14T22:13Z' },
    })
  })

  it('and an account of a file alone is received; without any, something is still needed', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'ru')
    const { files, way } = evidenceWords('ru')
    await tellWith(witness, () => Promise.resolve(), '')
    await witness.button(witness.words.check.send).click()
    await witness.page.getByText(witness.words.check.summary).waitFor()
    await witness.button('Добавить файлы').click()
    const empty = { name: 'пусто.txt', bytes: new Uint8Array(0) }
    await pick(witness, list, empty)
    await witness.page.getByText(fill(files.refused.empty, { item: '\u2068пусто.txt\u2069' })).waitFor()
    await pick(witness, video)
    await itemOf(witness, video.name).getByRole('button', { name: files.takeOff }).click()
    await named(witness, files.undo, video.name).waitFor()
    await witness.seat.picture('files-taken-off')
    await witness.button(witness.words.check.toCheck).click()
    await witness.button(witness.words.check.send).click()
    await witness.waitForCode()
    await witness.state(way.all).waitFor()
    await witness.seat.leave()
    const { account, files: opened } = await openNewestWithFiles(member)
    expect(account.answers['account']).toBeUndefined()
    expect(opened.map(file => file.name)).toEqual([list.name])
  })

  it('and one whose hidden data cannot be removed is taken off, and none of those that were added meanwhile', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'en')
    const { files } = evidenceWords('en')
    const cut = { name: 'cut.jpg', bytes: photo.bytes.slice(0, photo.bytes.length >> 1) }
    let begin: () => void = () => undefined
    const begun = new Promise<void>(resolve => (begin = resolve))
    await witness.page.context().route('**/assets/strip-*', async route => {
      await begun
      await route.continue()
    })
    await tellWith(witness, async () => {
      await pick(witness, cut)
      await itemOf(witness, cut.name).getByRole('radio', { name: files.remove }).click()
      await pick(witness, list)
      await itemOf(witness, list.name).waitFor()
      begin()
      await witness.page.getByText(fill(files.notRemoved, { item: '\u2068cut.jpg\u2069' })).waitFor()
      expect(await itemOf(witness, list.name).count()).toBe(1)
      await named(witness, files.undo, cut.name).waitFor()
    })
    expect(await witness.page.getByRole('main').innerText()).not.toContain(cut.name)
    expect(await witness.page.getByRole('main').innerText()).toContain(list.name)
    await witness.seat.leave()
  })

  it('and follows them: one is stopped after a question, a lost line goes on by itself, the end tells what arrived', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'ru')
    const { way } = evidenceWords('ru')
    const large = (name: string) => ({ name, bytes: Buffer.alloc(9_000_000, name) })
    await tellWith(witness, () => pick(witness, large('a.bin'), large('b.bin'), large('c.bin')))
    const held: (() => void)[] = []
    let hold = true
    await witness.page.context().route('**/api/uploads**', async route => {
      if (hold) await new Promise<void>(resolve => held.push(resolve))
      await route.continue().catch(() => undefined)
    })
    await witness.button(witness.words.check.send).click()
    await witness.waitForCode()
    await witness.seat.picture('files-code-waiting')
    await witness.button(witness.words.code.without).click()
    await witness.heading(way.heading).waitFor()
    expect(await findBarriers(witness.page)).toEqual([])
    await named(witness, way.stop, 'c.bin').click()
    await witness.seat.picture('files-stop')
    await named(witness, way.stopYes, 'c.bin').click()
    await named(witness, way.again, 'c.bin').waitFor()
    await witness.seat.picture('files-way')
    expect(await witness.button(way.finish).isVisible()).toBe(false)
    hold = false
    for (const go of held) go()
    await witness.button(way.finish).click({ timeout: 60_000 })
    await witness.heading(witness.words.finished.heading).waitFor()
    const said = await witness.page.getByRole('main').innerText()
    expect(said).toContain(fill(way.some, { n: 2, of: 3 }))
    expect(said).toContain('c.bin')
    await witness.seat.picture('files-finished-two')
    await witness.seat.leave()
    const { files: opened } = await openNewestWithFiles(member)
    expect(opened.map(file => [file.name, file.size]).sort()).toEqual([
      ['a.bin', 9_000_000],
      ['b.bin', 9_000_000],
    ])
  })

  it('and keeps them when nothing could be sent; Leave in the middle asks nothing and ends at once', async () => {
    const witness = await Witness.arrive(browser, server.origin, 'en')
    const { way } = evidenceWords('en')
    witness.seat.expectComplaint(/ERR_|Failed to load/)
    const dialogs: string[] = []
    witness.page.on('dialog', dialog => {
      dialogs.push(dialog.type())
      void dialog.accept()
    })
    await tellWith(witness, () => pick(witness, { name: 'a.bin', bytes: Buffer.alloc(3_000_000, 'a') }))
    await witness.page.context().route('**/api/submissions', route => route.abort())
    await witness.button(witness.words.check.send).click()
    await witness.heading(witness.words.sending.failed).waitFor()
    await witness.page.context().unroute('**/api/submissions')
    await witness.page.context().route('**/api/uploads**', () => undefined)
    await witness.button(witness.words.sending.again).click()
    await witness.waitForCode()
    await witness.state(fill(way.one, { n: 1, of: 1 })).waitFor()
    await witness.leave()
    await witness.waitForNeutralPage()
    expect(dialogs).toEqual([])
    await witness.seat.leave()
  })
})
