import {
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { concat, randomBytes, toHex } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Bytes } from '#app/crypto/types.ts'
import { openBlobs, type Blobs } from './blobs.ts'
import { codeOf } from './refusal.ts'

describe('the store of sealed files', () => {
  let data: string
  let blobs: Blobs
  let id: Bytes

  beforeAll(() => sodiumReady())
  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'svidok-blobs-'))
    blobs = await reopen()
    id = randomBytes(16)
  })
  afterEach(() => rmSync(data, { recursive: true, force: true }))

  const reopen = () => openBlobs(data, () => new Date('2026-11-22T13:14:15Z'))
  const arrivingAt = (key: Bytes) => join(data, 'uploads', toHex(key))
  const keptAt = (key: Bytes) => join(data, 'blobs', toHex(key).slice(0, 2), toHex(key).slice(2, 4), toHex(key))
  const append = (bytes: Bytes, offset: number, most = 1_000_000) =>
    blobs.append(id, Readable.from([bytes]), { offset, most })

  it('appends pieces in their order and knows the digest without reading them again', async () => {
    const parts = Array.from({ length: 40 }, (_, i) => randomBytes(1000 * i + 1))
    await blobs.begin(id)
    let end = 0
    for (const part of parts) end = await append(part, end)
    const whole = concat(...parts)
    expect(await blobs.arrived(id)).toBe(whole.length)
    expect(readFileSync(arrivingAt(id)).equals(whole)).toBe(true)
    // Another file in its place would be noticed if it were read.
    writeFileSync(arrivingAt(id), randomBytes(whole.length))
    expect(await blobs.digest(id)).toEqual(hash32(whole))
  })

  it('reads a file again for its digest when it began before this start', async () => {
    const [first, second] = [randomBytes(3_000_000), randomBytes(5)]
    await blobs.begin(id)
    await append(first, 0, first.length)
    blobs = await reopen()
    await append(second, first.length)
    expect(await blobs.digest(id)).toEqual(hash32(concat(first, second)))
  })

  it('finds a tail that a power cut spoiled by the digest', async () => {
    const box = randomBytes(100_000)
    await blobs.begin(id)
    await append(box, 0)
    blobs = await reopen()
    truncateSync(arrivingAt(id), 90_000)
    truncateSync(arrivingAt(id), 100_000)
    expect(await blobs.arrived(id)).toBe(100_000)
    expect(await blobs.digest(id)).not.toEqual(hash32(box))
  })

  it('takes bytes at the end alone, and no more than it was told', async () => {
    await blobs.begin(id)
    await append(randomBytes(10), 0)
    expect(codeOf(await append(randomBytes(10), 9).catch(error => error as Error))).toBe('conflict')
    expect(codeOf(await append(randomBytes(10), 11).catch(error => error as Error))).toBe('conflict')
    expect(codeOf(await append(randomBytes(10), 10, 4).catch(error => error as Error))).toBe('too-large')
    expect(await blobs.arrived(id)).toBe(14)
    const box = readFileSync(arrivingAt(id))
    expect(await blobs.digest(id)).toEqual(hash32(box))
  })

  it('keeps what came before a line broke or was stopped', async () => {
    await blobs.begin(id)
    const broken = new PassThrough()
    const breaking = blobs.append(id, broken, { offset: 0, most: 1_000_000 })
    broken.write(randomBytes(70_000))
    setTimeout(() => broken.destroy(new Error('reset')), 20)
    expect(await breaking).toBe(70_000)
    const [stop, silent] = [new AbortController(), new PassThrough()]
    const stopping = blobs.append(id, silent, { offset: 70_000, most: 1_000_000, stop: stop.signal })
    silent.write(randomBytes(5))
    setTimeout(() => stop.abort(), 20)
    expect(await stopping).toBe(70_005)
    expect(await blobs.digest(id)).toEqual(hash32(readFileSync(arrivingAt(id))))
  })

  it('does not take more into memory than it writes', async () => {
    const piece = randomBytes(65_536)
    let given = 0
    const source = new Readable({
      read() {
        given += 1
        this.push(given > 4000 ? null : piece)
      },
    })
    await blobs.begin(id)
    const written: number[] = []
    const grow = (end: number) => written.push(given * piece.length - end)
    await blobs.append(id, source, { offset: 0, most: 4000 * piece.length, grow })
    expect(statSync(arrivingAt(id)).size).toBe(4000 * piece.length)
    expect(Math.max(...written)).toBeLessThan(4_194_304)
  })

  it('keeps a file where it stays, without an hour, as often as it is told to', async () => {
    const box = randomBytes(1000)
    await blobs.begin(id)
    await append(box, 0)
    for (let i = 0; i < 3; i++) await blobs.keep(id)
    expect(existsSync(arrivingAt(id))).toBe(false)
    expect(readFileSync(keptAt(id)).equals(box)).toBe(true)
    expect(statSync(keptAt(id)).mtime.toISOString()).toBe('2026-11-22T00:00:00.000Z')
    expect(statSync(keptAt(id)).mode & 0o777).toBe(0o600)
    const file = (await blobs.openKept(id))!
    expect(await file.readFile()).toEqual(Buffer.from(box))
    await file.close()
  })

  it('never puts a file in the place of another', async () => {
    await blobs.begin(id)
    await append(randomBytes(10), 0)
    expect(codeOf(await blobs.begin(id).catch((error: unknown) => error))).toBe('conflict')
    await blobs.keep(id)
    const kept = readFileSync(keptAt(id))
    await blobs.begin(id)
    await append(randomBytes(10), 0)
    await expect(blobs.keep(id)).rejects.toThrow('EEXIST')
    expect(readFileSync(keptAt(id)).equals(kept)).toBe(true)
  })

  it('ends a move that was interrupted between its two names', async () => {
    await blobs.begin(id)
    await append(randomBytes(10), 0)
    await blobs.keep(id)
    linkSync(keptAt(id), arrivingAt(id))
    await blobs.keep(id)
    expect([existsSync(arrivingAt(id)), existsSync(keptAt(id))]).toEqual([false, true])
  })

  it('lists what arrives and what stays, and nothing else that lies there', async () => {
    const ids = Array.from({ length: 20 }, () => randomBytes(16))
    for (const one of ids) await blobs.begin(one)
    for (const one of ids.slice(10)) await blobs.keep(one)
    writeFileSync(join(data, 'uploads', 'note.txt'), 'x')
    writeFileSync(join(data, 'blobs', 'note.txt'), 'x')
    expect((await blobs.listArriving()).sort()).toEqual(ids.slice(0, 10).map(toHex).sort())
    const kept: string[] = []
    for await (const name of blobs.listKept()) kept.push(name)
    expect(kept.sort()).toEqual(ids.slice(10).map(toHex).sort())
  })

  it('forgets a file that is discarded, and says what is not there', async () => {
    await blobs.begin(id)
    await blobs.discard(id)
    await blobs.discard(id)
    expect(readdirSync(join(data, 'uploads'))).toEqual([])
    expect(await blobs.arrived(id)).toBeNull()
    expect(await blobs.openKept(id)).toBeNull()
    expect(codeOf(await blobs.keep(id).catch((error: unknown) => error))).toBe('not-found')
  })
})
