import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Upload } from 'tus-js-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boxLength } from '#app/crypto/box-form.ts'
import { randomBytes, toB64u, toHex } from '#app/crypto/bytes.ts'
import { paddedLength } from '#app/crypto/padding.ts'
import { sealTestimony } from '#app/crypto/seal.ts'
import { encodeSubmission } from '#app/crypto/submission.ts'
import type { Bytes, UploadId } from '#app/crypto/types.ts'
import { openDatabase } from '#db/database.ts'
import { openBlobs } from '#server/blobs.ts'
import { scrub } from '#server/scrub.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget, sendSubmission, writeSample, type Target } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { databaseOf } from '#tests/support/thief.ts'

const KILLS = 25
const LANES = 3
const PIECE = 1_048_576

interface Sent {
  id: UploadId
  box: Bytes
  /** Bytes that the server said it has. */
  acknowledged: number
  /** The submission that claims it was received. */
  received: boolean
}

describe('a sealed file that is being sent', () => {
  let server: TestServer
  let target: Target
  const all: Sent[] = []

  beforeAll(async () => {
    server = await startServer()
    await setUpOrganisation(server.origin, server.setUpCode)
    target = await readTarget(server.origin)
  })
  afterAll(() => server.end())

  /** Sends a box as a browser does, through every end of the server. */
  function upload(sent: Sent): Promise<void> {
    return new Promise((resolve, reject) => {
      const { origin } = server
      const endpoint = `${origin}/api/uploads`
      const upload = new Upload(Buffer.from(sent.box), {
        endpoint,
        uploadUrl: `${endpoint}/${toB64u(sent.id)}`,
        metadata: { id: toB64u(sent.id) },
        headers: { origin },
        chunkSize: PIECE,
        retryDelays: Array.from({ length: 500 }, () => 50),
        storeFingerprintForResuming: false,
        onChunkComplete: (_, accepted) => (sent.acknowledged = Math.max(sent.acknowledged, accepted)),
        onSuccess: () => resolve(),
        onError: reject,
      })
      upload.start()
    })
  }

  async function claim(sent: Sent): Promise<void> {
    const { sealed } = sealTestimony({ ...writeSample('з відео'), uploads: [sent.id] }, target.keys)
    const body = encodeSubmission(sealed, null)
    while (!sent.received) {
      const answer = await sendSubmission(server.origin, body).catch(() => null)
      if (answer && answer.status !== 200) throw new Error(`refused: ${JSON.stringify(answer)}`)
      sent.received = answer !== null
      if (!answer) await sleep(50)
    }
  }

  const arrivingAt = ({ id }: Sent) => join(server.data, 'uploads', toHex(id))
  const keptAt = ({ id }: Sent) => {
    const name = toHex(id)
    return join(server.data, 'blobs', name.slice(0, 2), name.slice(2, 4), name)
  }
  /** What is on the disk of it. */
  function bytesOf(sent: Sent): Buffer {
    for (const path of [keptAt(sent), arrivingAt(sent)])
      try {
        return readFileSync(path)
      } catch {
        continue
      }
    return Buffer.alloc(0)
  }

  it(`loses no acknowledged byte and no received file over ${KILLS} kills, and arrives whole`, async () => {
    const kills: number[] = []
    const lane = async () => {
      while (kills.length < KILLS) {
        const length = boxLength(paddedLength('file', 70_000 + Math.floor(Math.random() * 12 * PIECE)))
        const sent: Sent = {
          id: randomBytes(16) as UploadId,
          box: randomBytes(length),
          acknowledged: 0,
          received: false,
        }
        all.push(sent)
        await upload(sent)
        await claim(sent)
      }
    }
    const lanes = Array.from({ length: LANES }, lane)
    let inTheMiddle = 0
    while (kills.length < KILLS) {
      await sleep(100 + Math.random() * 400)
      await server.stop('SIGKILL')
      for (const sent of all) {
        const bytes = bytesOf(sent)
        expect(bytes.length).toBeGreaterThanOrEqual(sent.received ? sent.box.length : sent.acknowledged)
        expect(bytes.equals(sent.box.subarray(0, bytes.length))).toBe(true)
        if (bytes.length > 0 && bytes.length < sent.box.length) inTheMiddle += 1
      }
      kills.push(all.length)
      await server.start()
    }
    await Promise.all(lanes)

    expect(inTheMiddle).toBeGreaterThan(0)
    expect(all.length).toBeGreaterThan(LANES)
    for (const sent of all) expect(readFileSync(keptAt(sent)).equals(sent.box)).toBe(true)
    const database = openDatabase(databaseOf(server.data))
    const found = await scrub({ db: database.db, blobs: await openBlobs(server.data, () => new Date()) })
    await database.close()
    expect(found).toMatchObject({ files: all.length, missing: [], differ: [], unknown: [] })
    expect(server.output).not.toContain('"fault"')
  })
})
