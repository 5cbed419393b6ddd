import { createHash } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import type { Browser as Firefox } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomBytes } from '#app/crypto/bytes.ts'
import { evidenceWords } from '#tests/support/answering.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { CutLine } from '#tests/support/cut-line.ts'
import { FirefoxWitness, launchFirefox } from '#tests/support/firefox.ts'
import { setUpOrganisation, type Organisation } from '#tests/support/organisation.ts'
import { readNewestFiles } from '#tests/support/read-files.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

const MiB = 1_048_576
const words = evidenceWords('uk').way

describe('a witness sends files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'svidok-files-'))
  let line: CutLine
  let server: TestServer
  let organisation: Organisation
  let browser: Browser

  beforeAll(async () => {
    line = await CutLine.open(() => server.port, { after: 9 * MiB, times: 6 })
    server = await startServer({ origin: line.origin })
    organisation = await setUpOrganisation(line.origin, server.setUpCode)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
    await line.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const write = (name: string, bytes: number): string => {
    const path = join(folder, name)
    writeFileSync(path, randomBytes(bytes))
    return path
  }
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  /** Bytes of all that arrives and is not claimed. */
  const arrived = () => {
    const uploads = join(server.data, 'uploads')
    return readdirSync(uploads).reduce((sum, name) => sum + statSync(join(uploads, name)).size, 0)
  }
  const until = async (what: () => boolean | Promise<boolean>, seconds = 120) => {
    for (let i = 0; i < seconds * 20; i++) {
      if (await what()) return
      await sleep(50)
    }
    throw new Error('what was waited for did not happen')
  }

  /** A witness who adds files, sends, and sees that the account was received. */
  async function send(paths: readonly string[]): Promise<Witness> {
    const witness = await Witness.arrive(browser, line.origin, 'uk')
    witness.seat.expectComplaint(/Failed to load resource/)
    witness.after = async step => {
      if (step === 'list evidence') await witness.page.locator('input[type=file][multiple]').setInputFiles([...paths])
    }
    await witness.begin(`#${organisation.fingerprint}`)
    await witness.tell(KEEP)
    await witness.send()
    return witness
  }
  /** How many files the page says this of, under the code. */
  const count = (witness: Witness, text: string) =>
    witness.page
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`: ${text}$`) })
      .count()

  it('64 MiB arrive whole over a line that breaks six times and a server that is killed', async () => {
    const path = write('протокол.bin', 64 * MiB)
    const witness = await send([path])
    await until(() => arrived() > 20 * MiB)
    await server.restart('SIGKILL')
    await until(async () => (await count(witness, words.received)) > 0)
    expect(line.cuts).toBe(6)
    const { files, conflicts } = await readNewestFiles(await organisation.signIn())
    expect(conflicts).toBe(0)
    expect(files.map(({ id, name }) => [id, name])).toEqual([['f1', 'протокол.bin']])
    expect(sha256(files[0]!.content)).toBe(sha256(readFileSync(path)))
    expect(files[0]!.sha256).toBe(sha256(readFileSync(path)))
    expect(arrived()).toBe(0)
    await witness.seat.leave()
  })

  it('fifty at once arrive, each named by a message of its own', async () => {
    const paths = Array.from({ length: 50 }, (_, i) => write(`фото ${i + 1}.bin`, 1000 + i * 4001))
    const witness = await send(paths)
    await until(async () => (await count(witness, words.received)) >= 50)
    const { files, conflicts } = await readNewestFiles(await organisation.signIn())
    expect(conflicts).toBe(0)
    expect(files.map(({ name }) => name).sort()).toEqual(paths.map(path => path.split('/').at(-1)!).sort())
    for (const { name, content } of files) expect(sha256(content)).toBe(sha256(readFileSync(join(folder, name))))
    await witness.seat.leave()
  })

  it('one that changes on the disk while it is sent is not received, says why, and leaves nothing behind', async () => {
    const paths = [write('list.bin', 40 * MiB), write('other.bin', 1000)]
    const witness = await send(paths)
    await until(() => arrived() > 2 * MiB)
    appendFileSync(paths[0]!, 'one line more')
    await until(async () => (await count(witness, words.failed)) > 0)
    const { files } = await readNewestFiles(await organisation.signIn())
    expect(files.map(({ name }) => name)).toEqual(['other.bin'])
    await until(() => arrived() === 0)
    await witness.seat.leave()
  })
})

describe('a witness at Firefox ESR sends a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'svidok-files-'))
  const profile = mkdtempSync(join(tmpdir(), 'svidok-profile-'))
  let server: TestServer
  let firefox: Firefox

  beforeAll(async () => {
    server = await startServer()
    firefox = await launchFirefox(profile)
  })
  afterAll(async () => {
    await firefox.close()
    await server.end()
    for (const one of [folder, profile]) rmSync(one, { recursive: true, force: true })
  })

  it('and it arrives whole', async () => {
    const organisation = await setUpOrganisation(server.origin, server.setUpCode)
    const path = join(folder, 'лист.bin')
    writeFileSync(path, randomBytes(9 * MiB))
    const witness = await FirefoxWitness.arrive(firefox, server.origin, 'uk')
    witness.files = [path]
    await witness.begin()
    await witness.tell(KEEP)
    await witness.press(witness.words.check.send)
    await witness.find('h1', witness.words.code.heading)
    for (let i = 0; i < 600 && !(await witness.read('main')).includes(`лист.bin: ${words.received}`); i++)
      await sleep(100)
    const { files } = await readNewestFiles(await organisation.signIn())
    expect(files.map(({ content }) => Buffer.compare(content, readFileSync(path)))).toEqual([0])
    expect(await witness.refusals()).toEqual([])
    expect(witness.complaints).toEqual([])
  })
})
