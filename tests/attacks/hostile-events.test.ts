import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { encodeJson } from '#app/crypto/json.ts'
import { NO_PREV, readChain, reviewKey, sealEvent } from '#app/crypto/review-event.ts'
import type { Hash32, SignPublicKey } from '#app/crypto/types.ts'
import type { Member } from '#tests/support/member.ts'
import { today } from '#tests/support/organisation.ts'
import { readKeyring } from '#tests/support/people-by-code.ts'
import { openWithOwn, readParts, refusalOf, startTeam, type Team } from '#tests/support/team.ts'

describe('a hostile member writes events', () => {
  let team: Team

  beforeAll(async () => {
    team = await startTeam()
  })
  afterAll(() => team.server.end())

  const write = async (as: Member, by: Uint8Array, n: number, seq: number, prev: Hash32, kind = 'note') => {
    const parts = await readParts(team.reviewer, team.sample)
    const { contentKey, digest } = openWithOwn(team.reviewer, parts)
    const { log, keys } = await readKeyring(as)
    const json = encodeJson({
      v: 1,
      by: toB64u(by),
      n,
      log: log.head.hash,
      at: `${today()}T10:00:00Z`,
      kind,
      text: 'x',
    })
    const event = sealEvent({
      reviewKey: reviewKey(contentKey, 'account'),
      chain: 'account',
      digest,
      seq,
      prev,
      json,
      sign: keys.sign,
    })
    return { digest: toB64u(digest), chain: 'account', seq, n, event: toB64u(event) }
  }
  const readOwnChain = async () => {
    const parts = await readParts(team.reviewer, team.sample)
    const { contentKey, digest } = openWithOwn(team.reviewer, parts)
    const { roster } = await readKeyring(team.reviewer)
    const members = roster.members.map(member => fromB64u(member.sign) as SignPublicKey)
    return readChain(parts.accountEvents, {
      reviewKey: reviewKey(contentKey, 'account'),
      chain: 'account',
      digest,
      members,
    })
  }
  let first: Awaited<ReturnType<typeof write>>

  it('in another’s name: the link is tampered and counts for nothing', async () => {
    first = await write(team.reviewer, team.admin.desk.keys.sign.publicKey, 1, 1, NO_PREV)
    expect((await team.reviewer.post('/api/desk/events', first)).ok).toBe(true)
    const [link] = await readOwnChain()
    expect(link?.opened).toMatchObject({ code: 'tampered' })
  })

  it('a second time, at a place that is taken, or past their own next number: conflict', async () => {
    const prev = hash32(fromB64u(first.event))
    const own = team.reviewer.desk.keys.sign.publicKey
    for (const event of [
      first,
      { ...first, n: 2 },
      await write(team.reviewer, own, 1, 2, prev),
      await write(team.reviewer, own, 9, 2, prev),
    ]) {
      expect(await refusalOf(await team.reviewer.post('/api/desk/events', event))).toEqual([409, 'conflict'])
    }
    expect(await readOwnChain()).toHaveLength(1)
  })

  it('past a gap in the chain, or into the contact’s chain: refused', async () => {
    const own = team.reviewer.desk.keys.sign.publicKey
    const far = await write(team.reviewer, own, 2, 7, hash32(fromB64u(first.event)))
    expect((await refusalOf(await team.reviewer.post('/api/desk/events', far)))[0]).toBe(409)
    const contact = { ...far, chain: 'contact', seq: 1, n: 1 }
    expect(await refusalOf(await team.reviewer.post('/api/desk/events', contact))).toEqual([403, 'forbidden'])
  })

  it('replays the same bytes at the next place: the link is tampered', async () => {
    expect((await team.reviewer.post('/api/desk/events', { ...first, seq: 2, n: 2 })).ok).toBe(true)
    const links = await readOwnChain()
    expect(links).toHaveLength(2)
    expect(links[1]?.opened).toMatchObject({ code: 'tampered' })
  })
})
