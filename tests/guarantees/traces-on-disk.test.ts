import { createServer, type Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fieldsOf } from '#app/testimony/form-words.ts'
import type { ShortlyTold } from '#tests/support/answering.ts'
import { killProfile, launchProfile } from '#tests/support/browser.ts'
import { findOnDisk } from '#tests/support/disk.ts'
import { FirefoxWitness, killFirefox, launchFirefox } from '#tests/support/firefox.ts'
import { Folders } from '#tests/support/folders.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { findFreePort } from '#tests/support/ports.ts'
import { readChromiumProfile, readFirefoxProfile, type Kept } from '#tests/support/profile.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { FORM, KEEP, Witness, WORDS } from '#tests/support/witness.ts'

const CANARIES = ['перекотигориця', 'qzvortlamp', 'стрибоклен', 'kweftundra']
const TOLD: ShortlyTold = {
  ...KEEP,
  'consent.contact': 'yes',
  'contact.may': 'yes',
  'contact.channel': 'phone',
  'account.narrative': `Слово, якого немає: ${CANARIES[0]} ${CANARIES[1]}.`,
  'contact.handle': `${CANARIES[2]} ${CANARIES[3]}`,
}
/** What is asked, in every language, where it is more than a word or two: nobody who finds the device learns it from the profile. */
const QUESTIONS = fieldsOf(FORM)
  .flatMap(field => Object.values(field.label))
  .filter(label => label.length > 12)
/** Each two groups that follow each other, in the ways that a code is written. */
const partsOf = (code: string): string[] => {
  const groups = code.split(' ')
  return groups.slice(1).flatMap((group, i) => [' ', '', '-', '\n'].map(between => groups[i] + between + group))
}

/** A way through the form in one browser, with a profile on disk. */
interface Way {
  begin(): Promise<void>
  tell(told: ShortlyTold): Promise<void>
  send(): Promise<string>
  typeBack(code: string): Promise<void>
  leave(): Promise<void>
  /** Types into a page that takes no care, of another origin. */
  typeCarelessly(address: string, text: string): Promise<void>
  close(): Promise<void>
  kill(): Promise<void>
}

const BROWSERS: Record<
  string,
  { open: (profile: string, origin: string) => Promise<Way>; read: typeof readChromiumProfile }
> = {
  Chromium: {
    open: async (profile, origin) => {
      const context = await launchProfile(profile)
      const witness = await Witness.join(context, origin, 'en')
      return {
        begin: () => witness.begin(),
        tell: told => witness.tell(told),
        send: () => witness.send(),
        typeBack: code => witness.typeBack(code),
        leave: async () => {
          await witness.leave()
          await witness.waitForNeutralPage()
        },
        typeCarelessly: async (address, text) => {
          await witness.page.goto(address)
          await witness.page.getByRole('textbox').pressSequentially(text)
        },
        close: () => witness.seat.leave(),
        kill: () => killProfile(profile),
      }
    },
    read: readChromiumProfile,
  },
  Firefox: {
    open: async (profile, origin) => {
      const firefox = await launchFirefox(profile)
      const witness = await FirefoxWitness.arrive(firefox, origin, 'en')
      return {
        begin: () => witness.begin(),
        tell: told => witness.tell(told),
        send: () => witness.send(),
        typeBack: code => witness.typeBack(code),
        leave: () => witness.leave(),
        typeCarelessly: async (address, text) => {
          await witness.page.goto(address)
          await witness.page.type('textarea', text)
        },
        close: () => firefox.close(),
        kill: () => killFirefox(firefox),
      }
    },
    read: readFirefoxProfile,
  },
}

/** Browsers write their session some seconds later; this is longer. */
const WRITTEN = 12_000

describe.each(Object.entries(BROWSERS))('a profile of %s on disk', (_, { open, read }) => {
  let server: TestServer
  let careless: Server
  let address: string
  const folders = new Folders()

  beforeAll(async () => {
    server = await startServer()
    await setUpOrganisation(server.origin, server.setUpCode)
    careless = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end('<title>Careless</title><textarea id="story"></textarea>')
    })
    const port = await findFreePort()
    await new Promise<void>(resolve => careless.listen(port, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${port}/`
  })
  afterAll(async () => {
    careless.closeAllConnections()
    careless.close()
    await server.end()
    await folders.remove()
  })

  it('keeps neither a word, the code nor a question when the witness has sent and left', async () => {
    const profile = folders.make('svidok-profile-')
    const way = await open(profile, server.origin)
    await way.begin()
    await way.tell(TOLD)
    const code = await way.send()
    await way.typeBack(code)
    await way.leave()
    await way.close()
    expect(findOnDisk(profile, [...CANARIES, ...QUESTIONS, ...partsOf(code)])).toEqual([])
    const kept = read(profile, server.origin)
    const neutral = [`${server.origin}/ ${WORDS.en.title}`, `${server.origin}/table ${WORDS.en.neutral.heading}`]
    for (const entry of kept.history) expect(neutral).toContain(entry)
    expect(new Set(kept.history).size).toBe(kept.history.length)
    expect(kept.cached.filter(path => !/^\/(assets\/[\w.-]+|icon\.svg)$/.test(path))).toEqual([])
    expect(kept.cached.length).toBeGreaterThan(3)
    const { history: _history, cached: _cached, ...rest } = kept
    expect(rest).toEqual({ cookies: 0, forms: 0, downloads: 0, storage: [] } satisfies Partial<Kept>)
  })

  it('keeps nothing of what was being written when the browser is killed, and comes back', async () => {
    const profile = folders.make('svidok-profile-')
    const way = await open(profile, server.origin)
    await way.begin()
    await way.tell(TOLD)
    await sleep(WRITTEN)
    await way.kill()
    expect(findOnDisk(profile, [...CANARIES, ...QUESTIONS])).toEqual([])
    const again = await open(profile, server.origin)
    await sleep(WRITTEN / 4)
    await again.close()
    expect(findOnDisk(profile, [...CANARIES, ...QUESTIONS])).toEqual([])
  })

  it('does keep what is typed into a page that takes no care: the search would find it', async () => {
    const profile = folders.make('svidok-profile-')
    const way = await open(profile, server.origin)
    await way.typeCarelessly(address, CANARIES.join(' '))
    await sleep(WRITTEN)
    await way.kill()
    expect(findOnDisk(profile, CANARIES).length).toBeGreaterThanOrEqual(CANARIES.length)
  })
})
