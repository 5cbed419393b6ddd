import type { Browser, Page } from 'playwright-core'
import { en as words } from '#app/i18n/keys/en.ts'
import { Seat } from './browser.ts'
import { button, copyShares, rehearse, takePassphrase } from './set-up.ts'

/** Somebody who was given shares, at a browser that has never seen the organisation. */
export class Recoverer {
  readonly seat: Seat
  readonly page: Page
  after: (step: string) => Promise<void> = () => Promise.resolve()

  private constructor(seat: Seat) {
    this.seat = seat
    this.page = seat.page
    seat.page.on('dialog', dialog => void dialog.accept())
  }

  static async arrive(browser: Browser, origin: string): Promise<Recoverer> {
    return new Recoverer(await Seat.take(browser, origin))
  }

  async typeShares(shares: readonly string[]): Promise<void> {
    await this.seat.open('/recover')
    for (const [i, share] of shares.entries()) {
      await this.page.getByRole('textbox', { name: words.recover.shareLabel(i + 1), exact: true }).fill(share)
    }
  }

  /** Rebuilds the key and installs a new administrator. Gives the passphrase and the new shares. */
  async recover(
    shares: readonly string[],
    name: string,
    handle: string,
  ): Promise<{ passphrase: string; shares: string[] }> {
    const { page } = this
    await this.typeShares(shares)
    await this.after('shares')
    await button(page, words.recover.rebuild).click()
    await page.getByRole('textbox', { name: words.setUp.name, exact: true }).fill(name)
    await page.getByRole('textbox', { name: words.passphrase.handle }).fill(handle)
    await this.after('person')
    await button(page, words.common.next).click()
    const passphrase = await takePassphrase(page)
    const fresh = await copyShares(page, this.after)
    await rehearse(page, [fresh[1]!, fresh[2]!])
    await page.getByText(words.recover.doneTitle).waitFor({ timeout: 60_000 })
    await this.after('recovered')
    return { passphrase, shares: fresh }
  }
}
