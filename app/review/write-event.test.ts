import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { readChain } from '#app/crypto/review-event.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Bytes } from '#app/crypto/types.ts'
import { fold, readLink } from '#app/testimony/triage.ts'
import { Refused, Unreachable } from '#app/wire/client.ts'
import { makeCase, newReviewer, type Case, type Reviewer } from '#tests/support/sealed-case.ts'
import { newEventWriter, type EventServer, type EventTarget } from './write-event.ts'

let team: Reviewer
let cases: Case[]
/** Events as a server holds them, by digest, with their author's numbers. */
let stored: Map<string, { n: number; event: Bytes }[]>
let lose: 'request' | 'answer' | null

beforeAll(() => sodiumReady())
beforeEach(() => {
  team = newReviewer()
  cases = [makeCase({ team }), makeCase({ team })]
  stored = new Map()
  lose = null
})

const log = toB64u(new Uint8Array(32))
const all = () => [...stored.values()].flat()
const linksOf = ({ digest, reviewKey }: Case) =>
  readChain(
    (stored.get(toB64u(digest)) ?? []).map(({ event }) => event),
    { digest, reviewKey, chain: 'account', members: [team.sign.publicKey] },
  )
const targetOf = (at: Case): EventTarget => ({
  id: at.id,
  digest: at.digest,
  chain: 'account',
  reviewKey: at.reviewKey,
  links: linksOf(at),
})
const position = () => {
  const last = all().toSorted((x, y) => y.n - x.n)[0]
  return { n: last?.n ?? 0, last: last ? toB64u(hash32(last.event)) : null }
}
/** Takes events by the rule of FORMAT.md §7: the next seq of the chain and the next n of the author. */
const server: EventServer = {
  async post({ digest, seq, n, event }) {
    const chain = stored.get(digest) ?? []
    if (lose === 'request') throw new Unreachable()
    if (seq !== chain.length + 1 || n !== position().n + 1) throw new Refused('conflict')
    stored.set(digest, [...chain, { n, event: fromB64u(event) }])
    if (lose === 'answer') throw new Unreachable()
  },
  readChain: async target => linksOf(cases.find(one => one.id === target.id)!),
  position: async () => position(),
}
const newWriter = () =>
  newEventWriter(
    { sign: team.sign, log: () => log, positions: { account: position(), contact: { n: 0, last: null } } },
    server,
  )

describe('a decision', () => {
  test('is signed for the next place in the chain and the next number of its author, over all submissions', async () => {
    const writer = newWriter()
    const [a, b] = cases as [Case, Case]
    await writer.write(targetOf(a), { kind: 'opened' })
    await writer.write(targetOf(b), { kind: 'opened' })
    const links = await writer.write(targetOf(a), { kind: 'status', status: 'triage' })
    expect(fold(links)).toMatchObject({ status: 'triage', broken: null })
    expect(links.map(link => link.hash)).toEqual(linksOf(a).map(link => link.hash))
    const heads = [...linksOf(a), ...linksOf(b)].map(link => readLink(link).head)
    expect(heads.map(head => head?.n)).toEqual([1, 3, 2])
    expect(heads[1]?.last).toBe(toB64u(linksOf(b)[0]!.hash))
  })

  test('keeps its place in the queue of writes that were begun at once', async () => {
    const writer = newWriter()
    const target = targetOf(cases[0]!)
    await Promise.all([
      writer.write(target, { kind: 'opened' }),
      writer.write(target, { kind: 'note', text: 'one' }),
      writer.write(target, { kind: 'note', text: 'two' }),
    ])
    expect(fold(linksOf(cases[0]!)).notes.map(note => note.text)).toEqual(['one', 'two'])
  })

  test('that lost a race is signed anew after what was faster', async () => {
    const target = targetOf(cases[0]!)
    const [mine, tab] = [newWriter(), newWriter()]
    await tab.write(target, { kind: 'status', status: 'on_hold' })
    const links = await mine.write(target, { kind: 'status', status: 'triage' })
    expect(fold(links)).toMatchObject({ status: 'triage', broken: null })
    expect(links).toHaveLength(2)
  })

  test('whose answer was lost is stored once when it is written again', async () => {
    const writer = newWriter()
    lose = 'answer'
    await expect(writer.write(targetOf(cases[0]!), { kind: 'note', text: 'one' })).rejects.toBeInstanceOf(Unreachable)
    lose = null
    const links = await writer.write(targetOf(cases[0]!), { kind: 'note', text: 'one' })
    expect(fold(links).notes).toHaveLength(1)
    expect(all()).toHaveLength(1)
    await writer.write(targetOf(cases[1]!), { kind: 'opened' })
    expect(all().map(({ n }) => n)).toEqual([1, 2])
  })

  test('that never arrived can be written again, or another in its place', async () => {
    const writer = newWriter()
    lose = 'request'
    await expect(writer.write(targetOf(cases[0]!), { kind: 'note', text: 'one' })).rejects.toBeInstanceOf(Unreachable)
    lose = null
    await writer.write(targetOf(cases[1]!), { kind: 'opened' })
    expect(all().map(({ n }) => n)).toEqual([1])
  })

  test('that the server refuses again and again is given up, unsaved', async () => {
    const refusing = { ...server, post: () => Promise.reject(new Refused('conflict')) }
    const me = { sign: team.sign, log: () => log, positions: { account: position(), contact: position() } }
    const write = newEventWriter(me, refusing).write(targetOf(cases[0]!), { kind: 'opened' })
    await expect(write).rejects.toMatchObject({ code: 'conflict' })
    expect(all()).toHaveLength(0)
  })

  test('takes a number from what was read and verified, never from what the server claims', async () => {
    const claimed = { n: 50, last: toB64u(new Uint8Array(32).fill(7)) }
    const signed: number[] = []
    const claiming: EventServer = {
      ...server,
      async post(event) {
        signed.push(event.n)
        throw new Refused('conflict')
      },
      position: async () => claimed,
    }
    const me = { sign: team.sign, log: () => log, positions: { account: position(), contact: position() } }
    const write = newEventWriter(me, claiming).write(targetOf(cases[0]!), { kind: 'opened' })
    await expect(write).rejects.toMatchObject({ code: 'conflict' })
    expect(signed).toEqual([1])
  })

  test('goes on under the right number once a reading shows what another tab signed elsewhere', async () => {
    const [a, b] = cases as [Case, Case]
    const [mine, tab] = [newWriter(), newWriter()]
    await tab.write(targetOf(b), { kind: 'opened' })
    await expect(mine.write(targetOf(a), { kind: 'opened' })).rejects.toMatchObject({ code: 'conflict' })
    mine.advance('account', position())
    await mine.write(targetOf(a), { kind: 'opened' })
    expect(
      all()
        .map(({ n }) => n)
        .toSorted(),
    ).toEqual([1, 2])
  })
})
