import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { randomBytes, toHex } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { encodeSubmission } from '#app/crypto/submission.ts'
import { sealTestimony } from '#app/crypto/seal.ts'
import type { Bytes, UploadId } from '#app/crypto/types.ts'
import type { Transactor } from '#db/database.ts'
import { findSubmissionByDigest } from '#db/submissions.ts'
import { findUpload } from '#db/uploads.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { putUpload } from '#tests/support/put-upload.ts'
import { readTarget, sealSample, sendSubmission, writeSample, type Sample, type Target } from '#tests/support/sample.ts'
import { withClaim, type Claim } from './claim.ts'
import { codeOf } from './refusal.ts'

describe('a claim', () => {
  let server: InProcessServer
  let target: Target
  let first: Sample
  let second: Sample

  beforeAll(async () => {
    server = await startInProcess({}, { clock: () => new Date('2026-11-22T11:22:33Z') })
    await setUpOrganisation(server.origin, server.setUpCode)
    target = await readTarget(server.origin)
  })
  beforeEach(async () => {
    ;[first, second] = [sealSample(target, writeSample('перше')), sealSample(target, writeSample('друге'))]
    for (const { body } of [first, second]) await sendSubmission(server.origin, body)
  })
  afterAll(() => server.end())

  const put = (how?: Parameters<typeof putUpload>[1]) => putUpload(server.instance, how)
  const rowOf = (id: Bytes) => findUpload(server.instance.db, id)
  const submissionOf = async (trx: Transactor, { sealed }: Sample) =>
    (await findSubmissionByDigest(trx, sealed.digest))!.id
  const claim = (uploads: Claim[], by = first) =>
    withClaim(server.instance, uploads, async trx => ({ submission: await submissionOf(trx, by), result: 'done' }))
  const codeOfClaim = (uploads: Claim[], by = first) => claim(uploads, by).then(String, codeOf)
  const keptAt = (id: Bytes) => {
    const name = toHex(id)
    return join(server.instance.settings.data, 'blobs', name.slice(0, 2), name.slice(2, 4), name)
  }
  const arrivingAt = (id: Bytes) => join(server.instance.settings.data, 'uploads', toHex(id))

  it('gives the uploads to the submission, moves them and keeps no hour', async () => {
    const uploads = [await put(), await put()]
    expect(await claim(uploads)).toBe('done')
    for (const { id, digest, box } of uploads) {
      const row = (await rowOf(id))!
      expect(row.submission).not.toBeNull()
      expect(row.hour).toBeNull()
      expect(Buffer.compare(row.digest!, digest)).toBe(0)
      expect(existsSync(arrivingAt(id))).toBe(false)
      expect(statSync(keptAt(id)).size).toBe(box.length)
      expect(statSync(keptAt(id)).mtime.toISOString()).toBe('2026-11-22T00:00:00.000Z')
    }
  })

  it('can be repeated, with the digest and without', async () => {
    const upload = await put()
    for (const digest of [null, upload.digest, null, upload.digest])
      expect(await claim([{ id: upload.id, digest }])).toBe('done')
    expect(await codeOfClaim([{ id: upload.id, digest: randomBytes(32) }])).toBe('tampered')
  })

  it('takes nothing that is not there or not complete, and then nothing at all', async () => {
    const whole = await put()
    const part = await put({ box: randomBytes(70_000), arrived: 69_999 })
    expect(await codeOfClaim([whole, part])).toBe('not-found')
    expect(await codeOfClaim([whole, { id: randomBytes(16), digest: null }])).toBe('not-found')
    for (const { id } of [whole, part]) {
      expect((await rowOf(id))!.submission).toBeNull()
      expect(existsSync(arrivingAt(id))).toBe(true)
    }
  })

  it('names bytes that are not those of the digest', async () => {
    const upload = await put()
    expect(await codeOfClaim([{ id: upload.id, digest: hash32(randomBytes(10)) }])).toBe('tampered')
    expect((await rowOf(upload.id))!.submission).toBeNull()
  })

  it('leaves everything as it was when the work that belongs to it fails', async () => {
    const upload = await put()
    const failed = withClaim(server.instance, [upload], () => Promise.reject(new RangeError('no')))
    await expect(failed).rejects.toThrow(RangeError)
    expect((await rowOf(upload.id))!.submission).toBeNull()
    expect(await claim([upload])).toBe('done')
  })

  it('is won by one of two submissions, however they race', async () => {
    for (let i = 0; i < 10; i++) {
      const [a, b] = [await put(), await put()]
      const outcomes = await Promise.all([codeOfClaim([a, b], first), codeOfClaim([b, a], second)])
      expect(outcomes.sort()).toEqual(['conflict', 'done'])
      expect((await rowOf(a.id))!.submission).toBe((await rowOf(b.id))!.submission)
    }
  })

  it('ends what an end of the process left: the row is claimed, the file not moved', async () => {
    const upload = await put()
    const { keep } = server.instance.blobs
    server.instance.blobs.keep = () => Promise.reject(new RangeError('no'))
    await expect(claim([upload])).rejects.toThrow(RangeError)
    server.instance.blobs.keep = keep
    expect(existsSync(keptAt(upload.id))).toBe(false)
    expect(await claim([upload])).toBe('done')
    expect(existsSync(keptAt(upload.id))).toBe(true)
  })

  describe('by a submission that names uploads in its digest', () => {
    const sealWith = (uploads: UploadId[]) => {
      const { sealed } = sealTestimony({ ...writeSample('з фото'), uploads }, target.keys)
      return encodeSubmission(sealed, null)
    }
    const send = async (body: Uint8Array) => (await sendSubmission(server.origin, body)).answer

    it('stores it with its uploads, and a repeat is answered alike', async () => {
      const { id } = await put()
      const body = sealWith([id])
      const answer = await send(body)
      expect(answer).toEqual({ id: expect.any(String) as string })
      expect(await send(body)).toEqual(answer)
      expect((await rowOf(id))!.submission).not.toBeNull()
    })

    it('stores nothing while an upload is not complete, or when it is another one’s', async () => {
      const [part, whole] = [await put({ arrived: 1000 }), await put()]
      const { db } = server.instance
      const count = async () => (await db.selectFrom('submissions').select('id').execute()).length
      const before = await count()
      expect(await send(sealWith([whole.id, part.id]))).toEqual({ error: 'not-found' })
      expect(await send(sealWith([randomBytes(16) as UploadId]))).toEqual({ error: 'not-found' })
      await claim([whole])
      expect(await send(sealWith([whole.id]))).toEqual({ error: 'conflict' })
      expect(await count()).toBe(before)
    })
  })
})
