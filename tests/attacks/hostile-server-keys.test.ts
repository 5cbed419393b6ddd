import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { decodeJson, encodeJson } from '#app/crypto/json.ts'
import { en as text } from '#app/i18n/desk/en.ts'
import { en as words } from '#app/i18n/keys/en.ts'
import { memberKeys, newMemberSecret } from '#app/trust/member.ts'
import { DeskState } from '#app/wire/members.ts'
import { KeyLogAnswer } from '#app/wire/public.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { HostileServer, rewriteJson, type Rewrite } from '#tests/support/hostile-server.ts'
import { FOUNDER, setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

const ACCOUNT = 'Розповідь про школу'

describe('a hostile server shows a member', () => {
  let server: TestServer
  let hostile: HostileServer
  let browser: Browser
  let olena: Colleague
  let foreignEntries: DeskState['entries'] = []
  const state = (change: (state: DeskState) => DeskState): Rewrite => rewriteJson('/api/desk/state', DeskState, change)

  beforeAll(async () => {
    hostile = await HostileServer.open(() => server.port)
    server = await startServer({ origin: hostile.origin })
    await setUpOrganisation(hostile.origin, server.setUpCode)
    await sendSubmission(hostile.origin, sealSample(await readTarget(hostile.origin), writeSample(ACCOUNT)).body)
    const second = await startServer()
    await setUpOrganisation(second.origin, second.setUpCode)
    foreignEntries = KeyLogAnswer.parse(await (await fetch(`${second.origin}/api/key-log`)).json()).entries
    await second.end()
    browser = await launchBrowser()
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

  const expectAlarm = async (code: string) => {
    await olena.alerts.filter({ hasText: code }).first().waitFor()
  }

  const refused: [string, (one: DeskState) => DeskState, string][] = [
    ['the log of another organisation', one => ({ ...one, entries: foreignEntries }), 'tampered'],
    [
      'a log without its roster',
      one => ({ ...one, entries: one.entries.filter(entry => !isA(entry.statement, 'roster')) }),
      'malformed',
    ],
    ['a roster with a member of its own', one => ({ ...one, roster: injectMember(one.roster) }), 'tampered'],
    ['a roster in which somebody holds more', one => ({ ...one, roster: editRoster(one.roster) }), 'tampered'],
    [
      'a grant of an epoch of its own',
      one => ({ ...one, grants: one.grants.map(grant => ({ ...grant, grant: flip(grant.grant) })) }),
      'tampered',
    ],
    [
      'the grants of both compartments exchanged',
      one => ({
        ...one,
        grants: one.grants.map(grant => ({
          ...grant,
          compartment: grant.compartment === 'account' ? 'contact' : 'account',
        })),
      }),
      'tampered',
    ],
  ]
  it.each(refused)('%s: the desk stays closed, with the code', async (_, change, code) => {
    hostile.rewrite = state(change)
    await olena.knock(FOUNDER.handle, FOUNDER.passphrase)
    await olena.page.getByRole('heading', { name: words.gate.refusedTitle }).waitFor()
    await expectAlarm(code)
    expect(await olena.rows().count()).toBe(0)
    expect(hostile.requests('GET', '/api/desk/queue')).toEqual([])
    await olena.seat.leave()
  })
  it('a key log that was rolled back behind what members signed: an alarm, truncated', async () => {
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.beginRotation()
    await olena.waitForRotation()
    await olena.goTo(words.common.queue)
    await olena.waitForQueue()
    await olena.openTestimony(ACCOUNT)
    await olena.setStatus('triage')
    const older = state(one => ({
      ...one,
      entries: one.entries.slice(0, -1),
      ...onlyOpen(one, grant => grant.compartment === 'account' || grant.epoch === 1),
    }))
    // This page has seen the newer log: an older one is refused where it stands.
    hostile.rewrite = older
    await olena.page.getByRole('button', { name: text.queue.refresh }).click()
    await olena.page.getByRole('heading', { name: words.gate.refusedTitle }).waitFor()
    await expectAlarm('truncated')
    await olena.seat.leave()
    // A fresh browser has seen nothing: what a member signed names the statement that is missing.
    olena = await Colleague.arrive(browser, hostile.origin)
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.waitForQueue()
    await olena.alerts.filter({ hasText: text.alarm.title }).filter({ hasText: 'truncated' }).waitFor()
    await olena.page
      .getByText(/names a statement of the key log that this server does not show/)
      .first()
      .waitFor()
    await olena.seat.leave()
  })
})

/** What a server that hides an epoch leaves out beside its statement. */
function onlyOpen(one: DeskState, shown: (of: { compartment: string; epoch: number }) => boolean) {
  return { grants: one.grants.filter(shown), keys: one.keys.filter(shown), epochs: one.epochs.filter(shown) }
}

const isA = (statement: string, type: string) => (decodeJson(fromB64u(statement)) as { type?: string }).type === type

interface RosterText {
  members: { roles: string[]; compartments: string[] }[]
}

function injectMember(roster: string): string {
  const value = decodeJson(fromB64u(roster)) as unknown as RosterText
  const keys = memberKeys(newMemberSecret())
  const own = {
    ...value.members[0]!,
    id: toB64u(new Uint8Array(16)),
    sign: toB64u(keys.sign.publicKey),
    reply: toB64u(keys.reply.publicKey),
  }
  return toB64u(encodeJson({ ...value, members: [...value.members, own] }))
}

function editRoster(roster: string): string {
  const value = decodeJson(fromB64u(roster)) as unknown as RosterText
  return toB64u(
    encodeJson({ ...value, members: value.members.map(member => ({ ...member, roles: [...member.roles].reverse() })) }),
  )
}

function flip(text: string): string {
  const bytes = fromB64u(text)
  bytes[bytes.length - 1]! ^= 1
  return toB64u(bytes)
}
