import { readdirSync, readlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomBytes, toB64u, toHex } from '#app/crypto/bytes.ts'
import { findSubmissionByDigest } from '#db/submissions.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import type { Member } from '#tests/support/member.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { addMember } from '#tests/support/people-by-code.ts'
import { putUpload, type Put } from '#tests/support/put-upload.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { refusalOf, TARAS } from '#tests/support/team.ts'
import { withClaim } from './claim.ts'
import { securityHeaders } from './headers.ts'

describe('a sealed file', () => {
  let server: InProcessServer
  let admin: Member
  let reviewer: Member
  let file: Put
  let unclaimed: Put

  beforeAll(async () => {
    server = await startInProcess()
    admin = await (await setUpOrganisation(server.origin, server.setUpCode)).signIn()
    reviewer = await addMember(server.origin, admin, TARAS)
    const { body, sealed } = sealSample(await readTarget(server.origin), writeSample('Свідчення'))
    await sendSubmission(server.origin, body)
    file = await putUpload(server.instance, { box: randomBytes(1_000_000) })
    unclaimed = await putUpload(server.instance)
    await claim(file)
    async function claim(upload: Put) {
      await withClaim(server.instance, [upload], async trx => {
        const { id: submission } = (await findSubmissionByDigest(trx, sealed.digest))!
        return { submission, result: null }
      })
    }
  })
  afterAll(() => server.end())

  const ask = (range?: string, { by = reviewer, id = toB64u(file.id), method = 'GET' } = {}) =>
    fetch(`${server.origin}/api/desk/files/${id}`, {
      method,
      headers: { cookie: by.cookie, ...(range !== undefined && { range }) },
    })
  const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())

  it('comes whole, with its length and the headers of the API', async () => {
    const answer = await ask()
    expect([answer.status, answer.headers.get('content-length')]).toEqual([200, '1000000'])
    expect(Object.fromEntries(answer.headers)).toMatchObject(
      securityHeaders('api', { secure: false, development: false }),
    )
    expect((await bytesOf(answer)).equals(file.box)).toBe(true)
  })

  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=0-999999', 0, 1_000_000],
    ['bytes=0-99999999999999', 0, 1_000_000],
    ['bytes=262143-262144', 262_143, 262_145],
    ['bytes=999999-', 999_999, 1_000_000],
    ['bytes=54-', 54, 1_000_000],
    ['bytes=-1', 999_999, 1_000_000],
    ['bytes=-99999999999', 0, 1_000_000],
  ])('comes in parts: %s', async (range, start, end) => {
    const answer = await ask(range)
    expect(answer.status).toBe(206)
    expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/1000000`)
    expect(answer.headers.get('content-length')).toBe(String(end - start))
    expect((await bytesOf(answer)).equals(file.box.subarray(start, end))).toBe(true)
  })

  it.each([
    'bytes=1000000-',
    'bytes=5-4',
    'bytes=-0',
    'bytes=-',
    'bytes=0-1,5-6',
    'bytes=a-b',
    'items=0-1',
    'bytes=0x0-1',
    'bytes=99999999999999999999-',
    'bytes=--1',
  ])('has no part %s', async range => {
    expect(await refusalOf(await ask(range))).toEqual([400, 'malformed'])
  })

  it('is for members who hold the accounts, once it was claimed', async () => {
    const office = await addMember(
      server.origin,
      admin,
      { handle: 'office', name: 'Office', passphrase: 'gravel hinge ivory jigsaw kiosk lemon' },
      ['admin'],
    )
    expect(await refusalOf(await ask(undefined, { by: office }))).toEqual([403, 'forbidden'])
    expect(await refusalOf(await ask(undefined, { id: toB64u(unclaimed.id) }))).toEqual([404, 'not-found'])
    expect(await refusalOf(await ask(undefined, { id: toB64u(randomBytes(16)) }))).toEqual([404, 'not-found'])
    for (const id of ['x', '..%2f..%2fsvidok.db', `${toB64u(file.id)}=`])
      expect(await refusalOf(await ask(undefined, { id }))).toEqual([400, 'malformed'])
    const stranger = await fetch(`${server.origin}/api/desk/files/${toB64u(file.id)}`)
    expect(await refusalOf(stranger)).toEqual([401, 'sign-in'])
  })

  it('leaves no open file behind whoever asks only for its length, or leaves in the middle', async () => {
    const name = toHex(file.id)
    const open = () =>
      readdirSync('/proc/self/fd').filter(fd => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`).endsWith(name)
        } catch {
          return false
        }
      }).length
    expect((await ask(undefined, { method: 'HEAD' })).headers.get('content-length')).toBe('1000000')
    for (let i = 0; i < 5; i++) await (await ask()).body?.cancel()
    for (let waited = 0; open() > 0 && waited < 100; waited++) await new Promise(go => setTimeout(go, 20))
    expect(open()).toBe(0)
  })

  it('that is gone from the disk is not found', async () => {
    const name = toHex(file.id)
    unlinkSync(join(server.instance.settings.data, 'blobs', name.slice(0, 2), name.slice(2, 4), name))
    expect(await refusalOf(await ask())).toEqual([404, 'not-found'])
  })
})
