import { setTimeout as sleep } from 'node:timers/promises'
import { DefaultHttpStack, defaultOptions } from 'tus-js-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { equal, fromB64u, randomBytes } from '#app/crypto/bytes.ts'
import { openFile } from '#app/crypto/open-file.ts'
import type { Bytes, ContentKey, OwnBytes } from '#app/crypto/types.ts'
import type { FileState } from '#app/intake/files/file-state.ts'
import type { CaseServer } from '#app/intake/files/more-thread.ts'
import { reasonOf } from '#app/intake/files/reason-of.ts'
import { sendFiles } from '#app/intake/files/send-files.ts'
import type { StartTransfer } from '#app/intake/files/start-transfer.ts'
import { transfer } from '#app/intake/files/transfer.ts'
import { verifyOrganisation } from '#app/intake/organisation.ts'
import type { WitnessCase } from '#app/intake/send-testimony.ts'
import { countArrived } from '#app/review/arrange-files.ts'
import { openSubmission, type OpenedSubmission } from '#app/review/open-submission.ts'
import { reviewKeysOf } from '#app/review/review-keys.ts'
import { Refused } from '#app/wire/client.ts'
import { KeyLogAnswer, type RefusalCode } from '#app/wire/public.ts'
import { decodeSubmissionParts } from '#app/wire/queue.ts'
import { openCase, type SentCase } from '#tests/support/evidence.ts'
import { formIn } from '#tests/support/forms.ts'
import { HostileServer, type Answer } from '#tests/support/hostile-server.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import type { Member } from '#tests/support/member.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { idOf, readTarget, type Target } from '#tests/support/sample.ts'

const MiB = 1_048_576
const UPLOADS = '/api/uploads/'

