import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fromB64u, randomBytes, toB64u, utf8Bytes, utf8Text } from '#app/crypto/bytes.ts'
import { kemKeyPairFromSeed, signKeyPairFromSeed } from '#app/crypto/keys.ts'
import { fingerprint } from '#app/trust/fingerprint.ts'
import { extendKeyLog, verifyKeyLog } from '#app/trust/key-log.ts'
import { adminsText, epochText } from '#app/trust/statement-text.ts'
import { signStatement } from '#app/trust/statement.ts'
import { KeyLogAnswer } from '#app/wire/public.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { HostileServer, rewriteJson } from '#tests/support/hostile-server.ts'
import { setUpOrganisation, today, type Organisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { KEEP, Witness } from '#tests/support/witness.ts'

type Change = (answer: KeyLogAnswer) => KeyLogAnswer

describe('a hostile server shows a witness', () => {
  let server: TestServer
  let hostile: HostileServer
  let organisation: Organisation
  let other: KeyLogAnswer
  let browser: Browser
  const lie = (change: Change) => rewriteJson('/api/key-log', KeyLogAnswer, change)

  beforeAll(async () => {
    hostile = await HostileServer.open(() => server.port)
    server = await startServer({ origin: hostile.origin })
    organisation = await setUpOrganisation(hostile.origin, server.setUpCode)
    const second = await startServer()
    await setUpOrganisation(second.origin, second.setUpCode, { name: 'Archive of Testimonies' })
    other = KeyLogAnswer.parse(await (await fetch(`${second.origin}/api/key-log`)).json())
    await second.end()
    browser = await launchBrowser()
  })
  beforeEach(() => hostile.clear())
  afterAll(async () => {
    await browser.close()
    await server.end()
    await hostile.close()
  })

  const foreign = () => toB64u(kemKeyPairFromSeed(randomBytes(32)).publicKey)
  const swapKey: Change = answer => ({
    ...answer,
    keys: answer.keys.map(key => (key.compartment === 'account' ? { ...key, kem: foreign() } : key)),
  })
  const editStatement =
    (type: string, from: string, to: string): Change =>
    answer => ({
      ...answer,
      entries: answer.entries.map(entry => {
        const text = utf8Text(fromB64u(entry.statement))
        return text.includes(`"type":"${type}"`)
          ? { ...entry, statement: toB64u(utf8Bytes(text.replace(from, to))) }
          : entry
      }),
    })
  /** An epoch of the server's own, signed by a key of its own. */
  const ownEpoch: Change = answer => {
    const log = verifyKeyLog(answer.entries)
    const { publicKey } = kemKeyPairFromSeed(randomBytes(32))
    const entry = signStatement(epochText(log, { at: today(), compartment: 'account', kem: publicKey }), [
      signKeyPairFromSeed(randomBytes(32)),
    ])
    return {
      entries: [...answer.entries, entry],
      keys: [...answer.keys, { compartment: 'account', epoch: 2, kem: toB64u(publicKey) }],
    }
  }

  const cases: [string, Change, 'wrong-key' | 'untrusted', string][] = [
    ['an epoch key of its own', swapKey, 'wrong-key', 'wrong-key'],
    ['an epoch that it signed itself', ownEpoch, 'untrusted', 'tampered'],
    [
      'a log without one statement in the middle',
      a => ({ ...a, entries: a.entries.filter((_, i) => i !== 1) }),
      'untrusted',
      'malformed',
    ],
    ['a log without genesis', a => ({ ...a, entries: a.entries.slice(1) }), 'untrusted', 'malformed'],
    ['an empty log', a => ({ ...a, entries: [] }), 'untrusted', 'malformed'],
    [
      'a statement with another date',
      editStatement('epoch', '"notAfter":"2', '"notAfter":"3'),
      'untrusted',
      'malformed',
    ],
    ['another name of the organisation', editStatement('genesis', 'Archive', 'Archivx'), 'untrusted', 'tampered'],
    [
      'statements in another order',
      a => ({ ...a, entries: a.entries.toSpliced(1, 2, a.entries[2]!, a.entries[1]!) }),
      'untrusted',
      'malformed',
    ],
    ['another organisation under the same name', () => other, 'wrong-key', 'wrong-key'],
  ]

  it.each(cases)('%s: refused before anything is written, and nothing is sent', async (_, change, sentence) => {
    hostile.rewrite = lie(change)
    const witness = await Witness.arrive(browser, hostile.origin, 'uk')
    const { words, page } = witness
    await witness.seat.open(`/#${organisation.fingerprint}`)
    await page.getByText(words.reason[sentence]).waitFor()
    await page.getByText(words.blocked).waitFor()
    const start = witness.button(words.welcome.start)
    expect(await start.isDisabled()).toBe(true)
    expect(await page.getByText(words.reasonCode.replace('{n}', '')).innerText()).toMatch(
      /wrong-key|tampered|malformed|truncated/,
    )
    expect(hostile.requests('POST', '/api/submissions')).toEqual([])
    await witness.seat.leave()
  })

  it.each(cases)(
    '%s, only when Send is pressed: refused with its code, nothing is sent, and every word is kept',
    async (_, change, sentence, code) => {
      const witness = await Witness.arrive(browser, hostile.origin, 'uk')
      const { words, page } = witness
      await witness.begin(`#${organisation.fingerprint}`)
      await witness.tell({ ...KEEP, 'account.narrative': 'Те, що має лишитися на сторінці' })
      hostile.rewrite = lie(change)
      await witness.button(words.check.send).click()
      await witness.heading(words.sending.failed).waitFor()
      await page.getByText(words.reason[sentence]).waitFor()
      await page.getByText(words.reasonCode.replace('{n}', code)).waitFor()
      await witness.state(words.state.notSent).waitFor()
      expect(hostile.requests('POST', '/api/submissions')).toEqual([])
      await witness.button(words.check.toCheck).click()
      await page.getByText('Те, що має лишитися на сторінці').waitFor()
      hostile.clear()
      await witness.send()
      await witness.seat.leave()
    },
  )

  it('a log that was rolled back: refused by whoever has a link with the newer pin', async () => {
    const honest = KeyLogAnswer.parse(await (await fetch(`${hostile.origin}/api/key-log`)).json())
    const log = verifyKeyLog(honest.entries)
    const { sign } = organisation.founder.credentials.keys
    const entry = signStatement(adminsText(log, { at: today(), admins: [sign.publicKey], quorum: 1 }), [sign])
    const newer = extendKeyLog(log, entry)
    const pin = `#${organisation.fingerprint}-${fingerprint(newer.statements.at(-1)!.text)}`

    // The log that the organisation published last is fine.
    hostile.rewrite = lie(answer => ({ ...answer, entries: [...answer.entries, entry] }))
    const fine = await Witness.arrive(browser, hostile.origin, 'ru')
    await fine.begin(pin)
    await fine.seat.leave()

    hostile.clear()
    const witness = await Witness.arrive(browser, hostile.origin, 'ru')
    await witness.seat.open(`/${pin}`)
    await witness.page.getByText(witness.words.reason['wrong-key']).waitFor()
    expect(await witness.button(witness.words.welcome.start).isDisabled()).toBe(true)
    await witness.seat.leave()
  })

  it('a key that is over: refused as expired, and nothing is sent', async () => {
    const witness = await Witness.arrive(browser, hostile.origin, 'en')
    await witness.page.clock.setFixedTime(Date.now() + 188 * 86_400_000)
    await witness.seat.open(`/#${organisation.fingerprint}`)
    await witness.page.getByText(witness.words.reason.expired).waitFor()
    expect(await witness.button(witness.words.welcome.start).isDisabled()).toBe(true)
    await witness.seat.leave()
    const days = await Witness.arrive(browser, hostile.origin, 'en')
    // Seven days are left after the last one.
    await days.page.clock.setFixedTime(Date.now() + 186 * 86_400_000)
    await days.begin(`#${organisation.fingerprint}`)
    await days.tell({ ...KEEP, 'account.narrative': 'In time' })
    await days.send()
    await days.seat.leave()
  })

  it.each(['#12345', '#somebody-else', `#${'1'.repeat(40)}-`])(
    'a link that is not complete (%s): refused with words for it',
    async fragment => {
      const witness = await Witness.arrive(browser, hostile.origin, 'en')
      await witness.seat.open(`/${fragment}`)
      await witness.page.getByText(witness.words.reason.link).waitFor()
      expect(await witness.button(witness.words.welcome.start).isDisabled()).toBe(true)
      await witness.seat.leave()
    },
  )
})
