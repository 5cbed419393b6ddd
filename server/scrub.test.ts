import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomBytes, toHex } from '#app/crypto/bytes.ts'
import type { Bytes } from '#app/crypto/types.ts'
import { findSubmissionByDigest } from '#db/submissions.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { putUpload, type Put } from '#tests/support/put-upload.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { withClaim } from './claim.ts'
import { scrub } from './scrub.ts'

describe('a scrub', () => {
  let server: InProcessServer
  let uploads: Put[]

  beforeAll(async () => {
    server = await startInProcess()
    await setUpOrganisation(server.origin, server.setUpCode)
    const { body, sealed } = sealSample(await readTarget(server.origin), writeSample('Свідчення'))
    await sendSubmission(server.origin, body)
    uploads = await Promise.all(Array.from({ length: 6 }, () => putUpload(server.instance)))
    await withClaim(server.instance, uploads.slice(1), async trx => {
      const { id: submission } = (await findSubmissionByDigest(trx, sealed.digest))!
      return { submission, result: null }
    })
  })
  afterAll(() => server.end())

  const keptAt = (id: Bytes) => {
    const name = toHex(id)
    return join(server.instance.settings.data, 'blobs', name.slice(0, 2), name.slice(2, 4), name)
  }
  const run = () => {
    const env = { ...process.env, SVIDOK_DATA: server.instance.settings.data }
    const { status, stdout } = spawnSync('npx', ['tsx', 'tools/scrub.ts'], { env, encoding: 'utf8' })
    return { status, lines: stdout.trim().split('\n') }
  }

  it('reads every claimed file and finds them whole, beside a running server', () => {
    expect(run()).toEqual({ status: 0, lines: ['5 files, 350000 bytes read: 0 missing, 0 changed.'] })
  })

  it('names what is missing, what changed by one bit or byte, and what no row knows', async () => {
    const at = (i: number) => uploads[i]!.id
    const [missing, shorter, flipped, longer] = [at(1), at(2), at(3), at(4)] as const
    unlinkSync(keptAt(missing))
    truncateSync(keptAt(shorter), 69_999)
    const bytes = readFileSync(keptAt(flipped))
    bytes[35_000]! ^= 1
    writeFileSync(keptAt(flipped), bytes)
    writeFileSync(keptAt(longer), Buffer.concat([readFileSync(keptAt(longer)), Buffer.alloc(1)]))
    const stranger = randomBytes(16)
    mkdirSync(dirname(keptAt(stranger)), { recursive: true })
    writeFileSync(keptAt(stranger), 'x')
    const found = await scrub(server.instance)
    expect({ ...found, differ: found.differ.sort() }).toEqual({
      files: 4,
      bytes: 280_000,
      missing: [toHex(missing)],
      differ: [shorter, flipped, longer].map(toHex).sort(),
      unknown: [toHex(stranger)],
    })
    const { status, lines } = run()
    expect(status).toBe(1)
    expect(lines).toContain(`missing ${toHex(missing)}`)
    expect(lines).toContain(`changed ${toHex(flipped)}`)
    expect(lines).toContain(`unknown ${toHex(stranger)}`)
    expect(lines).toContain('4 files, 280000 bytes read: 1 missing, 3 changed.')
  })
})
