import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sealBox } from '#app/crypto/box.ts'
import { fromB64u, utf8Bytes } from '#app/crypto/bytes.ts'
import type { Bytes, ContentKey } from '#app/crypto/types.ts'
import { en as text } from '#app/i18n/desk/en.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { evidenceFiles } from '#tests/support/evidence-files.ts'
import { openCase, sealFile, type SealedFile, type SentCase } from '#tests/support/evidence.ts'
import { FilesAtDesk } from '#tests/support/files-at-desk.ts'
import { HostileServer } from '#tests/support/hostile-server.ts'
import { FOUNDER, setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget, type Target } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { sealFixtures, showFiles, type FixtureFile } from '#tests/support/shown-files.ts'

const ACCOUNT = 'Розповідь із ворожими файлами'

/** Whoever is asked here was reached from inside a file. */
async function openCanary(): Promise<{ origin: string; heard: string[]; server: Server }> {
  const heard: string[] = []
  const server = createServer((request, response) => {
    heard.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*')
    response.end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, server }
}

describe('hostile files at the desk', () => {
  let canary: Awaited<ReturnType<typeof openCanary>>
  let server: TestServer
  let between: HostileServer
  let target: Target
  let sent: SentCase
  let browser: Browser
  let olena: Colleague
  let files: FilesAtDesk
  let dialogs: string[]

  beforeAll(async () => {
    canary = await openCanary()
    between = await HostileServer.open(() => server.port)
    server = await startServer({ origin: between.origin })
    await setUpOrganisation(between.origin, server.setUpCode)
    target = await readTarget(between.origin)
    sent = await openCase(between.origin, target, ACCOUNT)
    browser = await launchBrowser()
  })
  beforeEach(async () => {
    between.clear()
    olena = await Colleague.arrive(browser, between.origin)
    files = new FilesAtDesk(olena)
    dialogs = []
    olena.page.on('dialog', dialog => dialogs.push(dialog.message()))
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.waitForQueue()
  })
  afterAll(async () => {
    await browser?.close()
    await server.end()
    await between.close()
    canary.server.closeAllConnections()
    canary.server.close()
  })

  /** Nothing got out of its frame, however it tried. */
  const expectQuiet = () => {
    expect(canary.heard).toEqual([])
    expect(dialogs).toEqual([])
    expect(olena.seat.context.pages()).toHaveLength(1)
    expect(new URL(olena.page.url()).pathname).toBe('/desk')
    expect(olena.seat.context.serviceWorkers()).toEqual([])
  }
  const expectOwnRequests = () => {
    for (const request of olena.seat.requests) expect(request.url()).toMatch(new RegExp(`^(blob:|${between.origin}/)`))
  }

  it('each is shown as what its bytes are, or not at all, and reaches nothing outside', async () => {
    const fixtures: FixtureFile[] = sealFixtures(canary.origin)
    const expected = evidenceFiles(canary.origin)
    expect(fixtures.length).toBeGreaterThan(50)
    between.rewrite = showFiles(sent, target, fixtures)
    await olena.openTestimony(ACCOUNT)
    const title = await olena.page.title()
    const found: string[] = []
    for (const [i, { what, shownAs }] of expected.entries()) {
      const state = await files.settle(i)
      const { notShown } = text.files
      // What is broken may be more than a browser can show; nothing is shown that should not be.
      const fine = shownAs === 'other' ? state === notShown.kind : state === 'shown' || state === notShown.unreadable
      if (!fine) found.push(`${what}: ${state}`)
      if (state !== 'shown') continue
      const view = files.at(i)
      for (const name of [text.files.view.sharp, text.files.view.colours, text.files.view.sound]) {
        const button = files.button(view, name)
        if (await button.count()) await button.click()
      }
      const frame = await files.frame(i)
      expect(await frame.evaluate(() => origin)).toBe('null')
      const play = frame.getByRole('button')
      if (await play.count()) await play.first().click()
      await frame
        .locator('#surface')
        .click({ timeout: 2_000, force: true })
        .catch(() => undefined)
      await files.close(i)
    }
    expect(found).toEqual([])
    expect(await olena.page.title()).toBe(title)
    expect(await olena.reading.locator('img, script, object, embed, video, audio').count()).toBe(0)
    expectQuiet()
    expectOwnRequests()
    await olena.seat.context.close()
  })

  it('a script that got into the frame finds no network, no parent, no storage and no way out', async () => {
    const [photo] = sealFixtures(canary.origin, ['photo of a phone'])
    between.rewrite = showFiles(sent, target, [photo!])
    await olena.openTestimony(ACCOUNT)
    const frame = await files.open(0)
    const before = await olena.page.locator('body').innerText()
    const reached = await frame.evaluate(async to => {
      const tried: Record<string, () => unknown> = {
        fetch: () => fetch(`${to}/fetch`, { mode: 'no-cors' }),
        beacon: () => {
          // It says yes and sends nothing; the canary knows.
          navigator.sendBeacon(`${to}/beacon`)
          throw new Error('refused')
        },
        image: () =>
          new Promise((resolve, reject) => {
            const image = new Image()
            image.onload = resolve
            image.onerror = reject
            image.src = `${to}/image`
          }),
        socket: () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(`${to.replace('http', 'ws')}/socket`)
            socket.onopen = resolve
            socket.onerror = reject
          }),
        worker: () =>
          new Promise((resolve, reject) => {
            const code = `fetch('${to}/worker',{mode:'no-cors'}).then(()=>postMessage(1),()=>postMessage(0))`
            const worker = new Worker(URL.createObjectURL(new Blob([code])))
            worker.onmessage = ({ data }) => (data === 1 ? resolve(1) : reject(new Error('refused')))
            worker.onerror = reject
          }),
        parent: () => parent.document.title,
        top: () => {
          top!.location.href = `${to}/top`
        },
        window: () => open(`${to}/window`) ?? Promise.reject(new Error('refused')),
        storage: () => localStorage.length,
        cookie: () => document.cookie.length,
        database: () =>
          new Promise((resolve, reject) => {
            const request = indexedDB.open('x')
            request.onsuccess = resolve
            request.onerror = reject
          }),
        service: () => navigator.serviceWorker.register(`${to}/service`),
        // eslint-disable-next-line no-eval
        eval: () => (0, eval)('1'),
        peer: () => new RTCPeerConnection(),
        inline: () => {
          const script = document.createElement('script')
          script.textContent = 'globalThis.planted = 1'
          document.head.append(script)
          if (!('planted' in globalThis)) throw new Error('refused')
        },
        form: () => {
          const form = document.createElement('form')
          form.action = `${to}/form`
          document.body.append(form)
          form.submit()
          throw new Error('nothing comes of it')
        },
      }
      const got: string[] = []
      for (const [name, act] of Object.entries(tried))
        await Promise.resolve()
          .then(act)
          .then(
            () => got.push(name),
            () => undefined,
          )
      // What the desk hears from a window and not from its port is nothing.
      for (const message of [{ type: 'failed', why: 'unreadable' }, { type: 'key', key: 'leave' }, 'port'])
        parent.postMessage(message, '*')
      return got
    }, canary.origin)
    expect(reached).toEqual([])
    expect(await olena.page.locator('body').innerText()).toBe(before)
    await frame
      .evaluate(to => {
        location.href = `${to}/location`
      }, canary.origin)
      .catch(() => undefined)
    await olena.page.waitForTimeout(500)
    expectQuiet()
    await olena.seat.context.close()
  })

  describe('a server gives out', () => {
    const long = utf8Bytes('довгий текст '.repeat(30_000))
    const whole = sealFile(long)
    const again = (file: SealedFile, content: Bytes) => sealBox('file', content, fromB64u(file.entry.key) as ContentKey)
    const border = 54 + 262_160
    const OTHER = 'Розповідь, якої ніхто не відкривав'
    let other: SentCase

    beforeAll(async () => {
      other = await openCase(between.origin, target, OTHER)
    })

    it.each<[string, string, (file: SealedFile) => Bytes | null]>([
      ['another file', 'wrong-key', () => sealFile(long).box],
      ['a file with one byte changed', 'tampered', ({ box }) => box.map((byte, i) => (i === 9_999 ? byte ^ 1 : byte))],
      [
        'a file whose last byte is changed',
        'tampered',
        ({ box }) => box.map((b, i) => (i === box.length - 1 ? b ^ 1 : b)),
      ],
      ['a file that ends in the middle', 'tampered', ({ box }) => box.subarray(0, 100_000)],
      ['a file without its last chunk', 'truncated', ({ box }) => box.subarray(0, border)],
      ['a file with bytes after its end', 'tampered', ({ box }) => Uint8Array.from([...box, 0])],
      ['other words under the same key', 'tampered', file => again(file, utf8Bytes('інші слова'))],
      ['the same words, sealed anew', 'tampered', file => again(file, long)],
      ['nothing', 'not-found', () => null],
    ])('%s: %s, and nothing of it is shown or recorded as seen', async (_, code, boxOf) => {
      olena.seat.expectComplaint(/404/)
      between.rewrite = showFiles(other, target, [whole], boxOf)
      await olena.openTestimony(OTHER)
      const said = await files.settle(0)
      expect(said).toBe(text.codes[code as keyof typeof text.codes])
      expect(await files.at(0).locator('.rv-file-state code').innerText()).toBe(code)
      expect(await olena.page.locator('iframe').count()).toBe(0)
      expect(await olena.page.content()).not.toContain('довгий текст')
      expect(await olena.reading.getByText(text.custody.kinds['file-opened']).count()).toBe(0)
      await olena.seat.leave()
    })

    it('a file that cannot be recorded as opened: it stays shut', async () => {
      olena.seat.expectComplaint(/Failed to load resource/)
      between.rewrite = showFiles(other, target, [whole])
      await olena.openTestimony(OTHER)
      between.intercept = exchange => (exchange.path === '/api/desk/events' ? null : exchange)
      expect(await files.settle(0)).toBe(text.codes.unreachable)
      expect(await olena.page.locator('iframe').count()).toBe(0)
      between.intercept = exchange => exchange
      expect(await files.settle(0)).toBe('shown')
      await olena.seat.leave()
    })
  })
})
