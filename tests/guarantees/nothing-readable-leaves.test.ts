import type { Browser } from 'playwright-core'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evidenceWords } from '#tests/support/answering.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { findText, searchMemory } from '#tests/support/memory.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { Tap } from '#tests/support/tap.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

/** Words that stand nowhere else on this machine, in three scripts. */
const CANARIES = {
  narrative: 'жовта канарка 7421-квк співає щоранку',
  handle: 'canary-handle-9x7@nowhere',
  name: 'Кенар Жовтокрил',
  times: 'по четвергам после канарейки 0417',
  cover: 'çañary says it sells seeds',
  file: 'у файлі співає канарка 5512-жвт',
  fileName: 'список-канарок-8830.txt',
}

describe('nothing readable leaves the browser', () => {
  const canaries = Object.values(CANARIES)
  let server: TestServer
  let tap: Tap
  let browser: Browser
  let witness: Witness
  let code = ''
  let sentBeforeSend = -1

  beforeAll(async () => {
    tap = await Tap.open(() => server.port)
    server = await startServer({ origin: tap.origin })
    const organisation = await setUpOrganisation(tap.origin, server.setUpCode)
    browser = await launchBrowser()
    tap.clear()
    witness = await Witness.arrive(browser, tap.origin, 'uk')
    witness.after = async step => {
      if (step !== 'list evidence') return
      const content = `${CANARIES.file}\n`.repeat(50_000)
      const file = { name: CANARIES.fileName, mimeType: 'text/plain', buffer: Buffer.from(content) }
      await witness.page.locator('input[type=file][multiple]').setInputFiles(file)
      await witness.page.getByText(CANARIES.fileName).first().waitFor()
    }
    await witness.begin(`#${organisation.fingerprint}`)
    await witness.tell({
      ...KEEP,
      'account.narrative': `Почалося так. ${CANARIES.narrative}. Кінець.`,
      'consent.contact': 'yes',
      'contact.may': 'yes',
      'contact.channel': 'email',
      'contact.handle': CANARIES.handle,
      'contact.name': CANARIES.name,
      'contact.times': CANARIES.times,
      'contact.cover': CANARIES.cover,
    })
    sentBeforeSend = witness.seat.requests.filter(request => request.method() !== 'GET').length
    code = await witness.send()
    await witness.page
      .getByRole('listitem')
      .filter({ hasText: evidenceWords('uk').way.received })
      .waitFor()
    await witness.typeBack(code)
  })
  afterAll(async () => {
    await witness.seat.leave()
    await browser.close()
    await server.end()
    await tap.close()
  })

  it('before Send is pressed nothing but the page is asked for', () => {
    expect(sentBeforeSend).toBe(0)
    const asked = witness.seat.requests
      .filter(request => request.method() !== 'GET')
      .map(request => `${request.method()} ${new URL(request.url()).pathname.replace(/[\w-]{22}$/, 'id')}`)
    expect(asked.filter((one, i) => asked[i - 1] !== one)).toEqual([
      'POST /api/submissions',
      'POST /api/uploads',
      'PATCH /api/uploads/id',
      'POST /api/case/messages',
    ])
  })

  it('the words stand in no byte that the browser sent', () => {
    const { sent } = tap
    expect(sent.length).toBeGreaterThan(2_000_000)
    expect(sent.includes('POST /api/submissions')).toBe(true)
    expect(findText(sent, canaries)).toEqual([])
  })

  it('the code of the receipt was never sent, whole or in its groups', () => {
    const digits = code.replaceAll(' ', '')
    expect(digits).toMatch(/^\d{30}$/)
    expect(findText(tap.sent, [code, digits, digits.slice(0, 15), digits.slice(15)])).toEqual([])
    expect(searchMemory(server.pid, [code, digits]).found).toEqual([])
  })

  it('the words stand in no address that was asked for', () => {
    for (const request of witness.seat.requests) expect(findText(Buffer.from(request.url()), canaries)).toEqual([])
  })

  it('the words stand in no file of the server: database, write-ahead log, shared memory', () => {
    const files = readdirSync(server.data, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    expect(files.map(file => file.name)).toContain('svidok.db-wal')
    for (const file of files)
      expect([file.name, findText(readFileSync(join(file.parentPath, file.name)), canaries)]).toEqual([file.name, []])
  })

  it('the words stand nowhere in the memory of the server', () => {
    const control = 'svidok/v1/submission'
    const { found, bytes } = searchMemory(server.pid, [...canaries, control])
    expect(bytes).toBeGreaterThan(20_000_000)
    // The search finds what is there.
    expect(found.some(name => name.startsWith(`text ${canaries.length} `))).toBe(true)
    expect(found.filter(name => !name.startsWith(`text ${canaries.length} `))).toEqual([])
  })

  it('no request went to anybody else, and none carried a cookie or told where it came from', () => {
    expect(witness.seat.requests.length).toBeGreaterThan(5)
    for (const request of witness.seat.requests) expect(new URL(request.url()).origin).toBe(tap.origin)
    const sent = tap.sent.toString('latin1')
    expect(sent).toMatch(/^host: /im)
    expect(sent).not.toMatch(/^(cookie|referer): *\S/im)
  })

  it('the words stand in nothing that the server wrote about itself, until its end', async () => {
    await server.stop()
    expect(server.output).toMatch(/"event":"(submissions|stopped)/)
    expect(server.output.split('\n').length).toBeGreaterThan(5)
    expect(findText(Buffer.from(server.output), canaries)).toEqual([])
  })
})
