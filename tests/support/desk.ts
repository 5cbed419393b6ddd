import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { en as text } from '#app/i18n/desk/en.ts'
import { en as words } from '#app/i18n/keys/en.ts'
import { Seat } from './browser.ts'
import { button, heading, takePassphrase } from './set-up.ts'
import { exactly } from './answering.ts'

/** A member at the desk: reviewer, custodian, administrator. */
export class Colleague {
  readonly seat: Seat
  readonly page: Page

  constructor(seat: Seat) {
    this.seat = seat
    this.page = seat.page
    seat.page.on('dialog', dialog => void dialog.accept())
  }

  static async arrive(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<Colleague> {
    return new Colleague(await Seat.take(browser, origin, options))
  }

  /** Types name and passphrase; what comes after is looked at by the test. */
  async knock(handle: string, passphrase: string, path = '/desk'): Promise<void> {
    await this.seat.open(path)
    await this.page.getByRole('textbox', { name: words.gate.handle }).fill(handle)
    await this.page.getByLabel(words.gate.passphrase, { exact: true }).fill(passphrase)
    await button(this.page, words.gate.enter).click()
  }

  async signIn(handle: string, passphrase: string, path = '/desk'): Promise<void> {
    await this.knock(handle, passphrase, path)
    await this.page.getByRole('button', { name: exactly(words.common.lock) }).waitFor({ timeout: 60_000 })
  }

  /** Waits until the queue was read and every chain was held against the others. */
  async waitForQueue(): Promise<void> {
    await this.page
      .getByRole('button', { name: new RegExp(`^${text.queue.refresh}|: show$`) })
      .waitFor({ timeout: 60_000 })
  }

  rows(): Locator {
    return this.page.getByRole('listbox', { name: text.queue.list }).getByRole('option')
  }

  /** Shows every row, those that failed to open included. */
  async showAll(): Promise<void> {
    const unfold = this.page.getByRole('button', { name: text.filters.show })
    if (await unfold.isVisible()) await unfold.click()
    await this.page.getByRole('button', { name: new RegExp(`^${text.views.all}\\s*\\d`) }).click()
  }

  row(words: string): Locator {
    return this.rows().filter({ hasText: words })
  }

  get reading(): Locator {
    return this.page.getByRole('article')
  }

  get panel(): Locator {
    return this.page.getByRole('complementary', { name: text.panel.title })
  }

  get alerts(): Locator {
    return this.page.getByRole('alert').filter({ hasText: /\S/ })
  }

  /** Opens the one whose account has these words at its beginning. */
  async openTestimony(words: string): Promise<void> {
    await this.row(words).click()
    await this.reading.filter({ hasText: words }).getByRole('heading', { level: 2 }).waitFor()
    await this.panel.waitFor()
  }

  async choose(menu: string, option: string): Promise<void> {
    await this.panel.getByRole('button', { name: exactly(menu) }).click()
    await this.page.getByRole('menuitemradio', { name: exactly(option) }).click()
  }

  async setStatus(status: keyof typeof text.status): Promise<void> {
    await this.choose(text.panel.status, text.status[status])
    await this.panel.getByText(text.panel.changedStatus(text.status[status])).waitFor()
  }

  async setPriority(priority: keyof typeof text.priority): Promise<void> {
    await this.choose(text.panel.priority, priority)
    await this.panel.getByText(text.panel.changedPriority(priority)).waitFor()
  }

  async writeNote(note: string): Promise<void> {
    await this.reading.getByRole('textbox', { name: exactly(text.panel.note) }).fill(note)
    await button(this.page, text.panel.saveNote).click()
    await this.reading.getByText(text.panel.saved, { exact: true }).waitFor()
  }

  async goTo(section: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: words.common.sections })
      .getByRole('link', { name: section, exact: true })
      .click()
  }

  async lock(): Promise<void> {
    await this.page.getByRole('button', { name: exactly(words.common.lock) }).click()
    await heading(this.page, words.gate.title).waitFor()
  }

  /** Makes an invitation; the link is passed on outside the server. */
  async invite(name: string, roles: (keyof typeof words.common.roles)[] = ['reviewer']): Promise<string> {
    await this.goTo(words.common.people)
    await button(this.page, words.people.invite).click()
    const form = this.page.getByRole('form', { name: words.people.invite })
    await form.getByRole('textbox', { name: words.people.inviteName }).fill(name)
    for (const role of ['reviewer', 'custodian', 'admin'] as const) {
      await form.getByRole('checkbox', { name: exactly(words.common.roles[role]) }).setChecked(roles.includes(role))
    }
    await button(this.page, words.people.makeLink).click()
    const link = await this.page.getByText(/^https?:\/\/\S+\/join#\S+$/).innerText()
    await button(this.page, words.people.linkDone).click()
    return link
  }

  /** Opens an invitation link and makes keys. Gives the drawn passphrase. */
  async join(link: string, handle: string): Promise<string> {
    await this.page.goto(link)
    await this.page.getByRole('textbox', { name: words.passphrase.handle }).fill(handle)
    await button(this.page, words.common.next).click()
    const passphrase = await takePassphrase(this.page)
    await heading(this.page, words.join.sentTitle).waitFor({ timeout: 60_000 })
    return passphrase
  }

  /** Checks the keys of somebody who accepted, and signs them in. Reads the list anew first. */
  async admit(name: string): Promise<void> {
    await this.goTo(words.common.queue)
    await this.goTo(words.common.people)
    await this.page
      .getByRole('listitem')
      .filter({ hasText: name })
      .getByRole('button', { name: words.people.look })
      .click()
    await button(this.page, words.people.admit).click()
    await this.page.getByRole('table').getByRole('row').filter({ hasText: name }).waitFor()
  }

  async remove(name: string): Promise<void> {
    await this.goTo(words.common.people)
    await button(this.page, `${words.people.remove}: ${name}`).click()
    await button(this.page, words.people.removeYes).click()
    await this.page.getByRole('rowheader', { name: words.people.left, exact: true }).waitFor()
  }

  /** Signs new keys and begins to move everything to them. */
  async beginRotation(): Promise<void> {
    await this.goTo(words.common.keys)
    await button(this.page, words.keys.rotate).click()
    await button(this.page, words.keys.begin).click()
  }

  async goOnWithRotation(): Promise<void> {
    await this.goTo(words.common.keys)
    await button(this.page, words.keys.goOn).click()
  }

  async waitForRotation(): Promise<void> {
    await this.page.getByText(words.keys.finished).waitFor({ timeout: 120_000 })
  }

  /** The link that is to be published now. */
  async readPinnedLink(): Promise<string> {
    await this.goTo(words.common.keys)
    return this.page.getByText(/^https?:\/\/\S+\/#\d{40}(-\d{40})?$/).innerText()
  }
}
