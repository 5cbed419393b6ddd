import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  type Request,
} from 'playwright-core'

const PATHS = [process.env.SVIDOK_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const FLAGS = ['--no-sandbox', '--disable-dev-shm-usage']

/** Chromium, headless. One for each test file; `flags` for one with other abilities. */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: [...FLAGS, ...flags] })
}

function findChromium(): string {
  const found = PATHS.find(path => path && existsSync(path))
  if (!found) throw new Error('no Chromium: name one in SVIDOK_CHROMIUM')
  return found
}

/** Chromium, headless, with a profile of its own folder that outlives it, as a person has it. */
export function launchProfile(profile: string, flags: readonly string[] = []): Promise<BrowserContext> {
  const args = [...FLAGS, ...flags]
  return chromium.launchPersistentContext(profile, { executablePath: findChromium(), args, locale: 'en-GB' })
}

/** Ends the Chromium of this profile and its children as a power cut does. */
export async function killProfile(profile: string): Promise<void> {
  const ours = () =>
    readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .filter(pid => readCommand(pid).includes(`--user-data-dir=${profile}\0`))
  for (const pid of ours()) process.kill(Number(pid), 'SIGKILL')
  while (ours().length > 0) await sleep(20)
}

function readCommand(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** One person's browser: a context of its own. Whatever its pages complain of fails the test that asks `checkCalm`. */
export class Seat {
  readonly context: BrowserContext
  readonly page: Page
  readonly origin: string
  /** Every request of every page and worker. */
  readonly requests: Request[] = []
  readonly #complaints: string[] = []
  /** A feature that one browser does not know another one does. */
  #expected: RegExp[] = [/^Error with Permissions-Policy header: Unrecognized feature/]

  private constructor(context: BrowserContext, page: Page, origin: string) {
    this.context = context
    this.page = page
    this.origin = origin
    context.on('request', request => this.requests.push(request))
    this.#watch(page)
    context.on('page', other => this.#watch(other))
  }

  /** Sits down at a browser that runs already. */
  static async join(context: BrowserContext, origin: string): Promise<Seat> {
    context.setDefaultTimeout(20_000)
    return new Seat(context, context.pages()[0] ?? (await context.newPage()), origin)
  }

  static async take(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<Seat> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-GB', ...options })
    context.setDefaultTimeout(20_000)
    return new Seat(context, await context.newPage(), origin)
  }

  #watch(page: Page): void {
    page.on('console', message => {
      // What a content security policy refuses is a console error too.
      if (message.type() === 'error' || message.type() === 'warning') this.#complaints.push(message.text())
    })
    page.on('pageerror', error => this.#complaints.push(String(error)))
  }

  /** Complaints that the test provokes, such as an answer with a status of 4xx. */
  expectComplaint(pattern: RegExp): void {
    this.#expected.push(pattern)
  }

  /** Complaints that nobody expected. */
  get complaints(): string[] {
    return this.#complaints.filter(text => !this.#expected.some(pattern => pattern.test(text)))
  }

  checkCalm(): void {
    if (this.complaints.length > 0) throw new Error(`the browser complains:\n${this.complaints.join('\n')}`)
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.origin + path, { waitUntil: 'load' })
  }

  /** Closes the context; throws what the browser complained of. */
  async leave(): Promise<void> {
    await this.context.close()
    this.checkCalm()
  }

  /** A picture for people, where SVIDOK_SCREENS names a folder. */
  async picture(name: string): Promise<void> {
    const folder = process.env.SVIDOK_SCREENS
    if (!folder) return
    mkdirSync(folder, { recursive: true })
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme })
      for (const width of [360, 1280]) {
        const before = this.page.viewportSize()
        await this.page.setViewportSize({ width, height: width === 360 ? 780 : 860 })
        await this.page.screenshot({
          path: join(folder, `${name}-${width}-${colorScheme}.png`),
          fullPage: width === 360,
        })
        if (before) await this.page.setViewportSize(before)
      }
    }
    await this.page.emulateMedia({ colorScheme: null })
  }
}

/** Runs an expression in a page whose policy forbids `eval`, by the debugger's own door. */
export async function askPage<T>(page: Page, expression: string): Promise<T> {
  const session = await page.context().newCDPSession(page)
  try {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      allowUnsafeEvalBlockedByCSP: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as T
  } finally {
    await session.detach()
  }
}

/** The texts that a page has laid out: also what a library's idea of visible leaves out, such as `noscript`. */
export async function readLaidOut(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { documents, strings } = await session.send('DOMSnapshot.captureSnapshot', { computedStyles: [] })
  await session.detach()
  return documents
    .flatMap(document => document.layout.text.map(at => strings[at] ?? ''))
    .filter(text => text.trim() !== '')
}
