import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBox } from '#app/crypto/box.ts'
import { fromB64u, randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { signKeyPairFromSeed } from '#app/crypto/keys.ts'
import type { ContentKey } from '#app/crypto/types.ts'
import { openSubmission, type OpenedSubmission } from '#app/review/open-submission.ts'
import { reviewKeysOf } from '#app/review/review-keys.ts'
import { decodeSubmissionParts, type MessageParts, type SubmissionParts } from '#app/wire/queue.ts'
import { findUpload } from '#db/uploads.ts'
import {
  openCase,
  postMessage,
  sealFile,
  sealMore,
  sendFiles,
  type SealedFile,
  type SealedMore,
  type SentCase,
  uploadFile,
} from '#tests/support/evidence.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import type { Member } from '#tests/support/member.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { idOf, readTarget, type Target } from '#tests/support/sample.ts'
import { failureOf } from '#tests/support/sealed-case.ts'

interface Told extends SentCase {
  messages: SealedMore[]
  files: SealedFile[]
}

describe('messages of a case', () => {
  let server: InProcessServer
  let target: Target
  let reviewer: Member
  let own: Told
  let other: Told

  beforeAll(async () => {
    server = await startInProcess()
    const organisation = await setUpOrganisation(server.origin, server.setUpCode)
    target = await readTarget(server.origin)
    reviewer = await organisation.signIn()
  })
  beforeEach(async () => {
    own = await tell('Своє')
    other = await tell('Чуже')
  })
  afterAll(() => server.end())

  const put = async (): Promise<SealedFile> => {
    const file = sealFile(randomBytes(100))
    await uploadFile(server.origin, file)
    return file
  }
  /** A case with three messages, a file in each. */
  const tell = async (narrative: string): Promise<Told> => {
    const sent = await openCase(server.origin, target, narrative)
    const files = [1, 2, 3].map(() => sealFile(randomBytes(100)))
    return { ...sent, files, messages: await sendFiles(server.origin, target, sent, files) }
  }
  const readParts = async ({ sample }: Told): Promise<SubmissionParts> => {
    const answer = await reviewer.get(`/api/desk/submissions/${idOf(sample)}`)
    return decodeSubmissionParts(new Uint8Array(await answer.arrayBuffer()))
  }
  const open = (parts: SubmissionParts, { sample } = own): OpenedSubmission =>
    openSubmission(parts, reviewKeysOf(reviewer.desk), idOf(sample))
  const told = ({ messages, missing }: OpenedSubmission) => ({
    messages: messages.map(({ seq, code, conflict }) => [seq, code ?? (conflict ? 'conflict' : 'fine')]),
    missing,
  })
  const namesOf = ({ files }: OpenedSubmission) => files.map(({ upload }) => upload)
  const whole = (): [number, string][] => [
    [1, 'fine'],
    [2, 'fine'],
    [3, 'fine'],
  ]

  describe('a server that lies about them is found out', () => {
    const lies: [string, (own: MessageParts[], other: MessageParts[]) => MessageParts[], object, number[]][] = [
      ['it is honest: nothing is found', messages => messages, { messages: whole(), missing: [] }, [0, 1, 2]],
      [
        'it puts a message of another case among them',
        (messages, [, , foreign]) => [...messages, { ...foreign!, seq: 4 }],
        { messages: [...whole(), [4, 'tampered']], missing: [] },
        [0, 1, 2],
      ],
      [
        'it says one twice, under another number',
        messages => [...messages, { ...messages[1]!, seq: 4 }],
        { messages: [...whole(), [4, 'tampered']], missing: [] },
        [0, 1, 2],
      ],
      [
        'it exchanges their numbers',
        ([a, b, c]) => [a!, { ...c!, seq: 2 }, { ...b!, seq: 3 }],
        {
          messages: [
            [1, 'fine'],
            [2, 'tampered'],
            [3, 'tampered'],
          ],
          missing: [],
        },
        [0],
      ],
      [
        'it drops the one in the middle',
        ([a, , c]) => [a!, c!],
        {
          messages: [
            [1, 'fine'],
            [3, 'fine'],
          ],
          missing: [2],
        },
        [0, 2],
      ],
      [
        'it drops the one in the middle and closes the gap',
        ([a, , c]) => [a!, { ...c!, seq: 2 }],
        {
          messages: [
            [1, 'fine'],
            [2, 'tampered'],
          ],
          missing: [],
        },
        [0],
      ],
      [
        'it exchanges the wraps of two',
        ([a, b, c]) => [{ ...a!, wraps: b!.wraps }, { ...b!, wraps: a!.wraps }, c!],
        {
          messages: [
            [1, 'tampered'],
            [2, 'tampered'],
            [3, 'fine'],
          ],
          missing: [],
        },
        [2],
      ],
    ]

    it.each(lies)('%s', async (_, lie, found, files) => {
      const [parts, foreign] = [await readParts(own), await readParts(other)]
      const opened = open({ ...parts, messages: lie(parts.messages, foreign.messages) })
      expect(told(opened)).toEqual(found)
      expect(namesOf(opened)).toEqual(files.map(i => own.files[i]!.entry.upload))
    })

    it('it invents one, with every key that it has: the code’s sign key is not among them', async () => {
      const sign = signKeyPairFromSeed(randomBytes(32))
      const forged = sealMore({ ...own, receipt: { sign } }, target.keys.account, [await put()], {
        seq: 4,
        after: own.messages[2],
      })
      const parts = await readParts(own)
      const invented = { from: 'witness' as const, seq: 4, day: '2026-11-23', box: forged.box, wraps: [forged.wrap] }
      const opened = open({ ...parts, messages: [...parts.messages, invented] })
      expect(told(opened)).toEqual({ messages: [...whole(), [4, 'tampered']], missing: [] })
      expect(namesOf(opened)).toHaveLength(3)
    })

    it('it moves one to another case in its own tables', async () => {
      const { db } = server.instance
      const rowOf = async ({ digest }: Told) =>
        (await db.selectFrom('submissions').select('id').where('digest', '=', digest).executeTakeFirstOrThrow()).id
      const hash = hash32(other.messages[0]!.box)
      const { id } = await db.selectFrom('messages').select('id').where('hash', '=', hash).executeTakeFirstOrThrow()
      const to = await rowOf(own)
      await db.updateTable('messages').set({ submission: to, seq: 4 }).where('id', '=', id).execute()
      await db.updateTable('wraps').set({ submission: to }).where('message', '=', id).execute()
      expect(told(open(await readParts(own)))).toEqual({ messages: [...whole(), [4, 'tampered']], missing: [] })
      expect(told(open(await readParts(other), other)).missing).toEqual([1])
    })

    it('it gives the file of another case: neither its digest nor its key fits', () => {
      const [named, given] = [own.files[0]!, other.files[0]!]
      expect(toB64u(hash32(given.box))).not.toBe(named.entry.boxDigest)
      const key = fromB64u(named.entry.key) as ContentKey
      expect(failureOf(() => openBox('file', given.box, key))).toBe('wrong-key')
      expect(failureOf(() => openBox('file', named.box, key))).toBe('nothing was thrown')
    })
  })

  describe('a stranger without the code', () => {
    const submissionOf = async (file: SealedFile) => (await findUpload(server.instance.db, file.id))!.submission
    const count = async () => (await server.instance.db.selectFrom('messages').select('id').execute()).length

    it('adds nothing and claims nothing, with whatever the server itself keeps of the token', async () => {
      const file = await put()
      const message = sealMore(own, target.keys.account, [file], { seq: 4, after: own.messages[2] })
      const before = await count()
      const { token_hash: kept, proof } = await server.instance.db
        .selectFrom('submissions')
        .select(['token_hash', 'proof'])
        .where('digest', '=', own.digest)
        .executeTakeFirstOrThrow()
      for (const token of [randomBytes(32), kept!, proof!, own.digest])
        expect(await postMessage(server.origin, token, message.body)).toEqual({
          status: 404,
          answer: { error: 'not-found' },
        })
      expect([await count(), await submissionOf(file)]).toEqual([before, null])
    })

    it('takes no file of another into a case of their own, neither claimed nor known by its name alone', async () => {
      const [claimed, arriving] = [own.files[0]!, await put()]
      const owner = await submissionOf(claimed)
      const steal = (file: SealedFile) =>
        postMessage(
          server.origin,
          other.receipt.token,
          sealMore(other, target.keys.account, [file], { seq: 4, after: other.messages[2] }).body,
        )
      expect((await steal(claimed)).answer).toEqual({ error: 'conflict' })
      expect((await steal({ ...arriving, digest: randomBytes(32) })).answer).toEqual({ error: 'tampered' })
      expect([await submissionOf(claimed), await submissionOf(arriving)]).toEqual([owner, null])
    })

    it('who stole the token and not the code writes what no reviewer believes', async () => {
      const sign = signKeyPairFromSeed(randomBytes(32))
      const forged = sealMore({ ...own, receipt: { sign } }, target.keys.account, [await put()], { seq: 4 })
      expect((await postMessage(server.origin, own.receipt.token, forged.body)).status).toBe(200)
      const opened = open(await readParts(own))
      expect(told(opened)).toEqual({ messages: [...whole(), [4, 'tampered']], missing: [] })
      expect(namesOf(opened)).toEqual(own.files.map(({ entry }) => entry.upload))
    })

    it('is given nothing of messages, wraps or files without a session', async () => {
      for (const path of [`submissions/${idOf(own.sample)}`, `files/${own.files[0]!.entry.upload}`])
        expect((await fetch(`${server.origin}/api/desk/${path}`)).status).toBe(401)
      const headers = { origin: server.origin, authorization: `Bearer ${toB64u(own.receipt.token)}` }
      for (const method of ['GET', 'PUT', 'DELETE'])
        expect((await fetch(`${server.origin}/api/case/messages`, { method, headers })).status).toBe(404)
    })
  })
})
