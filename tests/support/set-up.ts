import type { Browser, Page } from 'playwright-core'
import { en as words } from '#app/i18n/keys/en.ts'
import { Seat } from './browser.ts'

/** What the ceremony leaves on paper. */
export interface Papers {
  handle: string
  passphrase: string
  shares: string[]
  /** 40 digits. */
  fingerprint: string
  pinnedLink: string
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
export const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

/** Notes the passphrase that the browser draws, and types it back. */
export async function takePassphrase(page: Page): Promise<string> {
  await heading(page, words.passphrase.drawnTitle).waitFor()
  await button(page, words.passphrase.written).isEnabled()
  const drawn = page.getByText(/^[a-z-]+( [a-z-]+){5}$/)
  await drawn.waitFor()
  const passphrase = (await drawn.innerText()).trim()
  await button(page, words.passphrase.written).click()
  await page.getByRole('textbox', { name: words.passphrase.typeBack }).fill(passphrase)
  await button(page, words.passphrase.typeBack).click()
  return passphrase
}

/** Copies every sheet of recovery shares, one after another. */
export async function copyShares(page: Page, after: (step: string) => Promise<void>): Promise<string[]> {
  const shares: string[] = []
  for (let i = 1; ; i++) {
    const title = page.getByRole('heading', { name: new RegExp(`^Share ${i} of \\d+$`) })
    await title.waitFor({ timeout: 60_000 })
    const text = await page.getByText(/^(?:[0-9A-Z]{5}\s*){11}$/).innerText()
    shares.push(text.replace(/\s+/g, ' ').trim())
    await after(`share ${i}`)
    const last = button(page, words.setUp.allShown)
    if (await last.isVisible()) {
      await last.click()
      return shares
    }
    await button(page, words.setUp.nextShare(i + 1)).click()
  }
}

/** Types shares back and has them proved. */
export async function rehearse(page: Page, shares: readonly string[]): Promise<void> {
  for (const [i, share] of shares.entries()) {
    await page.getByRole('textbox', { name: words.setUp.rehearseLabel(i + 1) }).fill(share.toLowerCase())
  }
  await button(page, words.setUp.prove).click()
}

/** The founder: goes through the set-up ceremony in the browser. */
export class Founder {
  readonly seat: Seat
  readonly page: Page
  after: (step: string) => Promise<void> = () => Promise.resolve()

  constructor(seat: Seat) {
    this.seat = seat
    this.page = seat.page
  }

  static async arrive(browser: Browser, origin: string): Promise<Founder> {
    const seat = await Seat.take(browser, origin)
    // A page that holds what is nowhere else warns before it is closed.
    seat.page.on('dialog', dialog => void dialog.accept())
    return new Founder(seat)
  }

  async enterCode(code: string): Promise<void> {
    await this.seat.open('/set-up')
    await this.page.getByRole('textbox', { name: words.setUp.codeLabel }).fill(code)
    await this.after('code')
    await button(this.page, words.common.next).click()
  }

  async decide(organisation: string, name: string, handle: string): Promise<void> {
    await this.page.getByRole('textbox', { name: words.setUp.organisation }).fill(organisation)
    await this.page.getByRole('textbox', { name: words.setUp.name, exact: true }).fill(name)
    await this.page.getByRole('textbox', { name: words.passphrase.handle }).fill(handle)
    await this.after('plan')
    await button(this.page, words.common.next).click()
  }

  /** The whole ceremony, as far as the open intake. */
  async setUp(
    code: string,
    { organisation = 'Archive of Testimonies', name = 'Olena', handle = 'olena' } = {},
  ): Promise<Papers> {
    const { page } = this
    await this.enterCode(code)
    await this.decide(organisation, name, handle)
    const passphrase = await takePassphrase(page)
    const shares = await copyShares(page, this.after)
    await this.after('rehearsal')
    await rehearse(page, [shares[2]!, shares[0]!])
    await page.getByText(words.setUp.doneTitle).waitFor({ timeout: 60_000 })
    await this.after('set up')
    const pinnedLink = await page.getByText(/^https?:\/\/\S+\/#\d{40}$/).innerText()
    return { handle, passphrase, shares, fingerprint: pinnedLink.slice(-40), pinnedLink }
  }
}
