import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FirefoxWitness, launchFirefox } from '#tests/support/firefox.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { databaseOf } from '#tests/support/thief.ts'
import { KEEP, WORDS } from '#tests/support/witness.ts'

describe('a witness at Firefox ESR', () => {
  const profile = mkdtempSync(join(tmpdir(), 'svidok-profile-'))
  let server: TestServer
  let firefox: Browser

  beforeAll(async () => {
    server = await startServer()
    await setUpOrganisation(server.origin, server.setUpCode)
    firefox = await launchFirefox(profile)
  })
  afterAll(async () => {
    await firefox.close()
    await server.end()
    await rm(profile, { recursive: true, force: true })
  })

  it.each(['uk', 'en'] as const)(
    'goes the whole way (%s): writes, sends, types the code back, leaves',
    async language => {
      const witness = await FirefoxWitness.arrive(firefox, server.origin, language)
      await witness.begin()
      await witness.tell({
        ...KEEP,
        'safety.now': 'not_sure',
        'account.narrative': 'Мене викликали у військкомат.',
        'consent.contact': 'yes',
        'contact.may': 'yes',
        'contact.channel': 'phone',
        'contact.handle': '+380000000000',
      })
      const shown = await witness.read('main')
      expect(shown).toContain('Мене викликали у військкомат.')
      expect(shown).toContain('+380000000000')
      const code = await witness.send()
      const database = new Database(databaseOf(server.data), { readonly: true })
      const stored = database.prepare('select count(*) from submissions').pluck().get()
      database.close()
      expect(stored).toBe(language === 'uk' ? 1 : 2)
      await witness.typeBack(code)
      expect(await witness.refusals()).toEqual([])
      await witness.leave()
      expect(await witness.refusals()).toEqual([])
      await witness.page.reload()
      expect(await witness.read('h1')).toBe(await witness.page.title())
      expect(await witness.page.$$('input, textarea')).toEqual([])
      expect(witness.complaints).toEqual([])
    },
  )

  it('who goes elsewhere without leaving and comes back finds nothing that was written', async () => {
    const witness = await FirefoxWitness.arrive(firefox, server.origin, 'uk')
    await witness.begin()
    await witness.tell({ ...KEEP, 'account.narrative': 'Мене викликали у військкомат.' })
    expect(await witness.read('main')).toContain('Мене викликали')
    await witness.page.goto('about:blank')
    await witness.page.goBack()
    expect(witness.page.url()).toBe(`${server.origin}/`)
    await witness.find('h1', WORDS.en.welcome.heading)
    expect(await witness.read('html')).not.toContain('Мене викликали')
    expect(await witness.page.$$('input, textarea')).toEqual([])
  })
})
