import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { en as text } from '#app/i18n/desk/en.ts'
import { en as evidence } from '#app/i18n/evidence/en.ts'
import { en as words } from '#app/i18n/keys/en.ts'
import { fieldOf } from '#app/testimony/form-words.ts'
import { findBarriers } from '#tests/support/axe.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { microphoneThatHears } from '#tests/support/fake-microphone.ts'
import { formIn } from '#tests/support/forms.ts'
import { HostileServer } from '#tests/support/hostile-server.ts'
import { Recoverer } from '#tests/support/recoverer.ts'
import { beginRecording, control, finishRecording, walkToVoice } from '#tests/support/recording.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { button, Founder, heading, type Papers } from '#tests/support/set-up.ts'
import { CONTACT } from '#tests/support/team.ts'
import { CASES } from '#tests/support/told-lengths.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

const { voice } = evidence
const ACCOUNT = 'Розповідь, яку відкриють за столом'

/** Every page, as it stands in front of somebody, in light and in dark: nothing serious, nothing critical. */
describe('no barrier', () => {
  let server: TestServer
  let between: HostileServer
  let browser: Browser
  let papers: Papers
  let looked: string[] = []
  let found: string[] = []

  beforeAll(async () => {
    between = await HostileServer.open(() => server.port)
    server = await startServer({ origin: between.origin })
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
    await between.close()
  })

  beforeEach(() => {
    looked = []
    found = []
  })
  // Once a way was gone to its end, so that one barrier hides no other.
  afterEach(() => expect(found).toEqual([]))

  const look = async (seat: { page: Parameters<typeof findBarriers>[0] }, step: string) => {
    looked.push(step)
    found.push(...(await findBarriers(seat.page)).map(barrier => `${step}: ${barrier}`))
  }

  it('in the set-up', async () => {
    const founder = await Founder.arrive(browser, between.origin)
    founder.after = step => look(founder, `set-up: ${step}`)
    papers = await founder.setUp(server.setUpCode)
    expect(looked.length).toBeGreaterThan(6)
    await founder.seat.open('/set-up')
    await heading(founder.page, words.setUp.alreadyTitle).waitFor()
    await look(founder, 'set-up: already')
    await founder.seat.leave()
  })

  it.each(['uk', 'en'] as const)('on any screen of the witness’s page (%s)', async language => {
    const witness = await Witness.arrive(browser, between.origin, language, { viewport: { width: 360, height: 740 } })
    witness.after = step => look(witness, `witness: ${step}`)
    const told = {
      ...KEEP,
      'account.narrative': 'Слово',
      'consent.contact': 'yes',
      'contact.may': 'yes',
      'start.capacity': 'served_in_unit',
      'safety.urgent': ['self_harm'],
    }
    await witness.submit(told, `#${papers.fingerprint}`)
    expect(looked.length).toBeGreaterThan(12)
    await witness.seat.leave()
  })

  it('on any kind of question of the longest form, in its lists, and in its check', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'uk', { viewport: { width: 320, height: 740 } })
    const kinds = new Set<string>()
    // Every kind of screen once: by what it asks for, and whether it asks for several things.
    const kindOf = (step: string): string => {
      const types = step.split(', ').map(id => fieldOf(formIn('full'), id)?.type)
      return types[0] ? types.join(' ') : (step.split(' ')[0] ?? '')
    }
    witness.after = async step => {
      const kind = kindOf(step)
      if (kinds.has(kind)) return
      kinds.add(kind)
      await look(witness, `full: ${step}`)
      await witness.seat.picture(`full-${step.replace(/\W+/g, '-').slice(0, 40)}`)
    }
    await witness.begin()
    await witness.tell({ ...CASES.full.told, 'review.feeling': 'bad' }, 'full')
    for (const left of await witness.page.locator('summary').all()) await left.click()
    await witness.send()
    expect([...kinds]).toEqual(expect.arrayContaining(['date', 'place', 'number', 'refs', 'list', 'gate', 'check']))
    await witness.seat.leave()
  })

  it('where a voice is recorded, listened to and taken off, and where the microphone is missing', async () => {
    const hearing = await launchBrowser(microphoneThatHears('tone'))
    const witness = await Witness.arrive(hearing, between.origin, 'en', { viewport: { width: 320, height: 740 } })
    await walkToVoice(witness)
    await look(witness, 'voice: begin')
    await control(witness, voice.record).click()
    await look(witness, 'voice: before')
    await control(witness, voice.notNow).click()
    await beginRecording(witness)
    await look(witness, 'voice: recording')
    await control(witness, voice.pause).click()
    await look(witness, 'voice: paused')
    await finishRecording(witness)
    await look(witness, 'voice: recorded')
    await control(witness, voice.again).click()
    await look(witness, 'voice: again')
    await control(witness, voice.sureNo).click()
    await control(witness, voice.takeOff).click()
    await look(witness, 'voice: taken off')
    await witness.seat.leave()
    await hearing.close()
    const deaf = await Witness.arrive(browser, between.origin, 'en', { viewport: { width: 320, height: 740 } })
    await walkToVoice(deaf)
    await control(deaf, voice.record).click()
    await control(deaf, voice.start).click()
    await control(deaf, voice.retry).waitFor()
    await look(deaf, 'voice: failed')
    await deaf.seat.leave()
  })

  it('when the witness forgot something, could not send, or may not', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'ru')
    await witness.begin()
    await witness.tell({})
    await witness.button(witness.words.check.send).click()
    await witness.page.getByRole('alert').getByText(witness.words.check.keep).waitFor()
    await look(witness, 'witness: mistakes')
    await witness.seat.leave()

    const cut = await Witness.arrive(browser, between.origin, 'ru')
    cut.seat.expectComplaint(/Failed to load resource/)
    await cut.begin()
    await cut.tell({ ...KEEP, 'account.narrative': 'Слово' })
    between.intercept = exchange => (exchange.method === 'POST' ? null : exchange)
    await cut.button(cut.words.check.send).click()
    await cut.heading(cut.words.sending.failed).waitFor({ timeout: 60_000 })
    await look(cut, 'witness: not sent')
    between.clear()
    await cut.seat.leave()

    const blocked = await Witness.arrive(browser, between.origin, 'ru')
    await blocked.seat.open(`/#${'1'.repeat(40)}`)
    await blocked.page.getByText(blocked.words.blocked).waitFor()
    await look(blocked, 'witness: blocked')
    await blocked.seat.leave()
  })

  it('at the desk: sign-in, queue, testimony, contact, menus, keyboard help', async () => {
    const sample = sealSample(await readTarget(between.origin), writeSample(ACCOUNT, { contact: CONTACT }))
    await sendSubmission(between.origin, sample.body)
    const olena = await Colleague.arrive(browser, between.origin)
    await olena.seat.open('/desk')
    await olena.page.getByRole('textbox', { name: words.gate.handle }).waitFor()
    await look(olena, 'sign-in')
    olena.seat.expectComplaint(/401/)
    await olena.knock(papers.handle, 'not the passphrase')
    await olena.alerts.filter({ hasText: words.problems['sign-in'] }).waitFor()
    await look(olena, 'sign-in refused')
    await olena.signIn(papers.handle, papers.passphrase)
    await olena.waitForQueue()
    await look(olena, 'queue')
    // Witnesses of the cases before have left other rows.
    await olena.openTestimony(ACCOUNT)
    await olena.setStatus('triage')
    await olena.writeNote('Примітка')
    await look(olena, 'testimony')
    await olena.reading.getByText(/Chain of/).click()
    await button(olena.page, text.contact.open).click()
    await button(olena.page, text.contact.hide).waitFor()
    await look(olena, 'testimony with contact and custody')
    await olena.panel.getByRole('button', { name: new RegExp(`^${text.panel.status}`) }).click()
    await look(olena, 'menu')
    await olena.page.keyboard.press('Escape')
    await olena.page.keyboard.press('?')
    await heading(olena.page, text.keys.title).first().waitFor()
    await look(olena, 'keyboard help')
    await olena.seat.leave()
  })

  it('among people and keys, and where somebody joins', async () => {
    const olena = await Colleague.arrive(browser, between.origin)
    await olena.signIn(papers.handle, papers.passphrase)
    await olena.goTo(words.common.people)
    await look(olena, 'people')
    await button(olena.page, words.people.invite).click()
    await look(olena, 'inviting')
    await button(olena.page, words.common.cancel).click()
    const link = await olena.invite('Taras', ['reviewer', 'admin'])
    const taras = await Colleague.arrive(browser, between.origin)
    await taras.page.goto(link)
    await taras.page.getByRole('textbox', { name: words.passphrase.handle }).waitFor()
    await look(taras, 'joining')
    await taras.page.goto('about:blank')
    await taras.join(link, 'taras')
    await look(taras, 'joined')
    await taras.seat.leave()
    await olena.goTo(words.common.keys)
    await heading(olena.page, words.keys.title).waitFor()
    await look(olena, 'keys')
    await button(olena.page, words.keys.rotate).click()
    await look(olena, 'before a rotation')
    await button(olena.page, words.keys.begin).click()
    await olena.waitForRotation()
    await look(olena, 'after a rotation')
    await olena.seat.leave()
  })

  it('in the recovery', async () => {
    const yurii = await Recoverer.arrive(browser, between.origin)
    yurii.after = step => look(yurii, `recovery: ${step}`)
    await yurii.recover([papers.shares[0]!, papers.shares[1]!], 'Yurii', 'yurii')
    await yurii.seat.leave()
  })
})
