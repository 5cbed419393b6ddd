import { createHash } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en as text } from '#app/i18n/desk/en.ts'
import { memoryOf } from '#tests/bench/measure.ts'
import { evidenceWords } from '#tests/support/answering.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { evidenceFiles } from '#tests/support/evidence-files.ts'
import { hashFile } from '#tests/support/long-file.ts'
import { FOUNDER, setUpOrganisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const NARRATIVE = '[SYNTHETIC DATA] П’ятдесят файлів одразу'

describe('fifty files at once', () => {
  let server: TestServer
  let browser: Browser

  beforeAll(async () => {
    server = await startServer()
    await setUpOrganisation(server.origin, server.setUpCode)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server.end()
  })

  it('honest and hostile ones, are all received, and the desk lists and verifies them', async () => {
    // An empty file is not taken; names that no file system has come from elsewhere.
    const files = evidenceFiles('http://127.0.0.1:9')
      .filter(({ bytes, name }) => bytes.length > 0 && /^[^/\\\0]+$/.test(name))
      .slice(0, 50)
      .map(({ name, bytes }, i) => ({ name: `${i + 1} ${name}`, mimeType: '', buffer: Buffer.from(bytes) }))
    expect(files).toHaveLength(50)
    const witness = await Witness.arrive(browser, server.origin, 'en')
    witness.after = async step => {
      if (step === 'list evidence') await witness.page.locator('input[type=file][multiple]').setInputFiles(files)
    }
    await witness.begin()
    await witness.tell({ ...KEEP, 'account.narrative': NARRATIVE })
    await witness.send()
    const all = witness.state(evidenceWords('en').way.all)
    await all.waitFor({ timeout: 240_000 }).catch(async () => {
      throw new Error(`not all were received:\n${await witness.page.getByRole('main').innerText()}\n${server.output}`)
    })
    await witness.seat.leave()

    const olena = await Colleague.arrive(browser, server.origin)
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.waitForQueue()
    await olena.openTestimony(NARRATIVE)
    const listed = olena.reading.getByRole('region', { name: text.files.title }).locator('[data-phase]')
    expect(await listed.count()).toBe(50)
    const names = await listed.getByRole('heading').allInnerTexts()
    expect(names.map(name => Number.parseInt(name)).sort((a, b) => a - b)).toEqual(files.map((_, i) => i + 1))
    const saved: string[] = []
    for (const file of await listed.all()) {
      await file.getByRole('button', { name: text.files.act.save, exact: true }).click()
      const saving = olena.page.waitForEvent('download')
      await file.getByRole('button', { name: text.files.act.saveAnyway, exact: true }).click()
      saved.push(await hashFile(await (await saving).path()))
    }
    expect(saved.sort()).toEqual(files.map(({ buffer }) => sha256(buffer)).sort())
    // What one file takes is given back before the next.
    expect(memoryOf(server.pid).most).toBeLessThan(350)
    await olena.seat.leave()
  })
})
