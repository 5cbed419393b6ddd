import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storedItems, wellFormed, type Testimony } from '#app/testimony/answers.ts'
import { encodeTestimony } from '#app/testimony/codec.ts'
import type { Place } from '#app/testimony/place.ts'
import { showUnseen } from '#app/testimony/visible-text.ts'
import { generateCorpus } from '#tests/corpus/corpus.ts'
import { noises } from '#tests/corpus/noise.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { offered } from '#tests/support/forms.ts'
import { setUpOrganisation, type Organisation } from '#tests/support/organisation.ts'
import { readTarget, sealSample, sendSubmission } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

/** Attacks that are text, in every field of the full form that takes text: sealed by code, read in a browser. */
describe('a witness who writes attacks into places, dates, names and markings', () => {
  let server: TestServer
  let organisation: Organisation
  let browser: Browser
  const { testimonies, truth } = generateCorpus({ formHash: length => offered(length).hash })
  const cases = noises
    .filter(noise => noise.fields !== undefined)
    .map(({ id, fields }) => {
      const title = `Case ${id}.`
      const told = testimonies[truth.findIndex(entry => entry.noise === id)]!
      return { id, fields: wellFormed(fields!), title, testimony: begunWith(told, title) }
    })

  beforeAll(async () => {
    server = await startServer()
    organisation = await setUpOrganisation(server.origin, server.setUpCode)
    const target = await readTarget(server.origin)
    for (const { testimony } of cases) {
      const { status } = await sendSubmission(server.origin, sealSample(target, encodeTestimony(testimony)).body)
      expect(status).toBe(200)
    }
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
  })

  it('is read as text by the desk: nothing runs, nothing is asked for, nothing hides', async () => {
    const reviewer = await Colleague.arrive(browser, server.origin)
    let dialogs = 0
    reviewer.page.on('dialog', () => dialogs++)
    await reviewer.signIn(organisation.founder.handle, organisation.founder.passphrase)
    await reviewer.waitForQueue()
    await reviewer.showAll()
    expect(await reviewer.rows().count()).toBe(cases.length)
    for (const { id, fields, title, testimony } of cases) {
      await reviewer.openTestimony(title)
      const shown = await reviewer.reading.locator('p').allTextContents()
      const [event] = storedItems(testimony.answers, 'event')
      const place = event!['place'] as Place | undefined
      // The event, its date and its place, an official, markings.
      expect(shown.filter(text => text === showUnseen(fields)).length, id).toBeGreaterThanOrEqual(place ? 5 : 4)
      expect(await reviewer.reading.locator('img, script, iframe, object, [onload], [onerror]').count()).toBe(0)
    }
    expect(dialogs).toBe(0)
    const elsewhere = reviewer.seat.requests.filter(request => !request.url().startsWith(server.origin))
    expect(elsewhere.map(request => request.url())).toEqual([])
    await reviewer.seat.leave()
  })
})

/** With a line in front by which the desk finds it. */
function begunWith(testimony: Testimony, title: string): Testimony {
  const account = { ...testimony.answers['account'], narrative: `${title} An account that is made up.` }
  return { ...testimony, answers: { ...testimony.answers, account } }
}
