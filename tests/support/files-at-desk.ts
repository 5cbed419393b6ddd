import type { Frame, Locator } from 'playwright-core'
import { en as text } from '#app/i18n/desk/en.ts'
import type { Colleague } from './desk.ts'

/** A member who works with the files of the testimony that is open. */
export class FilesAtDesk {
  readonly #colleague: Colleague

  constructor(colleague: Colleague) {
    this.#colleague = colleague
  }

  get list(): Locator {
    return this.#colleague.reading.getByRole('region', { name: text.files.title, exact: true })
  }

  /** The n-th file, from 0. */
  at(n: number): Locator {
    return this.list.locator('ul.rv-evidence-list > li').nth(n)
  }

  /** A button of a file, by the beginning of what it says. */
  button(file: Locator, name: string): Locator {
    return file.getByRole('button', { name: new RegExp(`^${name}`) })
  }

  /** Presses Open and waits until it is settled: what it says then. */
  async settle(n: number): Promise<string> {
    const file = this.at(n)
    await this.button(file, text.files.act.open).click()
    const { notShown } = text.files
    const refused = file.getByText(new RegExp(Object.values(notShown).join('|')))
    const failed = file.getByRole('alert')
    const shown = file.locator('iframe')
    await refused.or(failed).or(shown).first().waitFor({ timeout: 60_000 })
    if (await shown.count())
      await file
        .getByText(text.files.view.preparing)
        .waitFor({ state: 'detached', timeout: 60_000 })
        .catch(() => undefined)
    return (await shown.count()) > 0 ? 'shown' : await refused.or(failed).first().innerText()
  }

  /** The document in which an open file is shown. */
  async frame(n: number): Promise<Frame> {
    const frame = await (await this.at(n).locator('iframe').elementHandle()).contentFrame()
    if (!frame) throw new Error('nothing is shown')
    return frame
  }

  async open(n: number): Promise<Frame> {
    const state = await this.settle(n)
    if (state !== 'shown') throw new Error(`not shown: ${state}`)
    return this.frame(n)
  }

  async close(n: number): Promise<void> {
    await this.button(this.at(n), text.files.act.close).click()
    await this.at(n).locator('iframe').waitFor({ state: 'detached' })
  }
}