describe('files on their way to a server that lies', () => {
  let server: InProcessServer
  let between: HostileServer
  let target: Target
  let reviewer: Member

  beforeAll(async () => {
    server = await startInProcess()
    const organisation = await setUpOrganisation(server.origin, server.setUpCode)
    reviewer = await organisation.signIn()
    target = await readTarget(server.origin)
    between = await HostileServer.open(() => Number(new URL(server.origin).port))
    defaultOptions.httpStack = new DefaultHttpStack({ headers: { origin: server.origin } })
  })
  beforeEach(() => between.clear())
  afterAll(async () => {
    await between.close()
    await server.end()
  })

  const openedOf = async ({ sample }: SentCase): Promise<OpenedSubmission> => {
    const answer = await reviewer.get(`/api/desk/submissions/${idOf(sample)}`)
    const parts = decodeSubmissionParts(new Uint8Array(await answer.arrayBuffer()))
    return openSubmission(parts, reviewKeysOf(reviewer.desk), idOf(sample))
  }

  const http: CaseServer = {
    readKeyLog: async () => KeyLogAnswer.parse(await (await fetch(`${server.origin}/api/key-log`)).json()),
    post: async (bearer, body) => {
      const response = await fetch(`${between.origin}/api/case/messages`, {
        method: 'POST',
        headers: {
          origin: server.origin,
          'content-type': 'application/octet-stream',
          authorization: `Bearer ${bearer}`,
        },
        body: body as Uint8Array<ArrayBuffer>,
      })
      const answer = (await response.json()) as { seq: number; error: RefusalCode }
      if (!response.ok) throw new Refused(answer.error)
      return answer
    },
  }
  /** What a worker does, in this thread. */
  const here: StartTransfer = (file, tell) => {
    const cancelled = new AbortController()
    const watch = {
      total: (bytes: number) => tell({ type: 'total', bytes }),
      stored: (bytes: number) => tell({ type: 'stored', bytes }),
      offline: (lost: boolean) => tell({ type: 'offline', lost }),
      full: () => Promise.resolve(),
    }
    transfer(file, `${between.origin}/api/uploads`, watch, cancelled.signal)
      .then(done => tell({ type: 'transferred', file: done }))
      .catch((error: unknown) => tell({ type: 'failed', reason: reasonOf(error) }))
    return { send: () => undefined, end: () => cancelled.abort() }
  }
  /** Sends files as a witness's page does until each is received or failed. */
  const send = async (contents: readonly OwnBytes[]) => {
    const sent = await openCase(server.origin, target)
    const organisation = verifyOrganisation(await http.readKeyLog(), null, new Date().toISOString().slice(0, 10))
    const to: WitnessCase = { digest: sent.digest, receipt: sent.receipt, organisation, fragment: '' }
    const files = contents.map((content, i) => ({
      id: `f${i + 1}`,
      file: new Blob([content]),
      name: `${i + 1}.bin`,
      type: 'application/octet-stream',
      meta: {},
    }))
    const sending = sendFiles(files, to, { start: here, server: http })
    const settled = ({ phase }: FileState) => phase === 'received' || phase === 'failed'
    while (!sending.states().every(settled)) await sleep(20)
    const states = sending.states().map(({ phase, reason }) => [phase, reason?.code ?? null])
    sending.end()
    return { states, opened: await openedOf(sent) }
  }
  const openOf = async ({ files }: OpenedSubmission, n = 0): Promise<Bytes> => {
    const { key, boxDigest, size, sha256, upload } = files[n]!
    const answer = await reviewer.get(`/api/desk/files/${upload}`)
    const opener = openFile({ key: fromB64u(key) as ContentKey, boxDigest: fromB64u(boxDigest), size, sha256 })
    const parts = opener.take(new Uint8Array(await answer.arrayBuffer()))
    return Buffer.concat([...parts, ...opener.end()])
  }
  const withOffset = (answer: Answer, offset: number): Answer => ({
    ...answer,
    status: 204,
    headers: { ...answer.headers, 'upload-offset': String(offset) },
    body: Buffer.alloc(0),
  })
  const patches = () => between.exchanges.filter(({ method }) => method === 'PATCH')
  const idIn = ({ path }: { path: string }) => path.slice(UPLOADS.length)

  it('that it has bytes which were never sent: another box begins, and what arrives is whole', async () => {
    const content = randomBytes(6 * MiB)
    let lied = false
    between.rewrite = (answer, { method }) => {
      if (method !== 'PATCH' || answer.status !== 204 || lied) return answer
      lied = true
      return withOffset(answer, Number(answer.headers['upload-offset']) + 3 * MiB)
    }
    const { states, opened } = await send([content])
    expect(lied).toBe(true)
    expect(states).toEqual([['received', null]])
    expect(equal(await openOf(opened), content)).toBe(true)
    const ids = [...new Set(patches().map(idIn))]
    expect(ids).toHaveLength(2)
    // No box stands twice: neither key nor nonce is used again.
    const [first, second] = ids.map(id =>
      patches()
        .find(one => idIn(one) === id)!
        .request.subarray(0, 54),
    )
    expect(equal(first!, second!)).toBe(false)
  })

  it('that it has stored what it threw away: another box begins, and what arrives is whole', async () => {
    const content = randomBytes(6 * MiB)
    let lost = 0
    between.intercept = exchange => {
      if (exchange.method !== 'PATCH' || lost > 0) return exchange
      lost = exchange.request.length
      return { ...exchange, request: Buffer.alloc(0) }
    }
    between.rewrite = (answer, { method, request }) =>
      method === 'PATCH' && request.length === 0 && lost > 0 ? withOffset(answer, lost) : answer
    const { states, opened } = await send([content])
    expect(lost).toBeGreaterThan(0)
    expect(states).toEqual([['received', null]])
    expect(equal(await openOf(opened), content)).toBe(true)
  })

  it('that it has bytes which were never sent, every time: after three boxes it ends, and the witness is told', async () => {
    between.rewrite = (answer, { method }) =>
      method === 'PATCH' && answer.status === 204
        ? withOffset(answer, Number(answer.headers['upload-offset']) + 3 * MiB)
        : answer
    const { states, opened } = await send([randomBytes(6 * MiB)])
    expect(states).toEqual([['failed', 'fault']])
    expect(opened.files).toEqual([])
    expect(new Set(patches().map(idIn)).size).toBe(3)
  })

  it('that it has stored all, and nothing is there: never received, and the witness is told', async () => {
    const offsets = new Map<string, number>()
    between.intercept = exchange => {
      if (exchange.method !== 'PATCH') return exchange
      offsets.set(exchange.path, (offsets.get(exchange.path) ?? 0) + exchange.request.length)
      return { ...exchange, request: Buffer.alloc(0) }
    }
    between.rewrite = (answer, { method, path }) =>
      method === 'PATCH' ? withOffset(answer, offsets.get(path)!) : answer
    const { states, opened } = await send([randomBytes(3 * MiB)])
    expect(states).toEqual([['failed', 'not-found']])
    expect([opened.messages, opened.files]).toEqual([[], []])
  })

  it('that the bytes are the ones that were sent: tampered, and the witness is told', async () => {
    between.intercept = exchange => {
      if (exchange.method !== 'PATCH') return exchange
      const request = Buffer.from(exchange.request)
      request[request.length - 1]! ^= 1
      return { ...exchange, request }
    }
    const { states, opened } = await send([randomBytes(100_000)])
    expect(states).toEqual([['failed', 'tampered']])
    expect(opened.files).toEqual([])
  })

  it('that a message is durable which it threw away: the reviewer sees what was announced and is not there', async () => {
    between.rewrite = (answer, { path }) =>
      path === '/api/case/messages'
        ? { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('{"seq":1}') }
        : answer
    between.intercept = exchange =>
      exchange.path === '/api/case/messages' ? { ...exchange, request: Buffer.from('nothing') } : exchange
    const { states, opened } = await send([randomBytes(1000)])
    // Nobody can tell the witness: the server says what an honest one says.
    expect(states).toEqual([['received', null]])
    expect([opened.messages, opened.files]).toEqual([[], []])
    const announced = { evidence: [{ _id: 'evidence1', file: ['f1'] }] }
    expect(countArrived(announced, formIn(), opened.files)).toEqual({ announced: 1, arrived: 0 })
  })

  it('that the first of two messages is durable: the second is refused, and the witness is told', async () => {
    let swallowed = false
    const of = (path: string) => path === '/api/case/messages'
    between.intercept = exchange =>
      of(exchange.path) && !swallowed ? { ...exchange, request: Buffer.from('nothing') } : exchange
    between.rewrite = (answer, { path }) => {
      if (!of(path) || swallowed) return answer
      swallowed = true
      return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('{"seq":1}') }
    }
    const { states, opened } = await send([randomBytes(1000), randomBytes(1000)])
    expect(states.map(([phase]) => phase).sort()).toEqual(['failed', 'received'])
    expect(opened.files).toEqual([])
  })

  it('that the upload stands elsewhere, with headers without end: nothing is sent there, and it goes on', async () => {
    const elsewhere = await HostileServer.open(() => Number(new URL(server.origin).port))
    let turns = 0
    between.rewrite = (answer, { method }) => {
      if (method !== 'PATCH' || turns++ > 1) return answer
      const headers = { location: `${elsewhere.origin}/api/uploads/`, 'x-long': 'x'.repeat(10_000) }
      return turns === 1
        ? { status: 307, headers, body: Buffer.alloc(0) }
        : { ...answer, headers: { ...answer.headers, 'x-long': 'x'.repeat(1_000_000) } }
    }
    const content = randomBytes(3 * MiB)
    const { states, opened } = await send([content])
    expect(states).toEqual([['received', null]])
    expect(equal(await openOf(opened), content)).toBe(true)
    expect(elsewhere.exchanges).toEqual([])
    await elsewhere.close()
  })
})
