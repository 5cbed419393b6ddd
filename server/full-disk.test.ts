import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boxLength } from '#app/crypto/box-form.ts'
import { randomBytes, toHex } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { paddedLength } from '#app/crypto/padding.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { beginTus, endTus, headTus, patchTus } from '#tests/support/tus.ts'

const data = mkdtempSync(join(tmpdir(), 'svidok-small-disk-'))
/** Mounting takes an administrator of the machine. */
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', data]).status === 0

describe.skipIf(!mounted)('a disk that is really full', () => {
  let server: InProcessServer
  const box = randomBytes(boxLength(paddedLength('file', 14_000_000)))

  // Somebody else filled it meanwhile: what was counted does not hold.
  beforeAll(async () => {
    server = await startInProcess({ SVIDOK_KEEP_FREE_BYTES: '0' }, { data, freeBytes: () => 10 ** 12 })
  })
  afterAll(async () => {
    await server.end().finally(() => spawnSync('umount', [data]))
    rmSync(data, { recursive: true, force: true })
  })

  it('is said clearly; what was acknowledged stays, and goes on when there is room', async () => {
    const [first, second] = [randomBytes(16), randomBytes(16)]
    for (const id of [first, second]) expect((await beginTus(server.origin, id, box.length)).status).toBe(201)
    expect((await patchTus(server.origin, first, 0, box)).status).toBe(204)
    expect((await patchTus(server.origin, second, 0, box.subarray(0, 1_000_000))).status).toBe(204)
    expect(await patchTus(server.origin, second, 1_000_000, box.subarray(1_000_000))).toMatchObject({
      status: 507,
      error: 'full',
    })
    const offset = Number((await headTus(server.origin, second)).headers['upload-offset'])
    expect(offset).toBeGreaterThanOrEqual(1_000_000)
    expect(offset).toBeLessThan(box.length)
    const there = readFileSync(join(data, 'uploads', toHex(second)))
    expect(there.equals(box.subarray(0, offset))).toBe(true)
    expect((await endTus(server.origin, first)).status).toBe(204)
    expect((await patchTus(server.origin, second, offset, box.subarray(offset))).status).toBe(204)
    expect(await server.instance.blobs.digest(second)).toEqual(hash32(box))
  })

  it('lets nothing begin that has no place for its name, and leaves no row of it', async () => {
    const id = randomBytes(16)
    const { begin } = server.instance.blobs
    server.instance.blobs.begin = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
    expect(await beginTus(server.origin, id, box.length)).toMatchObject({ status: 507, error: 'full' })
    server.instance.blobs.begin = begin
    expect((await headTus(server.origin, id)).status).toBe(404)
    expect((await beginTus(server.origin, id, box.length)).status).toBe(201)
  })
})
