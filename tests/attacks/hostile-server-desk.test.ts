import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toB64u } from '#app/crypto/bytes.ts'
import { en as text } from '#app/i18n/desk/en.ts'
import { DeskState } from '#app/wire/members.ts'
import {
  decodeQueuePage,
  decodeSubmissionParts,
  encodeQueuePage,
  encodeSubmissionParts,
  type MessageParts,
  type QueueEntry,
  type SubmissionParts,
} from '#app/wire/queue.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { openCase, postMessage, sealMore, type SealedMore } from '#tests/support/evidence.ts'
import { HostileServer, rewriteBytes, rewriteJson, type Rewrite } from '#tests/support/hostile-server.ts'
import { FOUNDER, setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

const ACCOUNTS = ['Перша розповідь про автобус', 'Друга розповідь про завод', 'Третя розповідь про школу'] as const

describe('a hostile server shows a reviewer', () => {
  let server: TestServer
  let hostile: HostileServer
  let browser: Browser
  let olena: Colleague

  const queue = (change: (entries: QueueEntry[]) => QueueEntry[]): Rewrite =>
    rewriteBytes('/api/desk/queue', body => {
      const { entries, next } = decodeQueuePage(body)
      return encodeQueuePage(change(entries), next)
    })
  const submission = (change: (parts: SubmissionParts) => SubmissionParts): Rewrite =>
    rewriteBytes('/api/desk/submissions/', body => encodeSubmissionParts(change(decodeSubmissionParts(body))))
  const state = (change: (state: DeskState) => DeskState): Rewrite => rewriteJson('/api/desk/state', DeskState, change)
  const both =
    (...rewrites: Rewrite[]): Rewrite =>
    async (answer, exchange) => {
      let given = answer
      for (const rewrite of rewrites) given = (await rewrite(given, exchange)) ?? given
      return given
    }

  beforeAll(async () => {
    hostile = await HostileServer.open(() => server.port)
    server = await startServer({ origin: hostile.origin })
    await setUpOrganisation(hostile.origin, server.setUpCode)
    const target = await readTarget(hostile.origin)
    for (const account of ACCOUNTS.slice(0, 2))
      await sendSubmission(hostile.origin, sealSample(target, writeSample(account)).body)
    const third = await openCase(hostile.origin, target, ACCOUNTS[2])
    let after: SealedMore | undefined
    for (const seq of [1, 2, 3]) {
      after = sealMore(third, target.keys.account, [], { seq, after })
      await postMessage(hostile.origin, third.receipt.token, after.body)
    }
    browser = await launchBrowser()
    // Five records over two chains: 1 and 2 on the first, then on the second, then on the first again.
    const honest = await Colleague.arrive(browser, hostile.origin)
    await honest.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await honest.waitForQueue()
    await honest.openTestimony(ACCOUNTS[0])
    await honest.setStatus('triage')
    await honest.openTestimony(ACCOUNTS[1])
    await honest.setStatus('in_review')
    await honest.openTestimony(ACCOUNTS[0])
    await honest.setStatus('second_review')
    await honest.seat.leave()
  })
  beforeEach(async () => {
    hostile.clear()
    olena = await Colleague.arrive(browser, hostile.origin)
  })
  afterAll(async () => {
    await browser.close()
    await server.end()
    await hostile.close()
  })

  const enter = async () => {
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.waitForQueue()
  }
  const expectAlarm = async (code: string) => {
    await olena.alerts.filter({ hasText: code }).first().waitFor()
  }

  it('what it holds, when it is honest: no alarm', async () => {
    await enter()
    expect(await olena.rows().count()).toBe(3)
    expect(await olena.alerts.count()).toBe(0)
    await olena.openTestimony(ACCOUNTS[0])
    await olena.reading.getByText(/Chain of \d+ records, all verified/).waitFor()
    expect(await olena.reading.getByText(text.messages.arrived(3)).count()).toBe(0)
    await olena.openTestimony(ACCOUNTS[2])
    await olena.reading.getByText(text.messages.arrived(3)).waitFor()
    expect(await olena.alerts.count()).toBe(0)
    await olena.seat.picture('messages')
    await olena.seat.leave()
  })

  const swapTwo =
    <K extends keyof QueueEntry>(field: K) =>
    (entries: QueueEntry[]): QueueEntry[] => {
      const [a, b, ...rest] = entries
      return [{ ...a!, [field]: b![field] }, { ...b!, [field]: a![field] }, ...rest]
    }

  it.each(['card', 'accountHash'] as const)(
    'two submissions with their %s exchanged: neither card opens, both are tampered',
    async field => {
      hostile.rewrite = queue(swapTwo(field))
      await enter()
      await olena.showAll()
      await expect.poll(() => olena.row(text.queue.failed).count()).toBe(2)
      for (const row of await olena.row(text.queue.failed).all()) expect(await row.innerText()).toContain('tampered')
      expect(await olena.row(ACCOUNTS[2]).count()).toBe(1)
      await olena.seat.leave()
    },
  )

  it('two submissions with their wraps exchanged: a wrap of another opens nothing', async () => {
    hostile.rewrite = queue(swapTwo('wrap'))
    await enter()
    // The wraps of its own, which the submission itself still brings, open each.
    for (const account of ACCOUNTS) expect(await olena.row(account).count()).toBe(1)
    const wraps: Uint8Array[] = []
    const isOwn = (parts: SubmissionParts, wrap: Uint8Array) =>
      parts.accountWraps.some(own => toB64u(own) === toB64u(wrap))
    hostile.rewrite = both(
      queue(entries => {
        wraps.splice(0, wraps.length, ...entries.map(entry => entry.wrap))
        return swapTwo('wrap')(entries)
      }),
      submission(parts => ({ ...parts, accountWraps: wraps.filter(wrap => !isOwn(parts, wrap)).slice(0, 1) })),
    )
    await olena.page.getByRole('button', { name: text.queue.refresh }).click()
    await olena.showAll()
    await expect.poll(() => olena.row(text.queue.failed).count()).toBe(2)
    for (const row of await olena.row(text.queue.failed).all()) expect(await row.innerText()).toContain('tampered')
    await olena.seat.leave()
  })

  it.each([
    ['the account of another', (own: SubmissionParts, other: SubmissionParts) => ({ ...own, account: other.account })],
    [
      'the wraps of another',
      (own: SubmissionParts, other: SubmissionParts) => ({ ...own, accountWraps: other.accountWraps }),
    ],
    [
      'the card of another',
      (own: SubmissionParts, other: SubmissionParts) => ({ ...own, card: other.card, cardHash: other.cardHash }),
    ],
    ['an upload that nobody sent', (own: SubmissionParts) => ({ ...own, uploads: new Uint8Array(16) })],
  ])('a submission with %s: refused as tampered, nothing of it is shown', async (_, change) => {
    const kept: SubmissionParts[] = []
    await enter()
    hostile.rewrite = submission(parts => {
      kept.push(parts)
      return kept.length === 1 ? parts : change(parts, kept[0]!)
    })
    await olena.openTestimony(ACCOUNTS[1])
    await olena.row(ACCOUNTS[2]).click()
    await expectAlarm('tampered')
    expect(await olena.page.getByText(text.queue.failed).first().isVisible()).toBe(true)
    expect(await olena.reading.count()).toBe(0)
    await olena.seat.leave()
  })

  it.each([
    [
      'without the one in the middle',
      (messages: MessageParts[]) => messages.filter(({ seq }) => seq !== 2),
      [text.messages.missing(2), 'truncated'],
    ],
    [
      'with one of them under two numbers',
      (messages: MessageParts[]) => messages.map(each => (each.seq === 3 ? { ...messages[1]!, seq: 3 } : each)),
      [text.messages.failed(3), 'tampered'],
    ],
  ])('messages that followed %s: an alarm beside the account, which is read', async (_, change, words) => {
    hostile.rewrite = submission(parts => ({ ...parts, messages: change(parts.messages) }))
    await enter()
    await olena.openTestimony(ACCOUNTS[2])
    const alarm = olena.reading.getByRole('alert').filter({ hasText: text.messages.title })
    for (const word of words) await alarm.getByText(word, { exact: false }).first().waitFor()
    await olena.seat.picture('messages-missing')
    await olena.seat.leave()
  })

  it.each([
    ['in another order', (events: QueueEntry['events']) => events.toReversed(), 'tampered'],
    ['with one left out in the middle', (events: QueueEntry['events']) => events.toSpliced(1, 1), 'tampered'],
    ['with one said twice', (events: QueueEntry['events']) => [...events, events.at(-1)!], 'tampered'],
    [
      'with one that was changed',
      (events: QueueEntry['events']) =>
        events.map((e, i) => (i === 0 ? Uint8Array.from(e, (byte, at) => (at === 99 ? byte ^ 1 : byte)) : e)),
      'tampered',
    ],
  ])('a chain %s: shown as broken in the queue and in the testimony', async (_, change, code) => {
    const onFirst = (events: QueueEntry['events']) => (events.length > 2 ? change(events) : events)
    hostile.rewrite = both(
      queue(entries => entries.map(entry => ({ ...entry, events: onFirst(entry.events) }))),
      submission(parts => ({ ...parts, accountEvents: onFirst(parts.accountEvents) })),
    )
    // Opening writes a record, for which the server has another place than a chain that was cut.
    olena.seat.expectComplaint(/409/)
    await enter()
    await olena.row(ACCOUNTS[0]).getByText(text.queue.brokenChain).waitFor()
    await olena.row(ACCOUNTS[0]).click()
    await olena.reading
      .getByRole('alert')
      .filter({ hasText: text.alarm.chainTitle })
      .filter({ hasText: code })
      .waitFor()
    expect(await olena.row(ACCOUNTS[1]).getByText(text.queue.brokenChain).count()).toBe(0)
    await olena.seat.leave()
  })

  it('a chain without its end: an alarm across chains, truncated', async () => {
    hostile.rewrite = queue(entries =>
      entries.map(entry => (entry.events.length > 2 ? { ...entry, events: entry.events.slice(0, -1) } : entry)),
    )
    await enter()
    await olena.alerts.filter({ hasText: text.alarm.title }).filter({ hasText: 'truncated' }).waitFor()
    await olena.seat.leave()
  })

  it('an older end, though others were signed after it: an alarm, whatever position it claims', async () => {
    hostile.rewrite = both(
      queue(entries =>
        entries.map(entry => (entry.events.length > 2 ? { ...entry, events: entry.events.slice(0, 1) } : entry)),
      ),
      state(one => ({
        ...one,
        me: { ...one.me, position: { ...one.me.position, account: { n: 1, last: one.me.position.account.last } } },
      })),
    )
    await enter()
    await olena.alerts.filter({ hasText: text.alarm.title }).waitFor()
    await olena.seat.leave()
  })
})
