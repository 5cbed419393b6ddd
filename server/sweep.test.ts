import { existsSync, mkdtempSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomBytes, toHex } from '#app/crypto/bytes.ts'
import type { Bytes } from '#app/crypto/types.ts'
import { findSubmissionByDigest } from '#db/submissions.ts'
import { findUpload } from '#db/uploads.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { putUpload } from '#tests/support/put-upload.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { endTus, headTus, patchTus } from '#tests/support/tus.ts'
import { withClaim } from './claim.ts'
import { codeOf } from './refusal.ts'
import { sweepUploads } from './sweep.ts'

const HOUR = 3_600_000

describe('what nobody claimed', () => {
  let data: string
  let server: InProcessServer
  let digest: Bytes
  let now = Date.parse('2026-11-22T10:30:00Z')

  const start = () => startInProcess({}, { data, clock: () => new Date(now) })
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'svidok-data-'))
    server = await start()
    await setUpOrganisation(server.origin, server.setUpCode)
    const sample = sealSample(await readTarget(server.origin), writeSample('Свідчення'))
    await sendSubmission(server.origin, sample.body)
    digest = sample.sealed.digest
  })
  afterAll(async () => {
    await server.end()
    rmSync(data, { recursive: true, force: true })
  })

  const put = (how?: Parameters<typeof putUpload>[1]) => putUpload(server.instance, how)
  const arrivingAt = (id: Bytes) => join(data, 'uploads', toHex(id))
  const keptAt = (id: Bytes) => join(data, 'blobs', toHex(id).slice(0, 2), toHex(id).slice(2, 4), toHex(id))
  const rowOf = (id: Bytes) => findUpload(server.instance.db, id)
  const claim = (id: Bytes) =>
    withClaim(server.instance, [{ id, digest: null }], async trx => {
      const { id: submission } = (await findSubmissionByDigest(trx, digest))!
      return { submission, result: 'done' }
    })

  it('stays for 24 hours after its last byte, and goes within two more', async () => {
    const upload = await put({ box: randomBytes(70_000), arrived: 10 })
    now += 24 * HOUR
    await sweepUploads(server.instance)
    expect((await patchTus(server.origin, upload.id, 10, upload.box.subarray(10, 20))).status).toBe(204)
    now += 24 * HOUR + 29 * 60_000
    await sweepUploads(server.instance)
    expect((await headTus(server.origin, upload.id)).headers['upload-offset']).toBe('20')
    now += HOUR
    await sweepUploads(server.instance)
    expect((await headTus(server.origin, upload.id)).status).toBe(404)
    expect(existsSync(arrivingAt(upload.id))).toBe(false)
  })

  it('never takes a claimed file along, however old', async () => {
    const { id } = await put()
    await claim(id)
    now += 1000 * HOUR
    await sweepUploads(server.instance)
    expect(await endTus(server.origin, id)).toMatchObject({ status: 409, error: 'conflict' })
    expect(existsSync(keptAt(id))).toBe(true)
    expect((await headTus(server.origin, id)).headers['upload-offset']).toBe('70000')
    expect(await patchTus(server.origin, id, 70_000, new Uint8Array())).toMatchObject({ status: 409 })
  })

  it('is either claimed whole or gone whole when a claim and a sweep meet', async () => {
    const outcomes = new Set<string>()
    for (let i = 0; i < 30; i++) {
      const { id } = await put()
      now += 30 * HOUR
      const work = [() => claim(id).catch(codeOf), () => sweepUploads(server.instance)]
      if (i % 2) work.reverse()
      await Promise.all(work.map(one => one()))
      const row = await rowOf(id)
      outcomes.add(row ? 'claimed' : 'gone')
      expect(row?.submission).not.toBeNull()
      expect(existsSync(keptAt(id))).toBe(row !== undefined)
      expect(existsSync(arrivingAt(id))).toBe(false)
    }
    expect(outcomes.has('claimed')).toBe(true)
  })

  it('is not swept while its bytes arrive', async () => {
    const { id } = await put({ arrived: 10 })
    const done = server.instance.blobs.turns.tryTake(toHex(id))!
    now += 48 * HOUR
    await sweepUploads(server.instance)
    expect(await rowOf(id)).toBeDefined()
    done()
    await sweepUploads(server.instance)
    expect(await rowOf(id)).toBeUndefined()
  })

  it('is brought together with its rows at a start: moved, gone, or as it was', async () => {
    const [moved, lost, open] = [await put(), await put(), await put({ arrived: 500 })]
    const { keep } = server.instance.blobs
    server.instance.blobs.keep = () => Promise.reject(new RangeError('the process ended here'))
    await claim(moved.id).catch(() => null)
    server.instance.blobs.keep = keep
    unlinkSync(arrivingAt(lost.id))
    const stray = randomBytes(16)
    writeFileSync(arrivingAt(stray), 'x')
    await server.end()
    server = await start()
    expect([existsSync(arrivingAt(moved.id)), existsSync(keptAt(moved.id))]).toEqual([false, true])
    expect(await rowOf(lost.id)).toBeUndefined()
    expect(existsSync(arrivingAt(stray))).toBe(false)
    expect((await headTus(server.origin, open.id)).headers['upload-offset']).toBe('500')
    expect(readdirSync(join(data, 'uploads'))).toEqual([toHex(open.id)])
  })

  it('leaves no hour in the log', () => {
    expect(server.lines.filter(line => /upload|file|refused/.test(line))).toEqual([])
  })
})
