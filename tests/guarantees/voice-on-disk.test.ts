import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en as evidence } from '#app/i18n/evidence/en.ts'
import { fieldOf, say } from '#app/testimony/form-words.ts'
import { askPage, killProfile, launchProfile } from '#tests/support/browser.ts'
import { filesOf, findOnDisk } from '#tests/support/disk.ts'
import { microphoneThatHears } from '#tests/support/fake-microphone.ts'
import { FIREFOX_MICROPHONE, FirefoxWitness, killFirefox, launchFirefox } from '#tests/support/firefox.ts'
import { Folders } from '#tests/support/folders.ts'
import { openNewestWithFiles } from '#tests/support/open-files.ts'
import { setUpOrganisation, type Organisation } from '#tests/support/organisation.ts'
import { beginRecording, finishRecording, LISTEN, waitForSeconds, walkToVoice } from '#tests/support/recording.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { FORM, KEEP, Witness } from '#tests/support/witness.ts'

const { voice } = evidence
const VOICE = say(fieldOf(FORM, 'account.voice')!.label, 'en')
/** Browsers write their session some seconds later; this is longer. */
const WRITTEN = 12_000
/** Longer than what is taken out of the recorder at once. */
const SPOKEN = 7

/** The last recording, as `LISTEN` saw it pass. */
const BYTES = `(async () => {
  const bytes = new Uint8Array(await heard.last.arrayBuffer())
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
})()`
const LABELS = `(async () => (await navigator.mediaDevices.enumerateDevices()).map(one => one.label).filter(Boolean))()`

/** Records a voice, looks at the bytes, and ends the browser as a power cut does. */
type Way = (profile: string, origin: string) => Promise<{ bytes: Buffer; labels: string[] }>

const WAYS: Record<string, Way> = {
  Chromium: async (profile, origin) => {
    const context = await launchProfile(profile, microphoneThatHears('tone'))
    await context.addInitScript(LISTEN)
    const witness = await Witness.join(context, origin, 'en')
    await walkToVoice(witness)
    await beginRecording(witness)
    await waitForSeconds(witness, SPOKEN)
    await finishRecording(witness)
    const bytes = Buffer.from(await askPage<string>(witness.page, BYTES), 'base64')
    const labels = await askPage<string[]>(witness.page, LABELS)
    await sleep(WRITTEN)
    await killProfile(profile)
    return { bytes, labels }
  },
  Firefox: async (profile, origin) => {
    const firefox = await launchFirefox(profile, FIREFOX_MICROPHONE)
    const witness = await FirefoxWitness.arrive(firefox, origin, 'en')
    await witness.page.evaluateOnNewDocument(LISTEN)
    await recordInFirefox(witness)
    const bytes = Buffer.from((await witness.page.evaluate(BYTES)) as string, 'base64')
    const labels = (await witness.page.evaluate(LABELS)) as string[]
    await sleep(WRITTEN)
    await killFirefox(firefox)
    return { bytes, labels }
  },
}

async function recordInFirefox(witness: FirefoxWitness): Promise<void> {
  await witness.begin()
  await witness.tell(KEEP, VOICE)
  await witness.press(voice.record)
  await witness.press(voice.start)
  for (let i = 0; i < 400 && Number((await witness.read('[role=timer]')).split(':')[1]) < SPOKEN; i++) await sleep(50)
  await witness.press(voice.finish)
  await witness.find('.voice-said', `${voice.recorded} ${voice.here}`)
}

describe('a voice', () => {
  let server: TestServer
  let organisation: Organisation
  const folders = new Folders()

  beforeAll(async () => {
    server = await startServer()
    organisation = await setUpOrganisation(server.origin, server.setUpCode)
  })
  afterAll(async () => {
    await server.end()
    await folders.remove()
  })

  it.each(Object.entries(WAYS))(
    'leaves nothing of itself or of the microphone in a profile of %s',
    async (_, record) => {
      const profile = folders.make('svidok-profile-')
      const { bytes, labels } = await record(profile, server.origin)
      expect(bytes.includes('OpusHead')).toBe(true)
      expect(bytes.length).toBeGreaterThan(300)
      // Sound packs badly: no sixteen bytes of it come by chance.
      const samples = [0.2, 0.5, 0.8].map(part => bytes.subarray(bytes.length * part, bytes.length * part + 16))
      const found = filesOf(profile).filter(file => samples.some(sample => file.bytes.includes(sample)))
      expect(found.map(file => file.path)).toEqual([])
      expect(findOnDisk(profile, ['OpusHead', ...labels])).toEqual([])
    },
  )

  it('is recorded and sent by Firefox too, without a complaint', async () => {
    const firefox = await launchFirefox(folders.make('svidok-profile-'), FIREFOX_MICROPHONE)
    const witness = await FirefoxWitness.arrive(firefox, server.origin, 'en')
    await recordInFirefox(witness)
    await witness.tell(KEEP)
    await witness.press(witness.words.check.send)
    await witness.find('h1', witness.words.code.heading)
    await witness.find('[role=status] span', evidence.way.all)
    expect(await witness.refusals()).toEqual([])
    expect(witness.complaints).toEqual([])
    await firefox.close()
    const { files } = await openNewestWithFiles(await organisation.signIn())
    expect(files).toMatchObject([{ id: 'f1', meta: { picker: 'microphone' }, code: null }])
    expect(files[0]!.type).toMatch(/^audio\/(webm|ogg)$/)
    expect(Buffer.from(files[0]!.content).includes('OpusHead')).toBe(true)
  })
})
