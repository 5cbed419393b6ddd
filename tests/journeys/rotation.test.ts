import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toB64u } from '#app/crypto/bytes.ts'
import { en as words } from '#app/i18n/keys/en.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { HostileServer, type Exchange } from '#tests/support/hostile-server.ts'
import { openAll } from '#tests/support/open-all.ts'
import { FOUNDER, setUpOrganisation, type Organisation } from '#tests/support/organisation.ts'
import { readTarget, sealSample, sendSubmission, writeSample, type Target } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { button } from '#tests/support/set-up.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

const CONTACT = { name: 'Марія', handle: '@mine' }

/** Wraps are moved in batches of ten here, so that a rotation has a middle. */
describe('a rotation that is interrupted', () => {
  let server: TestServer
  let between: HostileServer
  let organisation: Organisation
  let browser: Browser
  let olena: Colleague
  let all = 0
  let contacts = 0

  const inBatches = (exchange: Exchange): Exchange => ({
    ...exchange,
    path: exchange.path.replace(/limit=\d+/, 'limit=10'),
  })
  const isSwap = (exchange: Exchange) => exchange.method === 'POST' && exchange.path === '/api/desk/wraps'

  /** Signs in, and resolves when the `n`th batch is about to be stored; nothing passes any more until the record is cleared. */
  const rotateUntil = async (n: number): Promise<void> => {
    let batches = 0
    const reached = new Promise<void>(resolve => {
      between.intercept = async exchange => {
        if (isSwap(exchange) && ++batches >= n) {
          resolve()
          await new Promise(() => undefined)
        }
        return inBatches(exchange)
      }
    })
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.beginRotation()
    await reached
  }
  const expectEverythingOpens = async () => {
    expect(await openAll(await organisation.signIn())).toEqual({ cards: all, accounts: all, contacts })
  }
  const openEpochs = async () => (await (await organisation.signIn()).readState()).epochs.filter(epoch => epoch.open)

  const finishAnew = async () => {
    between.intercept = inBatches
    const again = await Colleague.arrive(browser, between.origin)
    await again.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await again.goOnWithRotation()
    await again.waitForRotation()
    await again.seat.leave()
  }

  beforeAll(async () => {
    between = await HostileServer.open(() => server.port)
    server = await startServer({ origin: between.origin })
    organisation = await setUpOrganisation(between.origin, server.setUpCode)
    const target = await readTarget(between.origin)
    const samples = Array.from({ length: 45 }, (_, i) =>
      sealSample(target, writeSample(`Розповідь ${i}`, i % 3 === 0 ? { contact: CONTACT } : {})),
    )
    await Promise.all(samples.map(sample => sendSubmission(between.origin, sample.body)))
    all = samples.length
    contacts = 15
    browser = await launchBrowser()
  })
  beforeEach(async () => {
    between.clear()
    olena = await Colleague.arrive(browser, between.origin)
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
    await between.close()
  })

  it('by a tab that was closed leaves everything openable, and going on finishes', async () => {
    await expectEverythingOpens()
    await rotateUntil(3)
    await olena.seat.context.close()
    between.intercept = exchange => exchange
    expect((await openEpochs()).length).toBeGreaterThan(2)
    await expectEverythingOpens()
    await finishAnew()
    expect(await openEpochs()).toEqual([
      expect.objectContaining({ compartment: 'account', epoch: 2, wraps: 0, quarantined: 0 }),
      expect.objectContaining({ compartment: 'contact', epoch: 2, wraps: 0, quarantined: 0 }),
    ])
    await expectEverythingOpens()
  })

  it('by a killed server says so, leaves everything openable, and going on finishes in the same tab', async () => {
    olena.seat.expectComplaint(/Failed to load resource|ERR_/)
    let batches = 0
    between.intercept = async exchange => {
      if (isSwap(exchange) && ++batches === 4) await server.stop('SIGKILL')
      return inBatches(exchange)
    }
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.beginRotation()
    await olena.page.getByText(words.keys.stopped).waitFor({ timeout: 60_000 })
    await server.start()
    await expectEverythingOpens()
    await button(olena.page, words.keys.goOn).click()
    await olena.waitForRotation()
    expect((await openEpochs()).map(epoch => epoch.epoch)).toEqual([3, 3])
    await expectEverythingOpens()
    await olena.seat.leave()
  })

  it('by a lost network says so, leaves everything openable, and going on finishes in the same tab', async () => {
    olena.seat.expectComplaint(/Failed to load resource|ERR_/)
    let batches = 0
    between.intercept = exchange => (isSwap(exchange) && ++batches > 2 ? null : inBatches(exchange))
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.beginRotation()
    await olena.page.getByText(words.keys.stopped).waitFor({ timeout: 60_000 })
    await olena.alerts.filter({ hasText: 'unreachable' }).waitFor()
    between.intercept = exchange => exchange
    await expectEverythingOpens()
    between.intercept = inBatches
    await button(olena.page, words.keys.goOn).click()
    await olena.waitForRotation()
    expect((await openEpochs()).map(epoch => epoch.epoch)).toEqual([4, 4])
    await expectEverythingOpens()
    await olena.seat.leave()
  })

  it('by its own stop button waits for as long as one likes', async () => {
    between.intercept = async exchange => {
      if (isSwap(exchange)) await new Promise(resolve => setTimeout(resolve, 700))
      return inBatches(exchange)
    }
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.beginRotation()
    await olena.page.getByRole('progressbar').waitFor()
    await button(olena.page, words.keys.stop).click()
    await olena.page.getByText(words.keys.stopped).waitFor()
    await expectEverythingOpens()
    await olena.seat.leave()
    await finishAnew()
    await expectEverythingOpens()
  })

  it('by nothing, while witnesses go on sending: none is missed, and who holds an old key is wrapped anew', async () => {
    const target = await readTarget(between.origin)
    const witness = await Witness.arrive(browser, between.origin, 'uk')
    witness.seat.expectComplaint(/409/)
    await witness.begin(`#${organisation.fingerprint}`)
    await witness.tell({ ...KEEP, 'account.narrative': 'Надіслано посеред зміни ключів' })

    let sent = 0
    between.intercept = async exchange => {
      // Sealed to the epoch that is being replaced, they arrive while wraps are moved.
      if (isSwap(exchange) && sent < 5) {
        sent++
        const { status } = await sendSubmission(
          between.origin,
          sealSample(target, writeSample(`Спізніла ${sent}`)).body,
        )
        expect(status).toBe(200)
        all++
      }
      return inBatches(exchange)
    }
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.beginRotation()
    await olena.waitForRotation()
    expect(sent).toBeGreaterThan(3)
    await expectEverythingOpens()
    await olena.seat.leave()

    // The witness's browser asks for the key once more before it seals; here it gets the answer from before the rotation.
    between.clear()
    const old = oldAnswer(target)
    let first = true
    between.rewrite = (answer, exchange) => {
      if (exchange.path !== '/api/key-log' || !first) return answer
      first = false
      return { ...answer, body: old }
    }
    await witness.send()
    expect(between.requests('POST', '/api/submissions')).toHaveLength(2)
    all++
    await expectEverythingOpens()
    await witness.seat.leave()
  })
})

/** The answer of /api/key-log as it was at the time of a target. */
function oldAnswer({ log, keys }: Target): Buffer {
  const epochs = (['account', 'contact'] as const).map(compartment => ({
    compartment,
    epoch: log.epochs[compartment].length,
    kem: toB64u(keys[compartment]),
  }))
  return Buffer.from(JSON.stringify({ entries: log.entries, keys: epochs }))
}
