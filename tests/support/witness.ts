import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { fill } from '#app/i18n/fill.ts'
import type { Language } from '#app/i18n/language.ts'
import { en, type WitnessWords } from '#app/i18n/witness/en.ts'
import { ru } from '#app/i18n/witness/ru.ts'
import { uk } from '#app/i18n/witness/uk.ts'
import { fieldsOf, labelOf, say } from '#app/testimony/form-words.ts'
import type { Field } from '#app/testimony/form.ts'
import { readWords } from '#server/words.ts'
import { Seat } from './browser.ts'
import { formIn } from './forms.ts'

const { 'crh-Latn': latin, 'crh-Cyrl': cyrillic } = readWords()
export const WORDS: Record<Language, WitnessWords> = { uk, ru, en, 'crh-Latn': latin.page, 'crh-Cyrl': cyrillic.page }
const LOCALES: Record<Language, string> = {
  uk: 'uk-UA',
  ru: 'ru-RU',
  en: 'en-GB',
  'crh-Latn': 'crh',
  'crh-Cyrl': 'crh-Cyrl',
}

/** Answers by field id: texts, or codes of choices. */
export type Told = Record<string, string | string[]>

export const KEEP: Told = { 'consent.keep': 'yes' }

export const FORM = formIn()

export const exactly = (text: string): RegExp => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)

/** A witness at their browser, found on the page by what it says in their language. */
export class Witness {
  readonly seat: Seat
  readonly language: Language
  readonly words: WitnessWords
  readonly page: Page
  /** What is done after each step of the way: guarantees are looked at there. */
  after: (step: string) => Promise<void> = () => Promise.resolve()

  private constructor(seat: Seat, language: Language) {
    this.seat = seat
    this.page = seat.page
    this.language = language
    this.words = WORDS[language]
  }

  static async arrive(
    browser: Browser,
    origin: string,
    language: Language,
    options: BrowserContextOptions = {},
  ): Promise<Witness> {
    return new Witness(await Seat.take(browser, origin, { locale: LOCALES[language], ...options }), language)
  }

  /** At a browser that runs already. */
  static async join(context: BrowserContext, origin: string, language: Language): Promise<Witness> {
    return new Witness(await Seat.join(context, origin), language)
  }

  heading(text: string): Locator {
    return this.page.getByRole('heading', { level: 1, name: text, exact: true })
  }

  button(text: string): Locator {
    return this.page.getByRole('button', { name: text, exact: true })
  }

  state(text: string): Locator {
    return this.page.getByRole('status').filter({ hasText: text })
  }

  /** Opens the page, with a pin or without, and begins. */
  async begin(fragment = ''): Promise<void> {
    await this.seat.open(`/${fragment}`)
    await this.heading(this.words.welcome.heading).waitFor()
    await this.after('welcome')
    await this.button(this.words.welcome.start).click()
  }

  /** Answers what is asked, skips the rest, until the check. */
  async tell(told: Told): Promise<void> {
    const check = this.heading(this.words.check.heading)
    for (let i = 0; i < 30; i++) {
      if (await check.isVisible()) return
      const asked = await this.#readFields()
      for (const field of asked) await this.#answer(field, told[field.id], asked.length === 1)
      await this.after(asked.map(field => field.id).join(', '))
      await this.goOn()
    }
    throw new Error('the questions do not end')
  }

  /** Presses Next and waits for the next screen. */
  async goOn(): Promise<void> {
    const main = this.page.getByRole('main')
    const before = await main.innerText()
    await this.button(this.words.next).click()
    for (let i = 0; i < 200; i++) {
      if ((await main.innerText()) !== before) return
      await sleep(50)
    }
    throw new Error('the next screen does not come')
  }

  /** The fields of the form that stand on the screen. */
  async #readFields(): Promise<Field[]> {
    const title = await this.page.getByRole('heading', { level: 1 }).innerText()
    const alone = fieldsOf(FORM).find(field => say(field.label, this.language) === title)
    if (alone) return [alone]
    const section = FORM.sections.find(each => say(each.title, this.language) === title)
    if (!section) throw new Error(`nothing of the form is called ${title}`)
    const shown: Field[] = []
    for (const field of section.fields) {
      const label = this.page.getByText(say(field.label, this.language), { exact: true })
      if (await label.first().isVisible()) shown.push(field)
    }
    return shown
  }

  async #answer(field: Field, value: Told[string] | undefined, alone: boolean): Promise<void> {
    if (value === undefined) return
    const label = say(field.label, this.language)
    if (field.type === 'text' || field.type === 'text_long') {
      await this.page.getByRole('textbox', { name: label }).fill(String(value))
      return
    }
    const role = field.type === 'multi' ? 'checkbox' : 'radio'
    const group = this.page.getByRole(field.type === 'multi' ? 'group' : 'radiogroup', alone ? {} : { name: label })
    for (const code of [value].flat()) {
      const option = group.getByRole(role, { name: exactly(labelOf(FORM, field, code, this.language)) }).first()
      await option.click()
    }
  }

  /** Presses Send and waits for the code. */
  async send(): Promise<string> {
    await this.after('check')
    await this.button(this.words.check.send).click()
    await this.waitForCode()
    await this.state(this.words.state.received).waitFor()
    await this.after('received')
    return this.readCode()
  }

  /** Waits until it was received; says what the page says when it was not. */
  async waitForCode(): Promise<void> {
    const [code, failed] = [this.heading(this.words.code.heading), this.heading(this.words.sending.failed)]
    await code.or(failed).waitFor({ timeout: 60_000 })
    if (await failed.isVisible()) throw new Error(`not sent: ${await this.page.getByRole('main').innerText()}`)
  }

  async readCode(): Promise<string> {
    const text = await this.page.getByRole('region', { name: this.words.code.title }).innerText()
    const code = /(?:\d{5}\s+){5}\d{5}/.exec(text)?.[0]
    if (!code) throw new Error('no code on the page')
    return code.replace(/\s+/g, ' ')
  }

  /** Types the two groups back that are asked for. */
  async typeBack(code: string): Promise<void> {
    await this.button(this.words.code.noted).click()
    await this.heading(this.words.typeBack.heading).waitFor()
    const groups = code.split(' ')
    for (const [i, group] of groups.entries()) {
      const field = this.page.getByRole('textbox', { name: fill(this.words.typeBack.group, { n: i + 1 }), exact: true })
      if (await field.isVisible()) await field.fill(group)
    }
    await this.after('typing back')
    await this.button(this.words.typeBack.check).click()
    await this.heading(this.words.finished.heading).waitFor()
    await this.after('finished')
  }

  async leave(): Promise<void> {
    await this.page.getByRole('link', { name: this.words.leave, exact: true }).click()
  }

  /** Waits for what stands there after leaving, at its own address. */
  async waitForNeutralPage(): Promise<void> {
    await this.page.waitForURL(`${this.seat.origin}/table`)
    await this.heading(this.words.neutral.heading).waitFor()
    const title = await this.page.title()
    if (title !== this.words.neutral.heading) throw new Error(`the neutral page is called ${title}`)
  }

  /** The whole way. Gives the code. */
  async submit(told: Told, fragment = ''): Promise<string> {
    await this.begin(fragment)
    await this.tell({ ...KEEP, ...told })
    const code = await this.send()
    await this.typeBack(code)
    return code
  }
}
