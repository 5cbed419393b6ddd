import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileBoxLength } from '#app/crypto/seal-file.ts'
import { en as text } from '#app/i18n/desk/en.ts'
import { memoryOf } from '#tests/bench/measure.ts'
import { evidenceWords } from '#tests/support/answering.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { CutLine } from '#tests/support/cut-line.ts'
import { Colleague } from '#tests/support/desk.ts'
import { hashFile, writeLongFile } from '#tests/support/long-file.ts'
import { FOUNDER, setUpOrganisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

const MiB = 1_048_576
const MINUTE = 60_000
/** With SVIDOK_LONG=1 a file of 2 GiB takes the place of a shorter one. Neither ends with a chunk. */
const SIZE = (process.env['SVIDOK_LONG'] === '1' ? 2048 : 256) * MiB - 12_345
const CUTS = 20
const NARRATIVE = '[SYNTHETIC DATA] Відео, яке довго надсилалося'
const NAME = 'VID_20240517_140322.mp4'

describe('a long file over a bad line', () => {
  let folder: string
  let server: TestServer
  let line: CutLine
  let browser: Browser

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'svidok-long-'))
    line = await CutLine.open(() => server.port, { after: Math.floor(SIZE / (CUTS + 1)), times: CUTS })
    server = await startServer({ origin: line.origin })
    await setUpOrganisation(line.origin, server.setUpCode)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await line.close()
    await server.end()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Names below a folder of the server, whatever lies between. */
  const filesIn = (name: string) =>
    readdirSync(join(server.data, name), { recursive: true, withFileTypes: true }).filter(one => one.isFile())

  it(
    'that is cut twenty times, to a server that is killed twice, is byte for byte what a reviewer saves',
    async () => {
      const path = join(folder, NAME)
      const sha256 = await writeLongFile(path, SIZE)
      const witness = await Witness.arrive(browser, line.origin, 'en')
      witness.seat.expectComplaint(/^Failed to load resource: net::ERR_/)
      const { way } = evidenceWords('en')
      witness.after = async step => {
        if (step !== 'list evidence') return
        await witness.page.locator('input[type=file][multiple]').setInputFiles(path)
        await witness.page.getByText(NAME).first().waitFor()
      }
      await witness.begin()
      await witness.tell({ ...KEEP, 'account.narrative': NARRATIVE })
      await witness.send()
      const stopped = new AbortController()
      try {
        await Promise.all([killTwice(stopped.signal), witness.state(way.all).waitFor({ timeout: 20 * MINUTE })])
      } finally {
        stopped.abort()
      }
      expect(line.cuts).toBe(CUTS)
      // What is lost at a cut is the piece on its way, or less.
      expect(line.carried).toBeLessThan(fileBoxLength(SIZE) + (CUTS + 2) * 9 * MiB)
      // Whatever the file, the server holds pieces of it alone.
      expect(memoryOf(server.pid).most).toBeLessThan(350)
      expect(filesIn('uploads')).toEqual([])
      expect(filesIn('blobs').map(one => statSync(join(one.parentPath, one.name)).size)).toEqual([fileBoxLength(SIZE)])
      await witness.seat.leave()

      const olena = await Colleague.arrive(browser, line.origin)
      await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
      await olena.waitForQueue()
      await olena.openTestimony(NARRATIVE)
      const file = olena.reading.getByRole('region', { name: text.files.title }).getByRole('listitem')
      await file.getByText(NAME).first().waitFor()
      await file.getByRole('button', { name: text.files.act.save, exact: true }).click()
      const saving = olena.page.waitForEvent('download', { timeout: 10 * MINUTE })
      await file.getByRole('button', { name: text.files.act.saveAnyway, exact: true }).click()
      const saved = join(folder, 'saved')
      await (await saving).saveAs(saved)
      expect([statSync(saved).size, await hashFile(saved)]).toEqual([SIZE, sha256])
      await olena.seat.leave()
    },
    40 * MINUTE,
  )

  /** The server is killed when a third of the file has gone out, and again after two thirds. */
  async function killTwice(stopped: AbortSignal): Promise<void> {
    for (const share of [1, 2]) {
      while (line.carried < (SIZE * share) / 3) {
        if (stopped.aborted) return
        await sleep(20)
      }
      await server.restart('SIGKILL')
    }
  }
})
