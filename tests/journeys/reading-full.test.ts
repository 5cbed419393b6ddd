import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeJson } from '#app/crypto/json.ts'
import { en as answersEn } from '#app/i18n/answers/en.ts'
import { uk as answersUk } from '#app/i18n/answers/uk.ts'
import { en } from '#app/i18n/desk/en.ts'
import type { DeskLanguage } from '#app/i18n/desk/language.tsx'
import { uk } from '#app/i18n/desk/uk.ts'
import { answerOf, storedItems, type Answers, type AnswerValue } from '#app/testimony/answers.ts'
import { decodeAccount, decodeContact, type Plaintext } from '#app/testimony/codec.ts'
import { describeDate } from '#app/testimony/describe-date.ts'
import { labelOf, say } from '#app/testimony/form-words.ts'
import type { Field } from '#app/testimony/form.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { formIn } from '#tests/support/forms.ts'
import { FOUNDER, setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { button } from '#tests/support/set-up.ts'
import { answerEverything } from '#tests/support/whole-draft.ts'

const NARRATIVE = 'слова account narrative'
const TURNED = '\u202Egnp.exe <img src=x onerror="document.title=`taken`">'
const form = formIn('full')
const desks = { en: { text: en, answers: answersEn }, uk: { text: uk, answers: answersUk } }

/** What has to stand on the screen for one answer. */
function tellings(field: Field, value: AnswerValue, language: DeskLanguage): string[] {
  const { text, answers } = desks[language]
  if (typeof value === 'string') {
    if (field.type === 'single') return [labelOf(form, field, value, language)]
    return [field.type === 'yes' ? text.answers.yes : value]
  }
  if (Array.isArray(value)) {
    if (field.type !== 'refs') return value.map(code => labelOf(form, field, code, language))
    const section = form.sections.find(one => one.id === field.to[0])!
    return value.map(id => say(section.repeat!.one, language).replace('{n}', id.replace(/\D/g, '')))
  }
  if ('answer' in value) return [text.reading.consentAnswers[value.answer]]
  if ('edtf' in value) return [describeDate(value.edtf!, language, answers.date.told), value.edtf!, value.words!]
  if ('min' in value)
    return [value.max === null ? text.answers.atLeast(String(value.min)) : `${value.min}–${value.max}`]
  return [
    value.text,
    value.name_uk!,
    value.raion!,
    value.katottg!,
    value.geonames!,
    answers.place.regions[value.region as 'UA-14'],
    answers.place.precisions[value.precision as 'settlement'],
  ]
}

/** Label and words of every answer that was stored. */
function expectedOn(stored: Answers[], language: DeskLanguage): string[] {
  return form.sections.flatMap(section =>
    section.fields.flatMap(field => {
      const name = field.id.slice(field.id.indexOf('.') + 1)
      const values = stored.flatMap(answers =>
        section.repeat ? storedItems(answers, section.id).map(item => item[name]) : [answerOf(answers, field.id)],
      )
      const told = values.flatMap(value => (value === undefined ? [] : tellings(field, value, language)))
      return told.length > 0 ? [say(field.label, language), ...told] : []
    }),
  )
}

const plain = (text: string) => text.replace(/\s+/g, ' ')

describe('a full testimony at the desk', () => {
  let server: TestServer
  let browser: Browser
  let olena: Colleague
  let whole: Plaintext

  beforeAll(async () => {
    server = await startServer()
    await setUpOrganisation(server.origin, server.setUpCode)
    const target = await readTarget(server.origin)
    const send = async (plaintext: Plaintext) => {
      expect((await sendSubmission(server.origin, sealSample(target, plaintext).body)).status).toBe(200)
    }
    whole = writeSample(NARRATIVE, { length: 'full', more: answerEverything(form, 'uk', new Date()) })
    await send(whole)
    await send(writeSample('Коротка розповідь'))
    await send(hostile())
    browser = await launchBrowser()
    olena = await Colleague.arrive(browser, server.origin)
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.waitForQueue()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.end()
  })

  it('stands in the queue with place, days, kinds of events, its length and who reads it first', async () => {
    const row = plain(await olena.row(NARRATIVE).innerText())
    for (const part of ['слова event place event1', en.queue.specialist, 'detention', 'and 3 other kinds'])
      expect(row).toContain(part)
    expect(await olena.row(NARRATIVE).getByText(en.modes.full, { exact: true }).count()).toBe(1)
    await olena.seat.picture('queue-full')
  })

  it('leaves a row of the shortest form as it was', async () => {
    const row = olena.row('Коротка розповідь')
    expect(await row.locator('.rv-place, .rv-tag, .rv-dates').count()).toBe(0)
  })

  it.each(['en', 'uk'] as const)('shows every answer in the language of the reader: %s', async language => {
    await olena.page.getByRole('button', { name: language === 'uk' ? 'Українська' : 'English' }).click()
    await olena.page.getByRole('option').filter({ hasText: NARRATIVE }).click()
    const { text } = desks[language]
    await olena.page.getByRole('complementary', { name: text.panel.title }).waitFor()
    await olena.seat.picture(`reading-full-${language}`)
    await button(olena.page, text.contact.open).click()
    await button(olena.page, text.contact.hide).waitFor()
    const shown = plain(await olena.reading.innerText())
    const stored = [decodeAccount(whole.account)!.answers, decodeContact(whole.contact!)!.answers]
    const expected = expectedOn(stored, language).map(plain)
    expect(expected.length).toBeGreaterThan(250)
    expect(expected.filter(part => !shown.includes(part))).toEqual([])
    expect(shown).toContain(text.first.specialist)
    expect(shown).toContain(text.first.doNotRetake)
    expect(shown).toContain(text.first.selfIncrimination)
    await button(olena.page, text.contact.hide).click()
  })

  it('marks each fragment with the language that it is in', async () => {
    await olena.page.getByRole('button', { name: 'English' }).click()
    const langOf = (words: string) =>
      olena.reading
        .getByText(words, { exact: true })
        .first()
        .evaluate(node => node.closest('[lang]')!.getAttribute('lang'))
    expect(await langOf(NARRATIVE)).toBe('uk')
    expect(await langOf('слова event place event1')).toBe('uk')
    expect(await langOf('Рогове')).toBe('uk')
    expect(await langOf('Event 2')).toBe('en')
    expect(await langOf('Luhansk region')).toBe('en')
  })

  it('leads from an answer to the item that it refers to', async () => {
    const second = olena.reading.getByRole('heading', { name: 'Event 2', exact: true })
    await olena.reading.getByRole('button', { name: 'Event 2', exact: true }).first().click()
    expect(await second.evaluate(node => node === document.activeElement)).toBe(true)
    await olena.seat.picture('reading-full-item')
  })

  it('shows what a stranger put into its shapes as text, a part of it at a time', async () => {
    const title = await olena.page.title()
    await olena.openTestimony('Ворожа розповідь')
    const shown = await olena.reading.innerText()
    expect(shown).not.toContain('\u202E')
    expect(shown.split('[U+202E]gnp.exe <img src=x').length - 1).toBeGreaterThan(8)
    expect(await olena.reading.locator('.rv-item').count()).toBe(30 + 1)
    expect(shown).toContain('constructor.prototype')
    await olena.reading.getByRole('button', { name: 'Event 500', exact: true }).click()
    await expect.poll(() => olena.page.evaluate(() => document.activeElement?.textContent ?? '')).toBe('Event 500')
    expect(await olena.page.title()).toBe(title)
    expect(await olena.reading.locator('img, script').count()).toBe(0)
    expect(await olena.alerts.count()).toBe(0)
    await olena.seat.leave()
  })
})

/** Another program's testimony, in the shapes of the form and beside them. */
function hostile(): Plaintext {
  const plaintext = writeSample('Ворожа розповідь', { length: 'full' })
  const account = decodeAccount(plaintext.account)!
  const item = {
    type: [TURNED],
    when: { edtf: null, words: TURNED },
    place: { text: TURNED, region: TURNED, katottg: TURNED, name_uk: TURNED, raion: TURNED, precision: TURNED },
    count: { min: 9, max: 1, words: TURNED },
    knowledge: 'saw_heard_self',
    text: ['not', 'a', 'text'],
  }
  const answers = {
    ...account.answers,
    event: [
      { _id: 'event0', ...item },
      ...Array.from({ length: 9999 }, (_, i) => ({ _id: `e${i + 1}`, time_of_day: 'x' })),
    ],
    official: [{ _id: TURNED, events: ['e499', TURNED, '__proto__'], name: { min: 1, max: 2, words: null } }],
    safety: { now: ['a'], [TURNED]: TURNED },
    constructor: { prototype: 'x' },
    group: { kind: 'unit' },
  }
  return { ...plaintext, account: encodeJson({ ...account, answers }) }
}
