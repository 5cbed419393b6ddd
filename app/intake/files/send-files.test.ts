import { createHash } from 'node:crypto'
import { DefaultHttpStack, defaultOptions } from 'tus-js-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBox } from '#app/crypto/box.ts'
import { equal, fromB64u, randomBytes, toB64u, utf8Text } from '#app/crypto/bytes.ts'
import { openMessage } from '#app/crypto/message.ts'
import type { Bytes, ContentKey, Digest } from '#app/crypto/types.ts'
import { openWrap, type OpenEpoch } from '#app/crypto/wrap.ts'
import type { MoreMessage } from '#app/testimony/case-message.ts'
import { Refused } from '#app/wire/client.ts'
import { KeyLogAnswer, type RefusalCode } from '#app/wire/public.ts'
import { openCase, postMessage } from '#tests/support/evidence.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget, type Target } from '#tests/support/sample.ts'
import { verifyOrganisation } from '../organisation.ts'
import type { WitnessCase } from '../send-testimony.ts'
import type { FileState } from './file-state.ts'
import type { FileToSend } from './file-to-send.ts'
import type { CaseServer } from './more-thread.ts'
import { reasonOf } from './reason-of.ts'
import { sendFiles } from './send-files.ts'
import type { StartTransfer } from './start-transfer.ts'
import { transfer } from './transfer.ts'

const MiB = 1_048_576

