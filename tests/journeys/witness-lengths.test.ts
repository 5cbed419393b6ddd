import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fill } from '#app/i18n/fill.ts'
import type { Language } from '#app/i18n/language.ts'
import { fieldOf, say, sectionOf } from '#app/testimony/form-words.ts'
import { lengths } from '#app/testimony/form.ts'
import { answerField, answerWords } from '#tests/support/answering.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { formIn, offered } from '#tests/support/forms.ts'
import { HostileServer } from '#tests/support/hostile-server.ts'
import { overflows, tabTo } from '#tests/support/keyboard.ts'
import type { Member } from '#tests/support/member.ts'
import { openNewest } from '#tests/support/open-newest.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { CASES, EVENTS, EXPRESS, SHORT } from '#tests/support/told-lengths.ts'
import { Witness } from '#tests/support/witness.ts'

describe('a witness chooses how much to tell', () => {
  let server: TestServer
  let between: HostileServer
  let browser: Browser
  let member: Member
  const full = formIn('full')
  const item = (section: string, n: number, language: Language = 'en') =>
    fill(say(sectionOf(full, section)!.repeat!.one, language), { n })
  const group = answerWords('en').group
  const notice = (code: string) => say(full.notices[code]!, 'en')

  beforeAll(async () => {
    between = await HostileServer.open(() => server.port)
    server = await startServer({ origin: between.origin })
    const organisation = await setUpOrganisation(between.origin, server.setUpCode)
    member = await organisation.signIn()
    browser = await launchBrowser()
  })
  beforeEach(() => between.clear())
  afterAll(async () => {
    await browser.close()
    await server.end()
    await between.close()
  })

  it.each(lengths.flatMap(length => (['uk', 'ru', 'en'] as const).map(language => ({ length, language }))))(
    'and what is told in the length $length in $language is what the organisation reads',
    async ({ length, language }) => {
      const witness = await Witness.arrive(browser, between.origin, language)
      witness.after = async step => {
        if (length === 'full' && language !== 'ru' && /^(length|gate|list event|event.type|event.when)/.test(step))
          await witness.seat.picture(`lengths-${language}-${step.replace(' ', '-')}`)
      }
      await witness.begin()
      await witness.tell(CASES[length].told, length)
      if (length === 'full') await witness.seat.picture(`lengths-${language}-check`)
      await witness.send()
      const { form, mode, lang, answers } = await openNewest(member)
      expect({ mode, lang, hash: form.hash }).toEqual({ mode: length, lang: language, hash: offered(length).hash })
      const { consent, ...rest } = answers
      expect(rest).toEqual(CASES[length].read)
      expect(consent).toMatchObject({ keep: { answer: 'yes', textLang: language } })
      await witness.seat.leave()
    },
  )

  it('and who told investigators before finds every part after it behind a gate that says why', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'en')
    const gates: string[] = []
    witness.after = async step => {
      if (step === 'account.told_before') await witness.page.getByText(notice('told_before')).waitFor()
      if (!step.startsWith('gate')) return
      gates.push(step)
      if (step !== 'gate service') await witness.page.getByText(notice('told_before')).waitFor()
    }
    await witness.begin()
    await witness.tell({ ...EXPRESS, 'account.told_before': ['icc'], 'aftermath.harm': ['home'] }, 'full')
    const folded = ['event', 'affected', 'passport', 'service', 'official', 'group', 'aftermath', 'witness']
    expect(gates).toEqual(folded.map(section => `gate ${section}`))
    await witness.send()
    const { answers } = await openNewest(member)
    expect(answers['aftermath']).toEqual({ harm: ['home'] })
    await witness.seat.leave()
  })

  it('and nobody is asked for the worst: of a person under 18, of sexual violence, of one’s own service', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'en')
    const { page } = witness
    const steps: string[] = []
    witness.after = async step => {
      steps.push(step)
      if (step === 'event.type') await page.getByText(notice('specialist')).waitFor()
      if (step === 'gate service') await page.getByText(notice('self_incrimination')).waitFor()
      if (step === 'start.capacity') await page.getByText(notice('self_incrimination')).waitFor()
    }
    await witness.begin()
    const told = { ...EXPRESS, 'start.capacity': 'served_in_unit', event: [{ 'event.type': ['sexual_violence'] }] }
    await witness.tell(told, 'full')
    expect(steps).toContain('gate service')
    expect(steps).toContain('event.when')
    for (const hidden of ['event.text', 'event.words_said', 'event.pressure', 'event.refusal', 'service.status'])
      expect(steps).not.toContain(hidden)
    await witness.seat.leave()

    const young = await Witness.arrive(browser, between.origin, 'en')
    const asked: string[] = []
    young.after = async step => {
      asked.push(step)
      if (step === 'start.adult') await young.page.getByText(notice('minor')).waitFor()
    }
    await young.begin()
    await young.tell({ ...EXPRESS, 'start.adult': 'no', event: [{ 'event.type': ['detention'] }] }, 'full')
    for (const hidden of [
      'event.text',
      'gate service',
      'list official',
      'list group',
      'list witness',
      'passport.taken',
    ])
      expect(asked).not.toContain(hidden)
    expect(asked).toContain('list affected')
    await young.seat.leave()
  })

  it('and takes an event off, puts it back where it was, and finds no event in which nothing was said', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'en')
    const { page, words } = witness
    const section = sectionOf(full, 'event')!
    const focused = () => page.locator(':focus')
    const ofItem = (text: string, n: number) =>
      page.getByRole('button', { name: new RegExp(`^${text}\\s*: ${item('event', n)}$`) })
    let looked = false
    witness.after = async step => {
      if (step !== 'list event' || looked || !(await page.getByText(item('event', 2), { exact: true }).isVisible()))
        return
      looked = true
      await ofItem(group.remove, 1).click()
      await page.getByText(fill(group.removed, { item: item('event', 1) })).waitFor()
      expect(await focused().innerText()).toContain(group.undo)
      await witness.seat.picture('lengths-removed')
      await page.keyboard.press('Enter')
      await page.getByText(item('event', 1), { exact: true }).waitFor()
      expect(await focused().innerText()).toContain(item('event', 1))
      expect(await page.locator('.told-list .field-label').allInnerTexts()).toEqual([
        item('event', 1),
        item('event', 2),
      ])

      await witness.addItem(section)
      await witness.press(words.back)
      expect(await page.locator('.told-list .field-label').count()).toBe(2)
      await ofItem(words.check.change, 2).click()
      await witness.heading(say(fieldOf(full, 'event.type')!.label, 'en')).waitFor()
      await witness.press(words.back)
      await ofItem(group.remove, 1).click()
    }
    await witness.begin()
    await witness.tell(SHORT, 'short')
    expect(looked).toBe(true)
    await witness.send()
    const { answers } = await openNewest(member)
    expect(answers['event']).toEqual([EVENTS[1]])
    await witness.seat.leave()
  })

  it('and a question that the answers leave out stays for whoever stands on it, and is gone afterwards', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'en')
    const { page, words } = witness
    const section = sectionOf(full, 'event')!
    const label = (id: string) => say(fieldOf(full, id)!.label, 'en')
    const goTo = async (title: string, way = words.next) => {
      for (let i = 0; i < 40 && !(await witness.heading(title).isVisible()); i++) await witness.press(way)
    }
    const choose = (id: string, code: string) =>
      answerField(page, { form: full, field: fieldOf(full, id)!, language: 'en', alone: true }, [code])
    await witness.begin()
    await witness.chooseLength('short')
    await goTo(say(section.title, 'en'))
    await witness.addItem(section)
    await goTo(label('event.pressure'))
    await choose('event.pressure', 'beating')
    await goTo(label('event.type'), words.back)
    await choose('event.type', 'sexual_violence')
    await goTo(label('event.pressure'))
    await witness.button(words.clear).click()
    await witness.button(words.clear).waitFor({ state: 'detached' })
    await witness.heading(label('event.pressure')).waitFor()
    await witness.press(words.next)
    await witness.heading(label('event.knowledge')).waitFor()
    await witness.press(words.back)
    await witness.heading(label('event.place')).waitFor()
    await witness.seat.leave()
  })

  it('and tells more from the check with everything kept, but never loses an answer to a shorter way', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'en')
    const { page, words } = witness
    await witness.begin()
    await witness.tell(EXPRESS)
    await witness.press(words.check.more)
    await witness.chooseLength('short')
    await witness.tell({ event: [{ 'event.type': ['detention'] }] }, 'short')
    await page.getByText('Слово', { exact: true }).waitFor()
    await witness.press(words.check.more)
    await page.getByRole('radio', { name: new RegExp(`^${words.length.express}`) }).click()
    await witness.press(words.next)
    await page.getByText(words.length.stays).waitFor()
    await witness.press(words.back)
    await witness.send()
    const { mode, answers } = await openNewest(member)
    expect(mode).toBe('short')
    expect(answers).toMatchObject({ account: { narrative: 'Слово' }, event: [{ type: ['detention'] }] })
    await witness.seat.leave()
  })

  it('and goes on the short way when the longer one does not arrive', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'en')
    const { page, words } = witness
    witness.seat.expectComplaint(/ERR_EMPTY_RESPONSE|ERR_CONNECTION|Failed to load resource/)
    await witness.begin()
    between.intercept = exchange => (exchange.path.startsWith('/api/form/full') ? null : exchange)
    await page.getByRole('radio', { name: new RegExp(`^${words.length.full}`) }).click()
    await witness.button(words.next).click()
    await page.getByText(words.length.failed).waitFor()
    await witness.press(words.next, words.length.heading)
    await witness.tell(EXPRESS)
    await witness.send()
    expect((await openNewest(member)).mode).toBe('express')
    await witness.seat.leave()
  })

  it('and stops the longest way anywhere, by keyboard alone, on a screen of 320 px', async () => {
    const witness = await Witness.arrive(browser, between.origin, 'en', { viewport: { width: 320, height: 568 } })
    const { page, words } = witness
    const press = async (name: string, exact = true) => {
      expect(await overflows(page)).toBe(false)
      await tabTo(page, name, exact)
      await page.keyboard.press('Enter')
    }
    const pressNext = async () => {
      const before = await page.getByRole('main').innerText()
      await press(words.next)
      await expect.poll(() => page.getByRole('main').innerText()).not.toBe(before)
    }
    const comesTo = (title: string) => witness.heading(title).waitFor()
    await witness.seat.open('/')
    await witness.button(words.welcome.start).and(page.locator(':enabled')).waitFor()
    await press(words.welcome.start)
    await comesTo(words.length.heading)
    await tabTo(page, words.length.express, false)
    for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowDown')
    await press(words.next)
    const event = sectionOf(full, 'event')!
    const keep = page.getByText(say(fieldOf(full, 'consent.keep')!.label, 'en'), { exact: true })
    for (let i = 0; i < 60 && !(await witness.heading(say(event.title, 'en')).isVisible()); i++) {
      if (await keep.first().isVisible()) {
        await tabTo(page, 'Yes')
        await page.keyboard.press('Space')
      }
      await pressNext()
    }
    await press(say(event.repeat!.add, 'en'))
    await comesTo(say(fieldOf(full, 'event.type')!.label, 'en'))
    await press(words.next)
    await comesTo(say(fieldOf(full, 'event.when')!.label, 'en'))
    await tabTo(page, answerWords('en').date.year)
    await page.keyboard.type('2022')
    for (let i = 0; i < 20 && !(await witness.heading(say(event.title, 'en')).isVisible()); i++) await pressNext()
    await press(group.enough)
    await comesTo(words.check.heading)
    expect(await overflows(page)).toBe(false)
    await press(words.check.send)
    await witness.waitForCode()
    const { answers } = await openNewest(member)
    expect(answers['event']).toEqual([{ _id: 'event1', when: { edtf: '2022', words: null } }])
    await witness.seat.leave()
  })
})
