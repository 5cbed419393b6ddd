import Database from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomBytes, toHex } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import {
  openCase,
  postMessage,
  sealFile,
  sealMore,
  type SealedFile,
  type SealedMore,
  type SentCase,
} from '#tests/support/evidence.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget, type Target } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { databaseOf } from '#tests/support/thief.ts'
import { beginTus, headTus, patchTus } from '#tests/support/tus.ts'

const KILLS = 25
const WITNESSES = 4

/** A witness who sends one file after another, each until it is received. */
interface Sending {
  from: SentCase
  received: { file: SealedFile; message: SealedMore }[]
  next: { file: SealedFile; message: SealedMore }
}

describe('a file that is received', () => {
  let server: TestServer
  let target: Target
  const sendings: Sending[] = []

  beforeAll(async () => {
    server = await startServer()
    await setUpOrganisation(server.origin, server.setUpCode)
    target = await readTarget(server.origin)
    for (let i = 0; i < WITNESSES; i++) {
      const from = await openCase(server.origin, target)
      sendings.push({ from, received: [], next: seal(from, 1) })
    }
  })
  afterAll(() => server.end())

  function seal(from: SentCase, seq: number, after?: SealedMore): Sending['next'] {
    const file = sealFile(randomBytes(1000 + Math.floor(Math.random() * 300_000)))
    return { file, message: sealMore(from, target.keys.account, [file], { seq, after }) }
  }

  /** Goes on where the server says that it is. Throws when the line is lost. */
  async function upload({ id, box }: SealedFile): Promise<void> {
    const head = await headTus(server.origin, id)
    if (head.status === 404) await beginTus(server.origin, id, box.length)
    const at = Number(head.headers['upload-offset'] ?? 0)
    if (at < box.length) await patchTus(server.origin, id, at, box.subarray(at))
  }

  async function sendAll(sending: Sending): Promise<never> {
    for (;;) {
      const { from, next, received } = sending
      await upload(next.file)
      const { status, answer } = await postMessage(server.origin, from.receipt.token, next.message.body)
      if (status !== 200) throw new Error(`refused: ${String(answer['error'])}`)
      received.push(next)
      sending.next = seal(from, next.message.seq + 1, next.message)
    }
  }

  const countReceived = () => sendings.reduce((sum, { received }) => sum + received.length, 0)

  it(`stays, with the message that names it, over ${KILLS} kills while files arrive`, async () => {
    const refusals: string[] = []
    for (let kill = 0; kill < KILLS; kill++) {
      if (kill > 0) await server.start()
      const lanes = sendings.map(sending => sendAll(sending).catch((error: Error) => void refusals.push(error.message)))
      const before = countReceived()
      for (let waited = 0; countReceived() === before && waited < 5000; waited += 5) await sleep(5)
      await sleep(Math.random() * 150)
      await server.stop('SIGKILL')
      await Promise.all(lanes)
    }
    await server.start()
    expect(refusals.filter(message => message.startsWith('refused'))).toEqual([])
    const received = sendings.flatMap(sending => sending.received)
    expect(received.length).toBeGreaterThanOrEqual(KILLS)

    const database = new Database(databaseOf(server.data), { readonly: true })
    const findMessage = database.prepare(
      'select m.submission from messages m join wraps w on w.message = m.id and w.subject = m.hash where m.hash = ?',
    )
    const findUpload = database.prepare('select submission, digest, hour from uploads where id = ?')
    for (const { file, message } of received) {
      const { submission } = findMessage.get(hash32(message.box)) as { submission: number }
      expect(findUpload.get(file.id)).toEqual({ submission, digest: Buffer.from(file.digest), hour: null })
      const name = toHex(file.id)
      const kept = readFileSync(join(server.data, 'blobs', name.slice(0, 2), name.slice(2, 4), name))
      expect(kept.equals(file.box)).toBe(true)
    }
    const countMessages = () => database.prepare('select count(*) from messages').pluck().get()
    const before = countMessages()
    for (const { from, received: own } of sendings)
      for (const { message } of own)
        expect((await postMessage(server.origin, from.receipt.token, message.body)).status).toBe(200)
    expect(countMessages()).toBe(before)
    database.close()

    // What a kill cut off in the middle goes on and is received.
    for (const { from, next } of sendings) {
      await upload(next.file)
      expect((await postMessage(server.origin, from.receipt.token, next.message.body)).status).toBe(200)
    }
  })
})
