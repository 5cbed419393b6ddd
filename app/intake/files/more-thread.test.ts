import * as z from 'zod/mini'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { equal, randomBytes, toB64u, utf8Text } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { openMessage } from '#app/crypto/message.ts'
import { deriveReceipt, newCode, parseCode } from '#app/crypto/receipt.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Bytes, Digest } from '#app/crypto/types.ts'
import { openWrap, type OpenEpoch } from '#app/crypto/wrap.ts'
import { MoreMessage } from '#app/testimony/case-message.ts'
import { decodeCaseMessage } from '#app/wire/case.ts'
import { Refused, Unreachable } from '#app/wire/client.ts'
import { sealFile } from '#tests/support/evidence.ts'
import { Founded } from '#tests/support/founded.ts'
import { verifyOrganisation } from '../organisation.ts'
import type { WitnessCase } from '../send-testimony.ts'
import { startMoreThread, type CaseServer } from './more-thread.ts'

/** A server that keeps what it is sent, or answers as it is told. */
class Kept implements CaseServer {
  readonly bodies: Bytes[] = []
  readonly bearers: string[] = []
  answers: (() => { seq: number } | Error)[] = []
  /** Posts that were not answered yet, at most so many at once. */
  most = 0
  #now = 0
  readonly #founded: Founded

  constructor(founded: Founded) {
    this.#founded = founded
  }

  async readKeyLog() {
    return this.#founded.answer()
  }

  async post(bearer: string, body: Bytes): Promise<{ seq: number }> {
    this.bodies.push(body)
    this.bearers.push(bearer)
    this.most = Math.max(this.most, ++this.#now)
    await new Promise(resolve => setTimeout(resolve, 5))
    this.#now--
    const answer = this.answers.shift()?.() ?? { seq: decodeCaseMessage(body).seq }
    if (answer instanceof Error) throw answer
    return answer
  }
}

const now = () => new Date('2026-11-23T09:41:30Z')
const entryOf = (name: string) => sealFile(randomBytes(10), { name }).entry
let founded: Founded
let server: Kept
let to: WitnessCase
let ended: AbortController

beforeAll(sodiumReady)
beforeEach(async () => {
  founded = await Founded.create()
  server = new Kept(founded)
  const organisation = verifyOrganisation(founded.answer(), null, '2026-11-23')
  const receipt = deriveReceipt(parseCode(newCode()), organisation.genesisHash)
  to = { digest: hash32(randomBytes(9)) as Digest, receipt, organisation, fragment: founded.pin() }
  ended = new AbortController()
})

const thread = () => startMoreThread(to, { server, now }, ended.signal)
const nothing = () => undefined

/** Opens what was posted as a reviewer would, who knows the witness's sign key from the account. */
function opened(body: Bytes, epoch: OpenEpoch = founded.epochs.account[0]!) {
  const { seq, box, wrap, uploads } = decodeCaseMessage(body)
  const contentKey = openWrap(wrap, epoch, hash32(box) as Digest)
  const signKey = to.receipt.sign.publicKey
  const json = openMessage({ from: 'witness', digest: to.digest, seq, box, contentKey, signKey })
  return { seq, box, uploads, more: z.parse(MoreMessage, JSON.parse(utf8Text(json))) }
}

describe('messages that name files', () => {
  it('go one after another, each names the one before, and open with the key of the accounts', async () => {
    const { send } = thread()
    const entries = ['one.jpg', 'two.jpg', 'three.jpg'].map(entryOf)
    await Promise.all(entries.map(entry => send(entry, nothing)))
    expect(server.most).toBe(1)
    expect(new Set(server.bearers)).toEqual(new Set([toB64u(to.receipt.token)]))
    const messages = server.bodies.map(body => opened(body))
    expect(messages.map(one => one.seq)).toEqual([1, 2, 3])
    for (const [i, { more, uploads }] of messages.entries()) {
      const before = messages[i - 1]
      expect(more).toEqual({
        v: 1,
        kind: 'more',
        at: '2026-11-23T09:41:00Z',
        ...(before && { prev: toB64u(hash32(before.box)) }),
        files: [entries[i]],
      })
      expect(uploads.map(one => [toB64u(one.id), toB64u(one.digest)])).toEqual([
        [entries[i]!.upload, entries[i]!.boxDigest],
      ])
    }
  })

  it.each([
    ['the line is lost', () => new Unreachable()],
    ['the server is busy', () => new Refused('busy')],
    ['the server has no room', () => new Refused('full')],
    ['the answer is for another message', () => ({ seq: 9 })],
  ])('are sent again as they are when %s', async (_, answer) => {
    server.answers = [answer]
    const { send } = thread()
    await send(entryOf('one.jpg'), nothing)
    await send(entryOf('two.jpg'), nothing)
    expect(server.bodies).toHaveLength(3)
    expect(server.bodies[1]).toEqual(server.bodies[0])
    expect(opened(server.bodies[2]!).seq).toBe(2)
  })

  it('tell that the line is lost, and that it is there again', async () => {
    server.answers = [() => new Unreachable()]
    const told: boolean[] = []
    await thread().send(entryOf('one.jpg'), lost => told.push(lost))
    expect(told).toEqual([true, false])
  })

  it('are wrapped anew, and nothing else, when the epoch was closed meanwhile', async () => {
    const [before] = founded.epochs.account
    server.answers = [() => (founded.rotate('account'), new Refused('expired'))]
    const { send } = thread()
    await send(entryOf('one.jpg'), nothing)
    await send(entryOf('two.jpg'), nothing)
    const [first, again, second] = server.bodies
    expect(equal(opened(first!, before).box, opened(again!).box)).toBe(true)
    expect(() => opened(again!, before)).toThrow('wrong-key')
    expect(opened(second!).more.prev).toBe(toB64u(hash32(opened(again!).box)))
  })

  it('are not sent to another organisation, though the server says that the epoch was closed', async () => {
    const other = await Founded.create()
    server.answers = [() => new Refused('expired')]
    server.readKeyLog = async () => other.answer()
    await expect(thread().send(entryOf('one.jpg'), nothing)).rejects.toMatchObject({ code: 'wrong-key' })
    expect(server.bodies).toHaveLength(1)
  })

  it('that were refused are not there: the next one has their number', async () => {
    server.answers = [() => new Refused('not-found')]
    const { send } = thread()
    await expect(send(entryOf('one.jpg'), nothing)).rejects.toMatchObject({ code: 'not-found' })
    await send(entryOf('two.jpg'), nothing)
    expect(opened(server.bodies[1]!)).toMatchObject({ seq: 1, more: { files: [{ name: 'two.jpg' }] } })
  })

  it('end when nobody waits for them any more', async () => {
    server.answers = [() => (ended.abort(), new Unreachable())]
    const { send } = thread()
    const both = [send(entryOf('one.jpg'), nothing), send(entryOf('two.jpg'), nothing)]
    for (const one of both) await expect(one).rejects.toThrow()
    expect(server.bodies).toHaveLength(1)
  })
})
