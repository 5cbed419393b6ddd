import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languages } from '#app/i18n/language.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { setUpOrganisation, type Organisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { Tap } from '#tests/support/tap.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

/** Bytes as they passed the wire, headers included: counted, not timed. */
describe('the witness’s page is light', () => {
  let server: TestServer
  let tap: Tap
  let organisation: Organisation
  let browser: Browser

  beforeAll(async () => {
    tap = await Tap.open(() => server.port)
    server = await startServer({ origin: tap.origin })
    organisation = await setUpOrganisation(tap.origin, server.setUpCode, { languages: ['uk', 'ru', 'en', 'crh'] })
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
    await tap.close()
  })

  it.each(languages)(
    'in %s the first view takes at most 100 kB and 12 requests, all that is loaded until Received at most 280 kB',
    async language => {
      const witness = await Witness.arrive(browser, tap.origin, language)
      tap.clear()
      // What the page puts off to a quiet moment waits until the first view is counted.
      await witness.page.clock.install()
      await witness.page.clock.pauseAt(Date.now() + 1000)
      await witness.seat.open(`/#${organisation.fingerprint}`)
      await witness.button(witness.words.welcome.start).and(witness.page.locator(':enabled')).waitFor()
      const first = { bytes: tap.received, requests: askedFor(tap).length }
      expect(first.bytes).toBeGreaterThan(20_000)
      expect(first.bytes).toBeLessThanOrEqual(100_000)
      expect(first.requests).toBeLessThanOrEqual(12)

      await witness.page.clock.resume()
      await witness.button(witness.words.welcome.start).click()
      await witness.tell({ ...KEEP, 'account.narrative': 'Слово за слово. '.repeat(100) })
      await witness.send()
      const { received, sent } = tap
      console.log(
        `${language}: first view ${first.bytes} bytes in ${first.requests} requests, until Received ${received} bytes down, ${sent.length} up`,
      )
      expect(received).toBeLessThanOrEqual(280_000)
      await witness.seat.leave()

      const later = await loadForFull(tap, server.origin, language)
      console.log(`${language}: with all that the full form needs ${tap.received} bytes down: ${later.join(' ')}`)
      expect(later.length).toBeGreaterThan(3)
      // The goal is 280 kB; the screens of files and of the voice took it beyond that (README, "Measured").
      expect(tap.received).toBeLessThanOrEqual(300_000)
    },
  )

  it('a second visit takes nothing anew but the page and the form', async () => {
    const witness = await Witness.arrive(browser, tap.origin, 'uk')
    const { requests } = witness.seat
    const visit = async () => {
      await witness.page.clock.install()
      await witness.page.clock.pauseAt(Date.now() + 1000)
      await witness.seat.open('/')
      await witness.button(witness.words.welcome.start).and(witness.page.locator(':enabled')).waitFor()
    }
    await visit()
    const before = requests.length
    tap.clear()
    await visit()
    expect(requests.slice(before).filter(request => request.url().includes('/assets/')).length).toBeGreaterThan(3)
    expect(askedFor(tap)).toEqual(['/', '/api/form/express/uk'])
    await witness.seat.leave()
  })
})

/** What browsers asked for, as it passed the wire: a preload and the request that takes it are one. */
function askedFor(tap: Tap): string[] {
  return [...tap.sent.toString('latin1').matchAll(/^GET (\S+)/gm)].map(match => match[1]!)
}

/**
 * Other builds of the vault, what only a member's page asks for (the router and its sheets), and what only somebody asks for
 * who adds a file or records a voice: what looks inside, and what sends it.
 */
const NEVER_ASKED =
  /^(libsodium|router|entry\.router|root|files-way-screens|voice-answer|inspect|inspect-worker|transfer-worker|message|worker)-/

/**
 * Takes over the wire, after an express testimony, what a full one needs beside it: its form, the words of the longer forms
 * and every script and sheet that any script loaded so far can ask for, save `NEVER_ASKED`. Gives their paths.
 */
async function loadForFull(tap: Tap, origin: string, language: string): Promise<string[]> {
  const known = new Set(askedFor(tap).filter(path => path.startsWith('/assets/')))
  const later: string[] = []
  for (const path of known) {
    const script = path.endsWith('.js') ? await (await fetch(origin + path)).text() : ''
    for (const [, name = ''] of script.matchAll(/["'`](?:\.\/|\/?assets\/)([\w.-]+\.(?:js|css))["'`]/g)) {
      const found = `/assets/${name}`
      if (known.has(found) || NEVER_ASKED.test(name)) continue
      known.add(found)
      later.push(found)
    }
  }
  // Words are kept while the page is open.
  const words = `/api/words/${language}`
  later.push(`/api/form/full/${language}`, ...(askedFor(tap).includes(words) ? [] : [words]))
  for (const path of later) {
    const answer = await fetch(tap.origin + path, { headers: { 'accept-encoding': 'br' } })
    expect(answer.status, path).toBe(200)
    await answer.arrayBuffer()
  }
  return later
}
