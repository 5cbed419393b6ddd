import { setTimeout as sleep } from 'node:timers/promises'
import type { Locator } from 'playwright-core'
import { en as evidence } from '#app/i18n/evidence/en.ts'
import { askPage } from './browser.ts'
import { KEEP, type Witness } from './witness.ts'
import type { Told } from './answering.ts'

const { voice } = evidence

/** Notes every microphone that the page gets, and every address in memory that it makes and gives back. Runs before the page. */
export const LISTEN = `
  window.heard = { asked: 0, tracks: [], urls: new Set() }
  const ask = navigator.mediaDevices?.getUserMedia
  if (ask) navigator.mediaDevices.getUserMedia = async function (what) {
    window.heard.asked++
    const stream = await ask.call(navigator.mediaDevices, what)
    window.heard.tracks.push(...stream.getTracks())
    return stream
  }
  const [make, giveBack] = [URL.createObjectURL, URL.revokeObjectURL]
  URL.createObjectURL = what => { const url = make.call(URL, what); window.heard.urls.add(url); window.heard.last = what; return url }
  URL.revokeObjectURL = url => { window.heard.urls.delete(url); giveBack.call(URL, url) }
`

/** What `LISTEN` noted: how often a microphone was asked for, whether one is on, how many addresses are alive. */
export function readHeard(witness: Witness): Promise<{ asked: number; on: number; urls: number }> {
  return askPage(
    witness.page,
    `({ asked: heard.asked, on: heard.tracks.filter(one => one.readyState === 'live').length, urls: heard.urls.size })`,
  )
}

/** A button of the voice, by how its name begins. */
export function control(witness: Witness, text: string): Locator {
  return witness.page.getByRole('button', { name: new RegExp(`^${text}`) })
}

/** From the first page to the question for a voice, in English. */
export async function walkToVoice(witness: Witness, told: Told = KEEP): Promise<void> {
  let there = false
  const { after } = witness
  witness.after = async step => {
    await after(step)
    if (step !== 'account.voice') return
    there = true
    throw new Error('stop here')
  }
  await witness.begin()
  await witness.tell(told).catch((error: unknown) => {
    if (!there) throw error
  })
  witness.after = after
}

/** Starts a recording and waits until it has gone on for so many seconds. */
export async function beginRecording(witness: Witness, seconds = 2): Promise<void> {
  await control(witness, voice.record).or(control(witness, voice.more)).click()
  await control(witness, voice.start).click()
  await waitForSeconds(witness, seconds)
}

/** Waits until the time of the recording is this, or later. */
export async function waitForSeconds(witness: Witness, seconds: number): Promise<void> {
  const time = witness.page.getByRole('timer')
  for (let i = 0; i < 400; i++) {
    const [minutes = 0, rest = 0] = (await time.innerText()).split(':').map(Number)
    if (minutes * 60 + rest >= seconds) return
    await sleep(50)
  }
  throw new Error('the recording does not go on')
}

export async function finishRecording(witness: Witness): Promise<void> {
  await control(witness, voice.finish).click()
  await witness.page.getByText(voice.recorded).waitFor()
}
