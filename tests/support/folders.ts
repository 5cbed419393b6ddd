import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Folders of one test file, which are thrown away in the end. */
export class Folders {
  readonly #made: string[] = []

  make(name: string): string {
    const folder = mkdtempSync(join(tmpdir(), name))
    this.#made.push(folder)
    return folder
  }

  async remove(): Promise<void> {
    await Promise.all(this.#made.map(folder => rm(folder, { recursive: true, force: true })))
  }
}