describe('files that follow a testimony', () => {
  let server: InProcessServer
  let target: Target
  let epoch: OpenEpoch
  let to: WitnessCase

  beforeAll(async () => {
    server = await startInProcess({ SVIDOK_MAX_FILE_BYTES: String(32 * MiB) })
    defaultOptions.httpStack = new DefaultHttpStack({ headers: { origin: server.origin } })
    const organisation = await setUpOrganisation(server.origin, server.setUpCode)
    epoch = (await organisation.signIn()).desk.epochs.account[0]!
    target = await readTarget(server.origin)
  })
  afterAll(() => server.end())
  beforeEach(async () => {
    const organisation = verifyOrganisation(await http.readKeyLog(), null, new Date().toISOString().slice(0, 10))
    const { digest, receipt } = await openCase(server.origin, target)
    to = { digest, receipt, organisation, fragment: '' }
  })

  const http: CaseServer = {
    readKeyLog: async () => KeyLogAnswer.parse(await (await fetch(`${server.origin}/api/key-log`)).json()),
    post: async (bearer, body) => {
      const { status, answer } = await postMessage(server.origin, bearer, body)
      if (status !== 200) throw new Refused(answer['error'] as RefusalCode)
      return answer as { seq: number }
    },
  }

  /** What a worker does, in this thread. */
  const here: StartTransfer = (file, tell) => {
    const cancelled = new AbortController()
    let [over, goOn] = [false, () => undefined as void]
    transfer(
      file,
      `${server.origin}/api/uploads`,
      {
        total: bytes => tell({ type: 'total', bytes }),
        stored: bytes => over || tell({ type: 'stored', bytes }),
        offline: lost => tell({ type: 'offline', lost }),
        full: () => {
          tell({ type: 'failed', reason: reasonOf(new Refused('full')) })
          return new Promise(resolve => (goOn = resolve))
        },
      },
      cancelled.signal,
    )
      .then(done => over || tell({ type: 'transferred', file: done }))
      .catch((error: unknown) => over || tell({ type: 'failed', reason: reasonOf(error) }))
    return {
      send: message => (message.do === 'go-on' ? goOn() : message.do === 'cancel' && cancelled.abort()),
      end: () => {
        over = true
        cancelled.abort()
      },
    }
  }

  const fileOf = (id: string, content: Bytes): FileToSend => ({
    id,
    file: new Blob([content as Uint8Array<ArrayBuffer>]),
    name: `${id}.bin`,
    type: 'application/octet-stream',
    meta: { picker: 'any', added: '2026-11-23T09:41Z' },
  })
  const begin = (files: readonly FileToSend[], server = http) => {
    const sending = sendFiles(files, to, { start: here, server })
    const seen: (readonly FileState[])[] = [sending.states()]
    sending.subscribe(() => seen.push(sending.states()))
    const until = async (is: (states: readonly FileState[]) => boolean) => {
      for (let i = 0; !is(sending.states()) && i < 600; i++) await new Promise(resolve => setTimeout(resolve, 20))
      if (!is(sending.states())) throw new Error(JSON.stringify(sending.states()))
    }
    return { sending, seen, until, of: (id: string) => sending.states().find(one => one.id === id)! }
  }
  const all = (phase: FileState['phase']) => (states: readonly FileState[]) => states.every(one => one.phase === phase)

  /** What a reviewer reads: the messages of the case, in their order. */
  async function readMessages() {
    const rows = await server.instance.db
      .selectFrom('messages')
      .innerJoin('submissions', 'submissions.id', 'messages.submission')
      .innerJoin('wraps', 'wraps.message', 'messages.id')
      .where('submissions.digest', '=', to.digest)
      .select(['messages.seq', 'messages.box', 'messages.hash', 'wraps.wrap'])
      .orderBy('messages.seq')
      .execute()
    return rows.map(({ seq, box, hash, wrap }) => {
      const contentKey = openWrap(new Uint8Array(wrap), epoch, new Uint8Array(hash) as Bytes as Digest)
      const place = { from: 'witness', digest: to.digest, seq, signKey: to.receipt.sign.publicKey } as const
      const json = openMessage({ ...place, box: new Uint8Array(box), contentKey })
      return { seq, hash: toB64u(new Uint8Array(hash)), more: JSON.parse(utf8Text(json)) as MoreMessage }
    })
  }
  async function readFile({ upload, key, size }: MoreMessage['files'][number]): Promise<Bytes> {
    const file = (await server.instance.blobs.openKept(fromB64u(upload)))!
    const box = new Uint8Array(await file.readFile())
    await file.close()
    return openBox('file', box, fromB64u(key) as Bytes as ContentKey).subarray(0, size)
  }

  it('are each received with a message of their own, at most two on their way at a time', async () => {
    const contents = [5 * MiB, 0, 70_000, 3 * MiB, 1].map(size => randomBytes(size))
    const files = contents.map((content, i) => fileOf(`f${i + 1}`, content))
    const { sending, seen, until } = begin(files)
    await until(all('received'))
    expect(Math.max(...seen.map(states => states.filter(one => one.phase === 'sending').length))).toBe(2)
    const messages = await readMessages()
    expect(messages.map(one => one.seq)).toEqual([1, 2, 3, 4, 5])
    for (const [i, { more }] of messages.entries()) {
      expect([more.kind, more.prev]).toEqual(['more', messages[i - 1]?.hash])
      const [entry] = more.files
      const n = files.findIndex(file => file.id === entry!.id)
      const { name, type, meta } = files[n]!
      const sha256 = createHash('sha256').update(contents[n]!).digest('hex')
      expect(entry).toMatchObject({ name, type, meta, size: contents[n]!.length, sha256 })
      expect(equal(await readFile(entry!), contents[n]!)).toBe(true)
    }
    // Nothing is shown as received, and nothing as sent, before it is.
    for (const states of seen)
      for (const { phase, sent, total } of states) {
        expect(sent).toBeLessThanOrEqual(total)
        if (phase === 'received') expect(sent).toBe(total)
      }
    expect(seen.at(-1)).toBe(sending.states())
    sending.end()
  })

  it('are received only after the answer to their message', async () => {
    let answer: () => void = () => undefined
    const held: CaseServer = {
      ...http,
      post: async (...args) => {
        const answered = await http.post(...args)
        await new Promise<void>(resolve => (answer = resolve))
        return answered
      },
    }
    const { until, sending } = begin([fileOf('f1', randomBytes(10)), fileOf('f2', randomBytes(10))], held)
    await until(all('confirming'))
    await new Promise(resolve => setTimeout(resolve, 100))
    // The second message waits for the answer to the first.
    expect((await readMessages()).length).toBe(1)
    answer()
    await until(states => states.some(one => one.phase === 'received'))
    sending.end()
  })

  it('that are cancelled are not named, and can be sent after all', async () => {
    const contents = [randomBytes(20 * MiB), randomBytes(10)]
    const { sending, until, of } = begin([fileOf('f1', contents[0]!), fileOf('f2', contents[1]!)])
    await until(() => of('f1').sent > 0)
    sending.cancel('f1')
    expect(of('f1')).toMatchObject({ phase: 'cancelled', sent: 0 })
    await until(() => of('f2').phase === 'received')
    expect((await readMessages()).map(one => one.more.files[0]!.id)).toEqual(['f2'])
    sending.retry('f1')
    await until(all('received'))
    expect(equal(await readFile((await readMessages())[1]!.more.files[0]!), contents[0]!)).toBe(true)
    sending.end()
  })

  it('that are too large for the organisation are refused with that reason, and others go on', async () => {
    const { sending, until } = begin([fileOf('f1', randomBytes(40 * MiB)), fileOf('f2', randomBytes(10))])
    await until(([one, other]) => one!.phase === 'failed' && other!.phase === 'received')
    expect(sending.states()[0]!.reason).toEqual({ sentence: 'too-large', code: 'too-large' })
    sending.end()
  })

  it('are forgotten in the same tick when it ends, and nothing is told any more', async () => {
    const { sending, seen, until, of } = begin([fileOf('f1', randomBytes(30 * MiB))])
    await until(() => of('f1').sent > 0)
    sending.end()
    expect(sending.states()).toEqual([])
    const { length } = seen
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(seen.length).toBe(length)
    expect(await readMessages()).toEqual([])
  })
})
