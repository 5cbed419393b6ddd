import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { launch, type Browser, type ElementHandle, type Page } from 'puppeteer-core'
import { fill } from '#app/i18n/fill.ts'
import type { Language } from '#app/i18n/language.ts'
import { fieldsOf, labelOf, say } from '#app/testimony/form-words.ts'
import type { ShortlyTold } from './answering.ts'
import { FORM, WORDS } from './witness.ts'

const PATHS = [process.env.SVIDOK_FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox']

/** What a person's Firefox does, and one that is driven does not unless it is told to; the session is kept more often. */
const AS_PEOPLE_HAVE_IT = {
  'browser.sessionstore.resume_from_crash': true,
  'browser.sessionstore.interval': 500,
  'browser.pagethumbnails.capturing_disabled': false,
  'signon.rememberSignons': true,
  'signon.autofillForms': true,
}

/** The language that it asks for. */
const BROWSER = 'en'

/** A microphone that hears a tone, and a person who allows it. */
export const FIREFOX_MICROPHONE = { 'media.navigator.streams.fake': true, 'media.navigator.permission.disabled': true }

/** Firefox, headless, with a profile of its own folder that outlives it. */
export async function launchFirefox(profile: string, prefs: Record<string, unknown> = {}): Promise<Browser> {
  const executablePath = PATHS.find(path => path && existsSync(path))
  if (!executablePath) throw new Error('no Firefox: name one in SVIDOK_FIREFOX')
  return launch({
    browser: 'firefox',
    executablePath,
    userDataDir: profile,
    extraPrefsFirefox: { ...AS_PEOPLE_HAVE_IT, ...prefs },
  })
}

/** Ends Firefox and its children as a power cut does. */
export async function killFirefox(firefox: Browser): Promise<void> {
  const process_ = firefox.process()
  if (!process_?.pid) throw new Error('Firefox does not run')
  const gone = new Promise(resolve => process_.once('exit', resolve))
  process.kill(-process_.pid, 'SIGKILL')
  await gone
}

const LISTEN = `window.refusals = []
  addEventListener('securitypolicyviolation', event => window.refusals.push(event.violatedDirective + ' ' + event.blockedURI))`

/** A witness at Firefox, who finds everything by what it says. */
export class FirefoxWitness {
  readonly page: Page
  readonly origin: string
  readonly language: Language
  /** Added where files are asked for. */
  files: readonly string[] = []
  /** What the browser complains of. */
  readonly complaints: string[] = []

  private constructor(page: Page, origin: string, language: Language) {
    this.page = page
    this.origin = origin
    this.language = language
    page.on('console', message => {
      if (['error', 'warn'].includes(message.type())) this.complaints.push(message.text())
    })
    page.on('pageerror', error => this.complaints.push(String(error)))
  }

  static async arrive(firefox: Browser, origin: string, language: Language): Promise<FirefoxWitness> {
    const [page] = await firefox.pages()
    if (!page) throw new Error('Firefox opened no page')
    await page.evaluateOnNewDocument(LISTEN)
    return new FirefoxWitness(page, origin, language)
  }

  get words() {
    return WORDS[this.language]
  }

  /** Waits for an element of this selector that says exactly this and can be used. */
  async find(selector: string, text: string): Promise<ElementHandle<HTMLElement>> {
    for (let i = 0; i < 400; i++) {
      const found = await this.page.evaluateHandle(
        (wanted: string, says: string) =>
          [...document.querySelectorAll<HTMLElement>(wanted)].find(
            one => one.innerText.trim() === says && !one.matches(':disabled'),
          ) ?? null,
        selector,
        text,
      )
      const element = found.asElement()
      if (element) return element as ElementHandle<HTMLElement>
      await found.dispose()
      await sleep(50)
    }
    throw new Error(`Firefox shows no ${selector} that says ${text}: ${await this.read('main')}`)
  }

  async press(text: string): Promise<void> {
    await (await this.find('button, a', text)).click()
  }

  read(selector: string): Promise<string> {
    return this.page.evaluate(wanted => document.querySelector<HTMLElement>(wanted)?.innerText ?? '', selector)
  }

  /** What the policy of the page refused, on this document. */
  refusals(): Promise<string[]> {
    return this.page.evaluate('window.refusals') as Promise<string[]>
  }

  /** Opens the page, which comes in the language of the browser, chooses another, and begins. */
  async begin(): Promise<void> {
    await this.page.goto(`${this.origin}/`)
    await this.find('button', WORDS[BROWSER].welcome.start)
    if (this.language !== BROWSER) await this.page.select('select.language', this.language)
    await this.press(this.words.welcome.start)
  }

  /** Answers what is asked, skips the rest, until the check or another screen. */
  async tell(told: ShortlyTold, until = this.words.check.heading): Promise<void> {
    const wanted = fieldsOf(FORM).flatMap(field => {
      const labels = [told[field.id] ?? []].flat().map(code => labelOf(FORM, field, code, this.language))
      return { title: say(field.label, this.language), labels }
    })
    for (let i = 0; i < 30; i++) {
      const title = await this.read('h1')
      if (title === until) return
      for (const { title: label, labels } of wanted) await this.#answer(label, labels)
      await this.#addFiles()
      const before = await this.read('main')
      await this.press(this.words.next)
      for (let j = 0; j < 200 && (await this.read('main')) === before; j++) await sleep(50)
    }
    throw new Error('the questions do not end')
  }

  async #addFiles(): Promise<void> {
    const input = await this.page.$('input[type=file][multiple]')
    if (!input || this.files.length === 0) return
    await input.uploadFile(...this.files)
    await this.page.waitForFunction(
      names => names.every(name => document.querySelector('main')!.textContent.includes(name)),
      {},
      this.files.map(path => path.split('/').at(-1)!),
    )
  }

  /** Fills in the field that bears this label, if it stands here. */
  async #answer(label: string, values: string[]): Promise<void> {
    for (const value of values) {
      const found = await this.page.evaluateHandle(
        (title: string, text: string) => {
          const nameOf = (one: Element) =>
            [one.getAttribute('aria-labelledby')?.split(' ') ?? []]
              .flat()
              .map(id => document.getElementById(id)?.innerText ?? '')
              .join(' ')
          for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea')) {
            if (field.labels?.[0]?.innerText.trim().startsWith(title)) return field
          }
          for (const group of document.querySelectorAll('[role=radiogroup], [role=group]')) {
            if (!nameOf(group).trim().startsWith(title)) continue
            for (const option of group.querySelectorAll<HTMLElement>('[role=radio], [role=checkbox]'))
              if (option.innerText.trim().startsWith(text) && option.ariaChecked !== 'true') return option
          }
          return null
        },
        label,
        value,
      )
      const element = found.asElement() as ElementHandle<HTMLElement> | null
      if (!element) return
      if (await element.evaluate(one => one.matches('input, textarea'))) await element.type(value)
      else await element.click()
    }
  }

  /** Presses Send and waits for the code. */
  async send(): Promise<string> {
    await this.press(this.words.check.send)
    await this.find('h1', this.words.code.heading)
    await this.find('[role=status] span', this.words.state.received)
    const code = /(?:\d{5}\s+){5}\d{5}/.exec(await this.read('.receipt'))?.[0]
    if (!code) throw new Error('no code on the page')
    return code.replace(/\s+/g, ' ')
  }

  async typeBack(code: string): Promise<void> {
    await this.press(this.words.code.noted)
    await this.find('h1', this.words.typeBack.heading)
    for (const [i, group] of code.split(' ').entries()) {
      await this.#answer(fill(this.words.typeBack.group, { n: i + 1 }), [group])
    }
    await this.press(this.words.typeBack.check)
    await this.find('h1', this.words.finished.heading)
  }

  /** Presses Leave and waits for what stands there after it. */
  async leave(): Promise<void> {
    await this.press(this.words.leave)
    for (let i = 0; i < 200 && this.page.url() !== `${this.origin}/table`; i++) await sleep(50)
    await this.find('h1', WORDS[BROWSER].neutral.heading)
  }
}
