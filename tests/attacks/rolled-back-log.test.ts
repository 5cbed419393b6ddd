import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareRotation, type PreparingWrites } from '#app/admin/prepare-rotation.ts'
import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { encodeJson } from '#app/crypto/json.ts'
import { NO_PREV, reviewKey, sealEvent } from '#app/crypto/review-event.ts'
import { checkEvents } from '#app/review/check-events.ts'
import type { Keyring } from '#app/keyring/keyring.tsx'
import { verifiedEnds } from '#app/keyring/verified-ends.ts'
import { Refused } from '#app/wire/client.ts'
import { decodeQueuePage } from '#app/wire/queue.ts'
import type { DeskState } from '#app/wire/members.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import type { Member } from '#tests/support/member.ts'
import { setUpOrganisation, today, type Person } from '#tests/support/organisation.ts'
import { addMember, readKeyring, removeByCode } from '#tests/support/people-by-code.ts'
import { must, rotateByCode, transportOf } from '#tests/support/rotation-by-code.ts'
import { readTarget, sealSample, sendSubmission, writeSample, type Sample } from '#tests/support/sample.ts'
import { openWithOwn, readParts, TARAS } from '#tests/support/team.ts'

const IRYNA: Person = { handle: 'iryna', passphrase: 'mural noodle onyx pebble quartz rinse', name: 'Iryna' }
const MARKO: Person = { handle: 'marko', passphrase: 'sable tundra umber velvet walnut yonder', name: 'Marko' }

