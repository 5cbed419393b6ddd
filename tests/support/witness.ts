import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { fill } from '#app/i18n/fill.ts'
import type { Language } from '#app/i18n/language.ts'
import { en, type WitnessWords } from '#app/i18n/witness/en.ts'
import { ru } from '#app/i18n/witness/ru.ts'
import { uk } from '#app/i18n/witness/uk.ts'
import { controlOf } from '#app/intake/control.ts'
import { slotOf } from '#app/testimony/draft.ts'
import { fieldsOf, say } from '#app/testimony/form-words.ts'
import type { Field, Form, Mode, Section } from '#app/testimony/form.ts'
import { readWords } from '#server/words.ts'
import { answerField, answerWords, exactly, type Told, type ToldValue } from './answering.ts'
import { askPage, Seat } from './browser.ts'
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

export const KEEP = { 'consent.keep': 'yes' }

export const FORM = formIn()

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

  /** Chooses a length, answers what is asked, skips the rest, until the check. */
  async tell(told: Told, length: Mode = 'express'): Promise<void> {
    const form = formIn(length)
    const check = this.heading(this.words.check.heading)
    const title = this.page.getByRole('heading', { level: 1 })
    /** How many items of a section were added, and the one that is told. */
    const added = new Map<string, number>()
    let item: { id: string; told: Told } | null = null
    for (let i = 0; i < 400; i++) {
      if (await check.isVisible()) return
      const shown = await title.innerText()
      if (shown === this.words.length.heading) {
        await this.chooseLength(length)
        continue
      }
      const section = form.sections.find(one => say(one.title, this.language) === shown)
      if (section && (await this.button(this.#group.answerPart).isVisible())) {
        await this.after(`gate ${section.id}`)
        const wanted = Object.keys(told).some(id => id === section.id || id.startsWith(`${section.id}.`))
        await this.press(wanted ? this.#group.answerPart : this.#group.skipPart)
        continue
      }
      if (section?.repeat && !(await this.page.locator('.kicker').isVisible())) {
        const n = added.get(section.id) ?? 0
        const next = ((told[section.id] ?? []) as Told[])[n]
        await this.after(`list ${section.id}`)
        if (next) await this.addItem(section)
        else await this.press(this.words.next)
        added.set(section.id, n + 1)
        item = next ? { id: `${section.id}${n + 1}`, told: next } : null
        continue
      }
      const answers: Told = item ? item.told : told
      const asked = await this.#readFields(form, item?.id)
      for (const field of asked) {
        const value = answers[field.id] as ToldValue | undefined
        const asking = { form, field, language: this.language, alone: asked.length === 1 }
        if (value !== undefined) await answerField(this.page, asking, value)
      }
      await this.after(asked.map(field => field.id).join(', '))
      await this.goOn()
    }
    throw new Error('the questions do not end')
  }

  get #group() {
    return answerWords(this.language).group
  }

  /** Chooses on the screen before the first question, and goes on. */
  async chooseLength(length: Mode): Promise<void> {
    await this.page.getByRole('radio', { name: exactly(this.words.length[length]) }).click()
    await this.after('length')
    await this.press(this.words.next, this.words.length.heading)
  }

  /** Begins one more item on the list of a repeated section. */
  async addItem({ repeat }: Section): Promise<void> {
    const [first, more] = [repeat!.add, repeat!.another].map(words => this.button(say(words, this.language)))
    await this.press((await first!.isVisible()) ? say(repeat!.add, this.language) : await more!.innerText())
  }

  /** Presses Next and waits for the next screen. */
  goOn(): Promise<void> {
    return this.press(this.words.next)
  }

  /** Presses a button and waits for the next screen, of another title where one is named. */
  async press(name: string, title?: string): Promise<void> {
    const main = this.page.getByRole('main')
    const before = await main.innerText()
    await this.button(name).click()
    for (let i = 0; i < 200; i++) {
      const gone = title === undefined || !(await this.heading(title).isVisible())
      if (gone && (await main.innerText()) !== before) return
      await sleep(50)
    }
    throw new Error(`the next screen does not come after ${name}`)
  }

  /** The fields of the form that stand on the screen, once they do. */
  async #readFields(form: Form, item?: string): Promise<Field[]> {
    const ids = `[...document.querySelectorAll('main [id^="a-"]')].map(one => one.id)`
    for (let i = 0; i < 200; i++) {
      const found = new Set(await askPage<string[]>(this.page, ids))
      const asked = fieldsOf(form).filter(field => {
        const own = item !== undefined && field.id.startsWith(`${item.replace(/\d+$/, '')}.`)
        return found.has(controlOf(slotOf(field.id, own ? item : undefined)))
      })
      if (asked.length > 0) return asked
      await sleep(50)
    }
    throw new Error(`no question on the screen: ${await this.page.getByRole('main').innerText()}`)
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
