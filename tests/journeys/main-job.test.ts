import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en as text } from '#app/i18n/desk/en.ts'
import { en as words } from '#app/i18n/keys/en.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { signInAsMember } from '#tests/support/member.ts'
import { Recoverer } from '#tests/support/recoverer.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { Founder, heading, type Papers } from '#tests/support/set-up.ts'
import { forget, openEverything, standsInFiles, steal, wrapsAndGrants, type Loot } from '#tests/support/thief.ts'
import { Witness } from '#tests/support/witness.ts'

const ACCOUNTS: Record<'uk' | 'ru' | 'en', string> = {
  uk: 'Чоловіка забрали з прохідної шахти, не дали навіть подзвонити.',
  ru: 'Сына увели прямо с пары, повестку показали уже в автобусе.',
  en: 'They stood at the factory gate and took every man under fifty.',
}
const NOTE = 'Порівняти з розповіддю про автобус.'
const begin = (account: string) => account.slice(0, 20)

/** The main job, step by step: each goes on from where the one before ended. */
describe('a testimony goes from a witness’s browser to a reviewer’s screen and survives a rotation', () => {
  let server: TestServer
  let browser: Browser
  let papers: Papers
  let taras: Colleague
  let iryna: Colleague
  let loot: Loot
  let passphrases: Record<'taras' | 'iryna', string>
  let before: string
  const codes: string[] = []

  beforeAll(async () => {
    server = await startServer()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.end()
    if (before) forget(before)
  })

  it('the administrator sets up the organisation in the browser', async () => {
    const founder = await Founder.arrive(browser, server.origin)
    founder.after = step => founder.seat.picture(`set-up ${step}`)
    papers = await founder.setUp(server.setUpCode)
    expect(papers.passphrase.split(' ')).toHaveLength(6)
    expect(papers.shares).toHaveLength(3)
    await founder.seat.leave()
  })

  it.each(['uk', 'ru', 'en'] as const)('a witness submits in %s', async language => {
    const witness = await Witness.arrive(browser, server.origin, language)
    witness.after = step => witness.seat.picture(`witness ${language} ${step}`)
    codes.push(
      await witness.submit({ 'account.narrative': ACCOUNTS[language], 'safety.now': 'safe' }, `#${papers.fingerprint}`),
    )
    await witness.seat.leave()
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('the administrator invites two reviewers by secret links, and admits them', async () => {
    const olena = await Colleague.arrive(browser, server.origin)
    await olena.signIn(papers.handle, papers.passphrase)
    const links = [await olena.invite('Taras'), await olena.invite('Iryna')]
    taras = await Colleague.arrive(browser, server.origin)
    iryna = await Colleague.arrive(browser, server.origin)
    passphrases = { taras: await taras.join(links[0]!, 'taras'), iryna: await iryna.join(links[1]!, 'iryna') }
    await taras.knock('taras', passphrases.taras)
    await heading(taras.page, words.gate.waitingTitle).waitFor()
    await olena.admit('Taras')
    await olena.admit('Iryna')
    await olena.seat.picture('people')
    await olena.seat.leave()
  })

  it('the first reviewer opens, triages, signs in anew, and finds it there and verified', async () => {
    await taras.signIn('taras', passphrases.taras)
    await taras.waitForQueue()
    expect(await taras.rows().count()).toBe(3)
    await taras.seat.picture('queue')
    for (const account of Object.values(ACCOUNTS)) {
      await taras.openTestimony(begin(account))
      await taras.reading.getByText(account).first().waitFor()
    }
    await taras.openTestimony(begin(ACCOUNTS.uk))
    await taras.setStatus('in_review')
    await taras.setPriority('P1')
    await taras.writeNote(NOTE)
    await taras.seat.picture('testimony')
    await taras.lock()

    await taras.signIn('taras', passphrases.taras)
    await taras.waitForQueue()
    await taras.openTestimony(begin(ACCOUNTS.uk))
    await taras.panel.getByRole('button', { name: text.status.in_review }).waitFor()
    await taras.panel.getByRole('button', { name: text.priority.P1 }).waitFor()
    await taras.reading.getByText(NOTE).waitFor()
    await taras.reading.getByText(/Chain of \d+ records, all verified/).waitFor()
    expect(await taras.alerts.count()).toBe(0)
  })

  it('the second reviewer opens the same, and reads what the first decided', async () => {
    await iryna.signIn('iryna', passphrases.iryna)
    await iryna.waitForQueue()
    await iryna.openTestimony(begin(ACCOUNTS.uk))
    await iryna.reading.getByText(ACCOUNTS.uk).first().waitFor()
    await iryna.panel.getByRole('button', { name: text.status.in_review }).waitFor()
    await iryna.reading.getByText(NOTE).waitFor()
    await iryna.reading.getByText(/Chain of \d+ records, all verified/).waitFor()
  })

  it('the first reviewer is removed: the session ends at once, and the keys are rotated', async () => {
    const member = await signInAsMember(server.origin, 'taras', passphrases.taras)
    loot = { keys: member.desk.keys, epochs: [...member.desk.epochs.account, ...member.desk.epochs.contact] }
    before = steal(server.data)

    const olena = await Colleague.arrive(browser, server.origin)
    await olena.signIn(papers.handle, papers.passphrase)
    await olena.remove('Taras')
    taras.seat.expectComplaint(/401/)
    expect((await member.get('/api/desk/state')).status).toBe(401)
    await taras.row(begin(ACCOUNTS.en)).click()
    await heading(taras.page, words.gate.title).waitFor()

    await olena.beginRotation()
    await olena.waitForRotation()
    await olena.seat.picture('rotated')
    const link = await olena.readPinnedLink()
    expect(link).toMatch(/#\d{40}-\d{40}$/)
    await olena.seat.leave()
  })

  it('who was removed opens nothing of all that the server holds, with all that they took along', async () => {
    const after = steal(server.data)
    try {
      const then = openEverything(before, loot)
      expect(then.grants).toBeGreaterThan(0)
      expect(then.boxes.filter(purpose => purpose === 'account')).toHaveLength(3)
      expect(then.boxes).toContain('team')
      expect(openEverything(after, loot)).toEqual({ grants: 0, wraps: 0, boxes: [] })
      const kept = new Set(wrapsAndGrants(after).map(String))
      const destroyed = wrapsAndGrants(before).filter(wrap => !kept.has(String(wrap)))
      expect(destroyed.length).toBeGreaterThan(8)
      // A piece of each: a long one may lie on two pages of the database.
      const pieces = destroyed.map(wrap => wrap.subarray(20, 84))
      for (const piece of pieces) expect(standsInFiles(before, [piece])).toBe(true)
      expect(standsInFiles(after, pieces)).toBe(false)
    } finally {
      forget(after)
    }
    taras.seat.expectComplaint(/401/)
    await taras.knock('taras', passphrases.taras)
    await taras.alerts.filter({ hasText: words.problems['sign-in'] }).waitFor()
    await taras.seat.leave()
  })

  it('the second reviewer still reads everything, what the first decided too', async () => {
    await iryna.lock()
    await iryna.signIn('iryna', passphrases.iryna)
    await iryna.waitForQueue()
    for (const account of Object.values(ACCOUNTS)) {
      await iryna.openTestimony(begin(account))
      await iryna.reading.getByText(account).first().waitFor()
      await iryna.reading.getByText(/Chain of \d+ records, all verified/).waitFor()
    }
    await iryna.openTestimony(begin(ACCOUNTS.uk))
    await iryna.reading.getByText(NOTE).waitFor()
    expect(await iryna.alerts.count()).toBe(0)
    await iryna.seat.leave()
  })

  it('recovery shares rebuild access in a fresh browser', async () => {
    const yurii = await Recoverer.arrive(browser, server.origin)
    yurii.after = step => yurii.seat.picture(`recovery ${step}`)
    const made = await yurii.recover([papers.shares[2]!, papers.shares[1]!], 'Yurii', 'yurii')
    await yurii.seat.leave()

    const desk = await Colleague.arrive(browser, server.origin)
    await desk.signIn('yurii', made.passphrase)
    await desk.waitForQueue()
    await desk.openTestimony(begin(ACCOUNTS.ru))
    await desk.reading.getByText(ACCOUNTS.ru).first().waitFor()
    await desk.beginRotation()
    await desk.waitForRotation()
    await desk.goTo(words.common.queue)
    await desk.waitForQueue()
    await desk.openTestimony(begin(ACCOUNTS.uk))
    await desk.reading.getByText(NOTE).waitFor()
    await desk.seat.leave()

    const olena = await Colleague.arrive(browser, server.origin)
    olena.seat.expectComplaint(/401/)
    await olena.knock(papers.handle, papers.passphrase)
    await olena.alerts.filter({ hasText: words.problems['sign-in'] }).waitFor()
    await olena.seat.leave()
  })
})
