import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { decodeJson, encodeJson } from '#app/crypto/json.ts'
import { en as text } from '#app/i18n/desk/en.ts'
import { en as words } from '#app/i18n/keys/en.ts'
import { memberKeys, newMemberSecret } from '#app/trust/member.ts'
import { adminsText } from '#app/trust/statement-text.ts'
import { signStatement } from '#app/trust/statement.ts'
import { DeskState, InvitationAnswer } from '#app/wire/members.ts'
import { KeyLogAnswer } from '#app/wire/public.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { Colleague } from '#tests/support/desk.ts'
import { HostileServer, rewriteJson, type Rewrite } from '#tests/support/hostile-server.ts'
import { FOUNDER, setUpOrganisation, today, type Organisation } from '#tests/support/organisation.ts'
import { mustPost, readKeyring } from '#tests/support/people-by-code.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

const ACCOUNT = 'Розповідь про школу'

describe('a hostile server shows a member', () => {
  let server: TestServer
  let hostile: HostileServer
  let organisation: Organisation
  let browser: Browser
  let olena: Colleague
  let foreignEntries: DeskState['entries'] = []
  const state = (change: (state: DeskState) => DeskState): Rewrite => rewriteJson('/api/desk/state', DeskState, change)

  beforeAll(async () => {
    hostile = await HostileServer.open(() => server.port)
    server = await startServer({ origin: hostile.origin })
    organisation = await setUpOrganisation(hostile.origin, server.setUpCode)
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
    const admin = await organisation.signIn()
    const { log, keys, state: served } = await readKeyring(admin)
    const entry = signStatement(adminsText(log, { at: today(), admins: log.admins, quorum: 1 }), [keys.sign])
    const change = { entries: [entry], roster: served.roster, admit: null, remove: null, grants: [], names: null }
    await mustPost(admin, '/api/desk/roster', change)

    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.waitForQueue()
    await olena.openTestimony(ACCOUNT)
    await olena.setStatus('triage')
    // This page has seen the newer log: an older one is refused where it stands.
    hostile.rewrite = state(one => ({ ...one, entries: one.entries.slice(0, -1) }))
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
    // Nobody signs new keys on such a view, though they never looked at the queue.
    await olena.seat.leave()
    olena = await Colleague.arrive(browser, hostile.origin)
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase, '/desk/keys')
    await olena.beginRotation()
    await olena.page.getByText(words.keys.notBegun).waitFor()
    await olena.alerts.filter({ hasText: words.people.withheld }).filter({ hasText: 'truncated' }).waitFor()
    await olena.seat.picture('keys truncated')
    expect(hostile.requests('POST', '/api/desk/epochs')).toEqual([])
    await olena.page.getByRole('link', { name: words.people.withheldGo }).click()
    await olena.alerts.filter({ hasText: text.alarm.title }).waitFor()
    await olena.seat.leave()
  })

  it('keys of its own in place of an invited person’s: the administrator’s browser refuses to sign them in', async () => {
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    const link = await olena.invite('Taras')
    const taras = await Colleague.arrive(browser, hostile.origin)
    await taras.join(link, 'taras')
    await taras.seat.leave()
    await olena.lock()
    const keys = memberKeys(newMemberSecret())
    hostile.rewrite = state(one => ({
      ...one,
      invitations: one.invitations.map(each => ({
        ...each,
        accepted: each.accepted && {
          ...each.accepted,
          sign: toB64u(keys.sign.publicKey),
          kem: toB64u(keys.kem.publicKey),
        },
      })),
    }))
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    await olena.goTo(words.common.people)
    await olena.page
      .getByRole('listitem')
      .filter({ hasText: 'Taras' })
      .getByRole('button', { name: words.people.look })
      .click()
    await olena.page.getByRole('dialog').getByText(words.people.broken).waitFor()
    await olena.page.getByRole('dialog').getByText('wrong-key').waitFor()
    expect(await olena.page.getByRole('button', { name: words.people.admit, exact: true }).count()).toBe(0)
    expect(hostile.requests('POST', '/api/desk/roster')).toEqual([])
    await olena.seat.leave()
  })

  it('another organisation to somebody who was invited: their browser makes no keys', async () => {
    await olena.signIn(FOUNDER.handle, FOUNDER.passphrase)
    const link = await olena.invite('Iryna')
    await olena.seat.leave()
    hostile.rewrite = rewriteJson('/api/invitations/look', InvitationAnswer, answer => ({
      ...answer,
      entries: foreignEntries,
    }))
    const iryna = await Colleague.arrive(browser, hostile.origin)
    await iryna.page.goto(link)
    await iryna.alerts.filter({ hasText: words.join.otherOrganisation }).filter({ hasText: 'wrong-key' }).waitFor()
    expect(await iryna.page.getByRole('textbox').count()).toBe(0)
    expect(hostile.requests('POST', '/api/invitations/register')).toEqual([])
    expect(await iryna.page.evaluate(() => location.hash)).toBe('')
    await iryna.seat.leave()
  })
})

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