/** FORMAT.md §10: nobody signs for the organisation from a key log that lacks what members’ events name. */
describe('before the administrator signs', () => {
  let server: InProcessServer
  let admin: Member
  let taras: Member
  let sample: Sample
  /** The state as it was while Taras was in, kept by the server. */
  let old: DeskState

  beforeAll(async () => {
    server = await startInProcess()
    const organisation = await setUpOrganisation(server.origin, server.setUpCode)
    admin = await organisation.signIn()
  })
  afterAll(() => server.end())

  const outcomeOf = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'begun',
      (error: unknown) => {
        if (error instanceof Failure || error instanceof Refused) return error.code
        throw error
      },
    )

  /** The same member at a server that answers with the state of then, events and everything else as they are now. */
  const deceived = (member: Member, state: DeskState): Member => ({
    ...member,
    readState: () => Promise.resolve(state),
  })

  /** Writes that nobody may see. */
  const forbidden: PreparingWrites = {
    putEpoch: () => Promise.reject(new Error('an epoch was signed')),
    putNames: () => Promise.reject(new Error('names were sealed')),
  }

  /** An event as the next one of its author and of the sample. `log`: what it names. */
  async function writeEvent(author: Member, log: string): Promise<void> {
    const parts = await readParts(admin, sample)
    const { contentKey, digest } = openWithOwn({ ...admin, desk: await readKeyring(admin) }, parts)
    const { keys, state } = await readKeyring(author)
    const { n, last } = state.me.position.account
    const by = toB64u(keys.sign.publicKey)
    const head = { v: 1, by, n: n + 1, ...(last !== null && { last }), log, at: `${today()}T10:00:00Z` }
    const newest = parts.accountEvents.at(-1)
    const place = {
      reviewKey: reviewKey(contentKey, 'account'),
      chain: 'account' as const,
      digest,
      seq: parts.accountEvents.length + 1,
      prev: newest ? hash32(newest) : NO_PREV,
    }
    const event = sealEvent({ ...place, json: encodeJson({ ...head, kind: 'opened' }), sign: keys.sign })
    const body = { digest: toB64u(digest), chain: 'account', seq: place.seq, n: n + 1, event: toB64u(event) }
    await must(author.post('/api/desk/events', body))
  }

  const nameNewest = async (author: Member) => writeEvent(author, (await readKeyring(author)).log.head.hash)

  it('an organisation without submissions asks for one page and goes on at once', async () => {
    const asked: string[] = []
    const watched = { ...admin, get: (path: string) => (asked.push(path), admin.get(path)) }
    await (await readKeyring(watched)).refreshWhole()
    expect(asked).toEqual(['/api/desk/queue?after=0&limit=100&chains=1'])
    expect(await rotateByCode(admin)).toBe('done')
  })

  it('an honest server: rotation, admission and removal go on, and what was read is kept', async () => {
    taras = await addMember(server.origin, admin, TARAS)
    sample = sealSample(await readTarget(server.origin), writeSample('Слово'))
    expect((await sendSubmission(server.origin, sample.body)).status).toBe(200)
    await nameNewest(taras)
    expect(await rotateByCode(admin)).toBe('done')
    old = await admin.readState()
    await removeByCode(admin, taras.desk.me.id)
    await nameNewest(admin)
    await (await readKeyring(admin)).refreshWhole()
    expect(verifiedEnds.get(toB64u(taras.desk.keys.sign.publicKey))).toBe(1)
    expect(verifiedEnds.get(toB64u(admin.desk.keys.sign.publicKey))).toBe(1)
  })

  it('what nobody has worked on is not asked for: it has no chain', async () => {
    await sendSubmission(server.origin, sealSample(await readTarget(server.origin), writeSample('Слово')).body)
    const count = async (query: string) => {
      const page = await must(admin.get(`/api/desk/queue?${query}`))
      return decodeQueuePage(new Uint8Array(await page.arrayBuffer())).entries.length
    }
    expect([await count('after=0'), await count('after=0&chains=1')]).toEqual([2, 1])
  })

  it('a log from before somebody left, while an event names the one after: nothing is signed, truncated', async () => {
    const view = await readKeyring(deceived(admin, old))
    expect(view.roster.members.find(member => member.id === taras.desk.me.id)?.left).toBeUndefined()
    expect(await outcomeOf(prepareRotation(view, true, forbidden))).toBe('truncated')
    expect(await outcomeOf(view.refreshWhole())).toBe('truncated')
  })

  it('the same without the accounts: nobody opens an event there, so nothing is seen', async () => {
    const view = await readKeyring(deceived(admin, old))
    const blind: Keyring = { ...view, epochs: { ...view.epochs, account: [] } }
    const read = () => Promise.reject(new Error('read without a key'))
    expect(await checkEvents(blind, read)).toBe(blind)
  })

  it('somebody who signs a statement meanwhile is no reason: the keys are read anew', async () => {
    let reads = 0
    const behind: Member = {
      ...admin,
      async readState() {
        const state = await admin.readState()
        return ++reads > 2 ? state : old
      },
    }
    const view = await (await readKeyring(behind)).refreshWhole()
    expect(reads).toBe(3)
    expect(view.log.head.hash).toBe((await readKeyring(admin)).log.head.hash)
  })

  it('a member who names a statement that never was: rotation waits until they are signed out, which does not wait', async () => {
    const iryna = await addMember(server.origin, admin, IRYNA)
    await writeEvent(iryna, toB64u(randomBytes(32)))
    expect(await outcomeOf(rotateByCode(admin))).toBe('truncated')
    expect(await outcomeOf(addMember(server.origin, admin, MARKO))).toBe('truncated')
    await removeByCode(admin, iryna.desk.me.id)
    expect(await outcomeOf(rotateByCode(admin))).toBe('begun')
  })

  it('a rotation that was begun goes on, whatever anybody signed since', async () => {
    const marko = await addMember(server.origin, admin, { ...MARKO, handle: 'marko2' })
    const over = transportOf(() => admin)
    const lost = { ...over, readWraps: () => Promise.reject(new Refused('busy')) }
    expect(await outcomeOf(rotateByCode(admin, lost))).toBe('busy')
    await writeEvent(marko, toB64u(randomBytes(32)))
    expect(await outcomeOf(rotateByCode(admin))).toBe('truncated')
    expect(await rotateByCode(admin, over, { fresh: false })).toBe('done')
  })

  it('a roster with more people than the screen has shown: conflict, to be looked at anew', async () => {
    const shown = await readKeyring(admin)
    const gone = shown.roster.members.filter(member => !member.left && member.id !== admin.desk.me.id)
    for (const { id } of gone) await removeByCode(admin, id)
    const few = await readKeyring(admin)
    await addMember(server.origin, admin, { ...TARAS, handle: 'taras2' })
    expect(await outcomeOf(prepareRotation(few, true, forbidden))).toBe('conflict')
    await expect(prepareRotation(await readKeyring(admin), true, forbidden)).rejects.toThrow('an epoch was signed')
  })
})
