import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { sealWrap } from '#app/crypto/wrap.ts'
import { encodeSwaps, type WrapSwap } from '#app/wire/queue.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import type { SealedMore } from '#tests/support/evidence.ts'
import { addMember } from '#tests/support/people-by-code.ts'
import { Rotating } from '#tests/support/rotating.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { refusalOf, TARAS } from '#tests/support/team.ts'
import { standsInFiles, wrapsAndGrants } from '#tests/support/thief.ts'

describe('wraps', () => {
  let server: InProcessServer
  let desk: Rotating

  beforeAll(async () => {
    server = await startInProcess()
    const organisation = await setUpOrganisation(server.origin, server.setUpCode)
    desk = new Rotating(server, await organisation.signIn())
    await desk.look()
    desk.targets.push(await readTarget(server.origin))
    for (let i = 0; i < 5; i++) await desk.submit()
  })
  afterAll(() => server.end())

  const wrapsIn = async (compartment: 'account' | 'contact') => {
    const query = server.instance.db.selectFrom('wraps').selectAll().where('compartment', '=', compartment)
    return query.orderBy('id').execute()
  }

  it('are adopted beside the sealed ones, which stay', async () => {
    const before = await wrapsIn('account')
    const [first] = await desk.readQueue()
    const swap = desk.rewrap(first!, await desk.look())
    expect(await desk.swap([swap])).toEqual({ swapped: 1, refused: [] })
    const after = await wrapsIn('account')
    expect(after.slice(0, 5)).toEqual(before)
    expect(after.length).toBe(6)
    expect(Buffer.compare((await desk.readQueue())[0]!.wrap, swap.wrap)).toBe(0)
  })

  it('are swapped only against what was read: who was slower is told, a repeat changes nothing', async () => {
    const [, second] = await desk.readQueue()
    const epoch = await desk.look()
    const [one, other] = [desk.rewrap(second!, epoch), desk.rewrap(second!, epoch)]
    expect(await desk.swap([one])).toEqual({ swapped: 1, refused: [] })
    expect(await desk.swap([one])).toEqual({ swapped: 1, refused: [] })
    expect(await desk.swap([other])).toEqual({ swapped: 0, refused: [0] })
    expect(await desk.swap([{ ...other, read: hash32(new Uint8Array(1)) }])).toEqual({ swapped: 0, refused: [0] })
    expect(await desk.swap([{ ...other, subject: new Uint8Array(32) }])).toEqual({ swapped: 0, refused: [0] })
    // A wrong adoption can be put right against itself.
    expect(await desk.swap([{ ...other, read: hash32(one.wrap) }])).toEqual({ swapped: 1, refused: [] })
  })

  it('are taken only adopted, in batches of five thousand, from who holds the compartment', async () => {
    const [, , third] = await desk.readQueue()
    const epoch = await desk.look()
    const swap = desk.rewrap(third!, epoch)
    const sealed = { ...swap, wrap: sealWrap(new Uint8Array(32) as never, epoch.kem.publicKey, third!.subject) }
    const send = (swaps: WrapSwap[], by = desk.admin) => by.post('/api/desk/wraps', encodeSwaps(swaps))
    expect(await refusalOf(await send([sealed]))).toEqual([400, 'malformed'])
    expect(
      await refusalOf(await send([swap, { ...swap, wrap: swap.wrap.map((byte, i) => (i === 0 ? 3 : byte)) }])),
    ).toEqual([400, 'unsupported'])
    const many = Array.from({ length: 5001 }, () => swap)
    expect(await refusalOf(await send(many))).toEqual([413, 'too-large'])
    const reviewer = await addMember(server.origin, desk.admin, TARAS)
    const contact = { ...swap, compartment: 'contact' as const }
    expect(await refusalOf(await send([contact], reviewer))).toEqual([403, 'forbidden'])
    const contacts = await reviewer.get('/api/desk/wraps?compartment=contact&epoch=1')
    expect(await refusalOf(contacts)).toEqual([403, 'forbidden'])
    expect((await send([swap], reviewer)).status).toBe(200)
  })

  it('move to a new epoch; the old ones and their grants are destroyed, and their bytes are left nowhere', async () => {
    const { data } = server.instance.settings
    const sample = sealSample(desk.targets[0]!, writeSample('з контактом', { contact: { name: 'М', handle: '+' } }))
    await sendSubmission(server.origin, sample.body)
    const contact = (await wrapsIn('contact')).map(row => row.wrap)
    const before = wrapsAndGrants(data)
    const grants = await server.instance.db.selectFrom('grants').selectAll().where('epoch', '=', 2).execute()
    const kept = [...contact, ...grants.map(row => row.sealed)].map(bytes => Buffer.from(bytes).toString('hex'))
    const going = before.filter(bytes => !kept.includes(Buffer.from(bytes).toString('hex')))
    expect(going.length).toBeGreaterThanOrEqual(6 + 3 + 3)
    expect(standsInFiles(data, going)).toBe(true)

    await desk.addEpoch()
    expect(await refusalOf(await desk.retire(1))).toEqual([409, 'conflict'])
    expect((await desk.admin.readState()).epochs).toContainEqual({
      compartment: 'account',
      epoch: 1,
      open: true,
      wraps: 6,
      quarantined: 0,
    })
    await desk.moveSome(5000)
    // The names that members share are wrapped for it still.
    expect(await refusalOf(await desk.retire(1))).toEqual([409, 'conflict'])
    await desk.renewNames()
    expect((await desk.retire(1)).status).toBe(204)
    expect(standsInFiles(data, going)).toBe(false)
    expect(standsInFiles(data, contact)).toBe(true)
    expect((await desk.retire(1)).status).toBe(204)
    expect(await refusalOf(await desk.retire(2))).toEqual([404, 'not-found'])
    expect((await desk.admin.readState()).grants.filter(grant => grant.compartment === 'account').length).toBe(1)
  })

  it('are not overwritten where nothing else opens the same: the only one stays', async () => {
    const [only] = await desk.readQueue()
    expect(await desk.swap([desk.spoil(only!)])).toEqual({ swapped: 0, refused: [0] })
    expect((await desk.readQueue())[0]!.wrap).toEqual(only!.wrap)
  })

  it('for a closed epoch are refused as expired, but what was received is answered as before', async () => {
    const { status, sample } = await desk.submit(desk.targets[0])
    expect(status).toBe(409)
    const again = await desk.submit()
    expect(again.status).toBe(200)
    await desk.addEpoch()
    await desk.finish()
    const repeat = await sendSubmission(server.origin, again.sample.body)
    expect(repeat.status).toBe(200)
    expect((await sendSubmission(server.origin, sample.body)).answer).toEqual({ error: 'expired' })
  })

  it('that do not open are set aside with the grant to recovery, and what opens beside them is found', async () => {
    const { sample: spoilt } = await desk.submit()
    const { sample: lost } = await desk.submit()
    const epoch = await desk.look()
    const entries = await desk.readQueue()
    const entryOf = (digest: Uint8Array) => entries.find(entry => Buffer.compare(entry.subject, digest) === 0)!
    await desk.swap([desk.spoil(entryOf(spoilt.sealed.digest))])
    // A sealed wrap that was broken on the disk.
    const broken = new Uint8Array(entryOf(lost.sealed.digest).wrap).map((byte, i) => (i === 1180 ? byte ^ 1 : byte))
    await server.instance.db
      .updateTable('wraps')
      .set({ wrap: broken })
      .where('subject', '=', lost.sealed.digest)
      .execute()
    await desk.addEpoch()
    await desk.finish()
    const state = await desk.admin.readState()
    const closed = state.epochs.find(one => one.compartment === 'account' && one.epoch === epoch.epoch)
    expect(closed).toEqual({ compartment: 'account', epoch: epoch.epoch, open: false, wraps: 0, quarantined: 1 })
    const recovery = state.recoveryGrants.filter(grant => grant.compartment === 'account').map(grant => grant.epoch)
    expect(recovery).toEqual([epoch.epoch + 1, epoch.epoch])
    const wraps = await server.instance.db.selectFrom('wraps').selectAll().where('quarantined', '=', 1).execute()
    expect(wraps.map(row => Buffer.compare(row.wrap, broken))).toEqual([0])
    const to = await desk.look()
    const [back] = (await desk.readQueue()).filter(entry => Buffer.compare(entry.subject, spoilt.sealed.digest) === 0)
    expect(desk.rewrap(back!, to).subject).toEqual(back!.subject)
  })

  it('of messages move, count, keep their epoch from being retired and are set aside like all others', async () => {
    await desk.finish()
    await desk.submit()
    const which = desk.cases.length - 1
    const [whole, broken] = [(await desk.write(which))!.message, (await desk.write(which))!.message]
    const old = await desk.look()
    const wrapsOf = async ({ box }: SealedMore) => {
      const rows = await server.instance.db.selectFrom('wraps').selectAll().where('subject', '=', hash32(box)).execute()
      return rows.map(({ epoch, kind, quarantined }) => [epoch, kind, quarantined])
    }
    const [[first]] = (await wrapsOf(whole)) as [[number]]
    const adopted = (await desk.readMessages()).map(entry => desk.rewrap(entry, old))
    expect(await desk.swap(adopted.slice(0, 1))).toEqual({ swapped: 1, refused: [] })
    expect(await wrapsOf(whole)).toEqual([
      [first, 1, 0],
      [first, 2, 0],
    ])

    await desk.addEpoch()
    const to = await desk.look()
    const { entries } = await desk.readLeft()
    const own = entries.filter(({ subject }) => !desk.messages.has(toHex(subject)))
    expect(entries.length - own.length).toBe(2)
    await desk.swap(own.map(entry => desk.rewrap(entry, to)))
    await desk.renewNames()
    const stateOf = async () => (await desk.admin.readState()).epochs.find(one => one.epoch === old.epoch)
    expect(await stateOf()).toMatchObject({ open: true, wraps: 2 })
    expect(await refusalOf(await desk.retire(old.epoch))).toEqual([409, 'conflict'])

    const [, { wrap }] = (await desk.readMessages()) as [unknown, { wrap: Uint8Array }]
    await server.instance.db
      .updateTable('wraps')
      .set({ wrap: wrap.map((byte, i) => (i === 1180 ? byte ^ 1 : byte)) })
      .where('subject', '=', hash32(broken.box))
      .execute()
    await desk.finish()
    expect(await stateOf()).toMatchObject({ open: false, wraps: 0, quarantined: 1 })
    expect([await wrapsOf(whole), await wrapsOf(broken)]).toEqual([[[first + 1, 2, 0]], [[first, 1, 1]]])
    const [moved] = await desk.readMessages()
    expect(desk.rewrap(moved!, to).subject).toEqual(moved!.subject)
  })
})
