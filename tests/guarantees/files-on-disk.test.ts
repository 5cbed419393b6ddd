import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en as evidence } from '#app/i18n/evidence/en.ts'
import { killProfile, launchProfile } from '#tests/support/browser.ts'
import { findOnDisk } from '#tests/support/disk.ts'
import { CAMERA } from '#tests/support/evidence/tiff.ts'
import { evidenceFiles } from '#tests/support/evidence-files.ts'
import { FirefoxWitness, killFirefox, launchFirefox } from '#tests/support/firefox.ts'
import { Folders } from '#tests/support/folders.ts'
import { openNewestWithFiles } from '#tests/support/open-files.ts'
import { setUpOrganisation, type Organisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

const CANARIES = ['стрибоклен', 'qzvortlamp', 'kweftundra']
/** Browsers write their session some seconds later; this is longer. */
const WRITTEN = 12_000

/** Adds the files, sends them and leaves, or ends the browser as a power cut does while they are held. */
type Way = (profile: string, origin: string, files: readonly string[], until: 'left' | 'held') => Promise<void>

const WAYS: Record<string, Way> = {
  Chromium: async (profile, origin, files, until) => {
    const witness = await Witness.join(await launchProfile(profile), origin, 'en')
    witness.after = async step => {
      if (step !== 'list evidence') return
      await witness.page.locator('input[type=file][multiple]').setInputFiles([...files])
      await witness.page.getByText(evidence.files.looking).last().waitFor({ state: 'hidden' })
    }
    await witness.begin()
    await witness.tell(KEEP)
    if (until === 'held') {
      await sleep(WRITTEN)
      return killProfile(profile)
    }
    await witness.button(witness.words.check.send).click()
    await witness.waitForCode()
    await witness.state(evidence.way.all).waitFor()
    await witness.leave()
    await witness.waitForNeutralPage()
    await witness.seat.leave()
  },
  Firefox: async (profile, origin, files, until) => {
    const firefox = await launchFirefox(profile)
    const witness = await FirefoxWitness.arrive(firefox, origin, 'en')
    witness.files = files
    await witness.begin()
    await witness.tell(KEEP)
    if (until === 'held') {
      await sleep(WRITTEN)
      return killFirefox(firefox)
    }
    await witness.press(witness.words.check.send)
    await witness.find('h1', witness.words.code.heading)
    await witness.find('[role=status] span', evidence.way.all)
    await witness.leave()
    await firefox.close()
  },
}

describe.each(Object.entries(WAYS))('files in %s', (_, walk) => {
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

  /** A list and a photo, whose folder, names and contents are found nowhere else. */
  const filesIn = (folder: string): string[] => {
    const photo = evidenceFiles('http://127.0.0.1:9').find(one => one.what === 'photo of a phone')!
    const [list, picture] = [join(folder, `${CANARIES[0]}.txt`), join(folder, `${CANARIES[1]}.jpg`)]
    writeFileSync(list, `${CANARIES[2]}\n`.repeat(9_000))
    writeFileSync(picture, photo.bytes)
    return [list, picture]
  }

  it.each(['left', 'held'] as const)('leave neither name, content nor hidden data in the profile: %s', async until => {
    const profile = folders.make('svidok-profile-')
    const folder = folders.make('svidok-files-')
    const files = filesIn(folder)
    await walk(profile, server.origin, files, until)
    expect(findOnDisk(profile, [...CANARIES, folder, CAMERA.model])).toEqual([])
    if (until === 'held') return
    const { files: opened } = await openNewestWithFiles(await organisation.signIn())
    expect(opened.map(one => one.name).sort()).toEqual([`${CANARIES[0]}.txt`, `${CANARIES[1]}.jpg`].sort())
  })
})
