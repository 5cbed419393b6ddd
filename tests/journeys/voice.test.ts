import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en as evidence } from '#app/i18n/evidence/en.ts'
import { fill } from '#app/i18n/fill.ts'
import { askPage, launchBrowser } from '#tests/support/browser.ts'
import { microphoneThatHears } from '#tests/support/fake-microphone.ts'
import { openNewestWithFiles } from '#tests/support/open-files.ts'
import { setUpOrganisation, type Organisation } from '#tests/support/organisation.ts'
import {
  beginRecording,
  control,
  finishRecording,
  LISTEN,
  readHeard,
  waitForSeconds,
  walkToVoice,
} from '#tests/support/recording.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { Witness } from '#tests/support/witness.ts'

const { voice } = evidence
const FIRST = fill(voice.one, { n: 1 })

describe('a voice', () => {
  let server: TestServer
  let browser: Browser
  let organisation: Organisation

  beforeAll(async () => {
    server = await startServer()
    organisation = await setUpOrganisation(server.origin, server.setUpCode)
    browser = await launchBrowser(microphoneThatHears('tone'))
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
  })

  const arrive = async (by = browser) => {
    const witness = await Witness.arrive(by, server.origin, 'en')
    await witness.page.addInitScript(LISTEN)
    return witness
  }
  const hide = (hidden: boolean) => `
    Object.defineProperty(document, 'hidden', { configurable: true, value: ${hidden} })
    document.dispatchEvent(new Event('visibilitychange'))`

  it('is not listened to before the button is pressed, on any screen', async () => {
    const witness = await arrive()
    let screens = 0
    witness.after = async () => {
      screens++
      expect(await readHeard(witness)).toEqual({ asked: 0, on: 0, urls: 0 })
    }
    await walkToVoice(witness)
    await control(witness, voice.record).click()
    await witness.page.getByText(voice.before.known).waitFor()
    await witness.page.getByText(voice.before.asks).waitFor()
    expect(await readHeard(witness)).toEqual({ asked: 0, on: 0, urls: 0 })
    await witness.seat.picture('voice-before')
    await control(witness, voice.notNow).click()
    await control(witness, voice.record).click()
    await control(witness, voice.start).click()
    await waitForSeconds(witness, 1)
    expect(await readHeard(witness)).toMatchObject({ asked: 1, on: 1 })
    expect(screens).toBeGreaterThan(5)
    await witness.seat.leave()
  })

  it('is recorded, paused, recorded on and played back; its address in memory lives while it plays', async () => {
    const witness = await arrive()
    const { page, seat } = witness
    await walkToVoice(witness)
    await beginRecording(witness)
    const level = page.locator('.voice-level-now')
    await expect.poll(async () => Number(await level.getAttribute('width')), { timeout: 10_000 }).toBeGreaterThan(20)
    await seat.picture('voice-recording')
    await control(witness, voice.pause).click()
    const paused = await page.getByRole('timer').innerText()
    await seat.picture('voice-paused')
    await sleep(1200)
    expect(await page.getByRole('timer').innerText()).toBe(paused)
    await control(witness, voice.goOn).click()
    await waitForSeconds(witness, Number(paused.split(':')[1]) + 2)
    await finishRecording(witness)
    expect(await readHeard(witness)).toEqual({ asked: 1, on: 0, urls: 0 })
    await page.getByText(voice.here).waitFor()

    await control(witness, voice.play).click()
    await control(witness, voice.stopPlaying).waitFor()
    expect(await readHeard(witness)).toMatchObject({ urls: 1 })
    const position = page.getByRole('slider', { name: `${voice.position}: ${FIRST}` })
    await expect.poll(async () => Number(await position.inputValue()), { timeout: 10_000 }).toBeGreaterThan(500)
    await seat.picture('voice-playing')
    await control(witness, voice.play).waitFor()
    expect(await readHeard(witness)).toMatchObject({ urls: 0 })

    await control(witness, voice.takeOff).click()
    await page.getByText(fill(voice.takenOff, { item: FIRST })).waitFor()
    await seat.picture('voice-off')
    await control(witness, voice.undo).click()
    await control(witness, voice.again).click()
    await page.getByText(voice.sure).waitFor()
    await seat.picture('voice-sure')
    await control(witness, voice.again).click()
    await control(witness, voice.start).click()
    await waitForSeconds(witness, 1)
    await finishRecording(witness)
    await page.getByText(FIRST, { exact: true }).waitFor()
    expect(await page.getByRole('slider').count()).toBe(1)
    await beginRecording(witness, 1)
    await finishRecording(witness)
    await page.getByText(fill(voice.one, { n: 2 }), { exact: true }).waitFor()
    await seat.picture('voice-two')
    await witness.tell({ 'consent.voice': 'ask_first' })
    await page.getByText(new RegExp(`^${FIRST} · 0:0\\d$`)).waitFor()
    await seat.picture('voice-check')
    await seat.leave()
  })

  it('ends with Next, waits to be heard, and goes on at no other screen', async () => {
    const witness = await arrive()
    await walkToVoice(witness)
    await beginRecording(witness)
    await witness.button(witness.words.next).click()
    expect(await readHeard(witness)).toMatchObject({ asked: 1, on: 0 })
    await witness.page.getByText(voice.recorded).waitFor()
    await witness.goOn()
    await witness.heading('Let those recipients hear my recorded voice').waitFor()
    await witness.button(witness.words.back).click()
    await control(witness, voice.play).waitFor()
    await beginRecording(witness)
    await witness.press(witness.words.back)
    expect(await readHeard(witness)).toMatchObject({ asked: 2, on: 0 })
    await witness.goOn()
    await expect.poll(() => witness.page.getByRole('slider').count()).toBe(2)
    await witness.seat.leave()
  })

  it('is let go of in the tick in which the witness leaves, and nothing of it is left', async () => {
    const witness = await arrive()
    await walkToVoice(witness)
    await beginRecording(witness)
    const left = await askPage<{ on: number; urls: number; text: string }>(
      witness.page,
      `(() => {
        const before = heard.tracks.filter(one => one.readyState === 'live').length
        document.querySelector('a.leave').click()
        return { before, on: heard.tracks.filter(one => one.readyState === 'live').length, urls: heard.urls.size }
      })()`,
    )
    expect(left).toEqual({ before: 1, on: 0, urls: 0 })
    await witness.waitForNeutralPage()
    await witness.seat.leave()
  })

  it('stays, and that is said, when the page goes out of sight or the microphone is taken', async () => {
    const witness = await arrive()
    await walkToVoice(witness)
    await beginRecording(witness)
    await askPage(witness.page, hide(true))
    expect(await readHeard(witness)).toMatchObject({ on: 0 })
    await askPage(witness.page, hide(false))
    await witness.page.getByText(voice.ended.hidden).waitFor()
    await beginRecording(witness)
    await askPage(witness.page, `heard.tracks.at(-1).stop()`)
    await witness.page.getByText(voice.ended.taken).waitFor()
    expect(await witness.page.getByRole('slider').count()).toBe(2)
    await witness.seat.picture('voice-taken')
    await witness.seat.leave()
  })

  it('ends by itself at the greatest length, and is kept', async () => {
    const witness = await arrive()
    const { page } = witness
    await page.clock.install()
    await walkToVoice(witness)
    await beginRecording(witness)
    await page.clock.fastForward('30:00')
    await page.getByText(voice.ended.limit).waitFor()
    expect(await readHeard(witness)).toMatchObject({ on: 0 })
    await control(witness, voice.play).waitFor()
    await witness.seat.leave()
  })

  it('is told that no sound is heard', async () => {
    const deaf = await launchBrowser(microphoneThatHears('nothing'))
    const witness = await arrive(deaf)
    await walkToVoice(witness)
    await beginRecording(witness, 1)
    await witness.page.getByRole('status').getByText(voice.silent).waitFor()
    await witness.seat.picture('voice-silent')
    await finishRecording(witness)
    await witness.seat.leave()
    await deaf.close()
  })

  it.each([
    ['is refused', ['--use-fake-device-for-media-stream', '--deny-permission-prompts'], voice.failed.refused],
    ['is missing', ['--use-fake-ui-for-media-stream'], voice.failed.missing],
  ])('comes as a file where the microphone %s', async (_, flags, said) => {
    const other = await launchBrowser(flags)
    const witness = await arrive(other)
    const { page } = witness
    await walkToVoice(witness)
    await control(witness, voice.record).click()
    await control(witness, voice.start).click()
    await page.getByText(said).waitFor()
    await witness.seat.picture('voice-failed')
    const chosen = page.waitForEvent('filechooser')
    await control(witness, voice.addFile).click()
    await (await chosen).setFiles({ name: 'розповідь.ogg', mimeType: 'audio/ogg', buffer: Buffer.from('OggS') })
    await page.getByText('розповідь.ogg', { exact: true }).waitFor()
    await witness.tell({})
    await page.getByText('розповідь.ogg', { exact: true }).waitFor()
    await witness.seat.leave()
    await other.close()
  })

  it('comes as a file where the browser cannot record', async () => {
    const witness = await arrive()
    await witness.page.addInitScript('delete window.MediaRecorder')
    await walkToVoice(witness)
    await witness.page.getByText(voice.failed.missing).waitFor()
    expect(await control(witness, voice.record).count()).toBe(0)
    await control(witness, voice.addFile).waitFor()
    await witness.seat.picture('voice-missing')
    await witness.seat.leave()
  })

  it('alone is an account: it is received after the text, and opens and plays as it was recorded', async () => {
    const witness = await arrive()
    await walkToVoice(witness)
    await beginRecording(witness, 3)
    await finishRecording(witness)
    await witness.tell({ 'consent.voice': 'ask_first' })
    await witness.send()
    await witness.state(evidence.way.all).waitFor()
    await witness.seat.leave()

    const { account, files } = await openNewestWithFiles(await organisation.signIn())
    expect(account.answers).toMatchObject({ account: { voice: ['f1'] }, consent: { voice: { answer: 'ask_first' } } })
    expect(account.answers['account']).not.toHaveProperty('narrative')
    const [listed] = files
    expect(listed).toMatchObject({ id: 'f1', name: 'voice-1.webm', type: 'audio/webm', code: null })
    expect(listed!.meta).toMatchObject({ picker: 'microphone' })
    expect(listed!.meta).not.toHaveProperty('modified')
    const page = await browser.newPage()
    const played = await page.evaluate(PLAY, Buffer.from(files[0]!.content).toString('base64'))
    expect(played.seconds).toBeGreaterThan(2)
    expect(played.seconds).toBeLessThan(30)
    expect(played.at).toBeGreaterThan(0.2)
    await page.close()
  })
})

/** Plays a recording; how long it is and how far it came. */
const PLAY = async (base64: string): Promise<{ seconds: number; at: number }> => {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
  const audio = new Audio(URL.createObjectURL(new Blob([bytes])))
  const until = (event: string, holds: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      audio.addEventListener('error', () => reject(new Error('it does not play')))
      audio.addEventListener(event, () => holds() && resolve())
    })
  await until('loadedmetadata', () => true)
  audio.currentTime = 1e7
  await until('durationchange', () => Number.isFinite(audio.duration))
  const seconds = audio.duration
  audio.currentTime = 0
  await audio.play()
  await until('timeupdate', () => audio.currentTime > 0.2 && audio.currentTime < seconds)
  return { seconds, at: audio.currentTime }
}
