// npm run demo [-- --count N --port P]: a throwaway instance with synthetic testimonies that the real code sealed.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { drawPassphrase } from '#app/keyring/passphrase.ts'
import { sealCorpus } from '#tests/corpus/seal-corpus.ts'
import { sendCorpus } from '#tests/corpus/send-corpus.ts'
import { sendCasesWithFiles } from '#tests/corpus/send-with-files.ts'
import { setUpOrganisation, type Person } from '#tests/support/organisation.ts'
import { addMember } from '#tests/support/people-by-code.ts'
import { findFreePort } from '#tests/support/ports.ts'
import { readTarget } from '#tests/support/sample.ts'
import { TestServer } from '#tests/support/server.ts'
import { build } from './prepare.mjs'

const { values } = parseArgs({
  options: { count: { type: 'string', default: '200' }, port: { type: 'string' } },
})
const count = readNumber('count', values.count, 0, 1_000_000)
const port = values.port === undefined ? null : readNumber('port', values.port, 1, 65_535)

/** Whom hostile files ask. */
const NOBODY = 'http://127.0.0.1:9'

let server: TestServer | null = null
let ending = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0))

try {
  await run()
} catch (error) {
  if (!ending) {
    console.error(error instanceof Error ? error.message : String(error))
    await end(1)
  }
}

async function run(): Promise<void> {
  build()
  server = new TestServer(port ?? (await findFreePort()), mkdtempSync(join(tmpdir(), 'svidok-demo-')), {})
  await server.start()
  const { origin } = server

  console.log('Setting up the organisation …')
  const admin: Person = { handle: 'olena', name: 'Олена', passphrase: await drawPassphrase() }
  const reviewer: Person = { handle: 'taras', name: 'Тарас', passphrase: await drawPassphrase() }
  const organisation = await setUpOrganisation(origin, server.setUpCode, { name: 'Архів свідчень', person: admin })
  await addMember(origin, await organisation.signIn(), reviewer)

  const target = await readTarget(origin)
  const { log, keys } = target
  let code = ''
  const bodies = (function* () {
    for (const entry of sealCorpus({ keys, genesisHash: log.genesisHash }, { count })) {
      code ||= entry.code
      yield entry.body
    }
  })()
  const started = performance.now()
  await sendCorpus(origin, bodies, { sent: showProgress })
  const seconds = (performance.now() - started) / 1000
  if (count > 0) {
    console.log(`\rSealed and received ${count} testimonies in ${seconds.toFixed(1)} s.        `)
    const withFiles = await sendCasesWithFiles(origin, target, NOBODY)
    const files = withFiles.reduce((sum, { sealed }) => sum + sealed.length, 0)
    console.log(`${withFiles.length} more with ${files} files, some of them made to do harm.`)
  }

  console.log(`
  The witness's page      ${origin}/
  with the pin            ${origin}/#${organisation.fingerprint}
  The desk                ${origin}/desk

  Administrator           ${admin.handle}
                          ${admin.passphrase}
  Reviewer                ${reviewer.handle}
                          ${reviewer.passphrase}${code && `\n  A receipt code          ${code}`}
  Recovery shares (2 of ${organisation.shares.length})
${organisation.shares.map(share => `                          ${share}`).join('\n')}

Everything here is synthetic and goes when you press Ctrl-C.`)
}

function showProgress(sent: number): void {
  const step = process.stdout.isTTY ? 50 : Math.max(1, Math.ceil(count / 10))
  if (sent % step === 0 && sent < count)
    process.stdout.write(
      `${process.stdout.isTTY ? '\r' : ''}Sealing and sending: ${sent} of ${count}${process.stdout.isTTY ? '' : '\n'}`,
    )
}

function readNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  console.error(`--${name} has to be a whole number from ${least} to ${most}.`)
  process.exit(1)
}

/** Stops the server and deletes its folder. */
async function end(status: number): Promise<void> {
  if (ending) return
  ending = true
  await server?.end()
  process.exit(status)
}
