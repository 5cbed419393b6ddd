import { createHash } from 'node:crypto'
import { mkdtempSync, openAsBlob, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DefaultHttpStack, defaultOptions } from 'tus-js-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBox } from '#app/crypto/box.ts'
import { equal, fromB64u, randomBytes, toB64u, toHex } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { fileBoxLength, FileChanged } from '#app/crypto/seal-file.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Bytes, ContentKey, OwnBytes } from '#app/crypto/types.ts'
import { CutLine } from '#tests/support/cut-line.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { transfer, type Transferred, type TransferWatch } from './transfer.ts'
import { Cancelled } from './upload-box.ts'

const MiB = 1_048_576

describe('a file that is sealed while it is sent', () => {
  let server: InProcessServer
  let folder: string
  let data: string

  beforeAll(async () => {
    await sodiumReady()
    data = mkdtempSync(join(tmpdir(), 'svidok-data-'))
    server = await startInProcess({}, { data })
    folder = mkdtempSync(join(tmpdir(), 'svidok-files-'))
    // What a browser says of itself.
    defaultOptions.httpStack = new DefaultHttpStack({ headers: { origin: server.origin } })
  })
  afterAll(async () => {
    await server.end()
    for (const one of [folder, data]) rmSync(one, { recursive: true, force: true })
  })

  const port = () => Number(new URL(server.origin).port)
  const arriving = (id: string) => join(data, 'uploads', toHex(fromB64u(id)))
  const ids = () => server.instance.db.selectFrom('uploads').select('id').execute()

  interface Told {
    total: number
    stored: number[]
    offline: boolean[]
    full: number
  }
  function send(
    file: Blob,
    {
      origin = server.origin,
      signal = new AbortController().signal,
      stored,
    }: { origin?: string; signal?: AbortSignal; stored?: (bytes: number) => unknown } = {},
  ): { told: Told; sent: Promise<Transferred> } {
    const told: Told = { total: 0, stored: [], offline: [], full: 0 }
    const watch: TransferWatch = {
      total: bytes => (told.total = bytes),
      stored: bytes => (told.stored.push(bytes), stored?.(bytes)),
      offline: lost => told.offline.push(lost),
      full: () => (told.full++, Promise.resolve()),
    }
    return { told, sent: transfer(file, `${origin}/api/uploads`, watch, signal) }
  }
  /** Opens what the server has, by what the manifest would say. */
  function check(content: Bytes, { upload, key, boxDigest, size, sha256 }: Transferred): void {
    const box = new Uint8Array(readFileSync(arriving(upload)))
    expect(toB64u(hash32(box))).toBe(boxDigest)
    expect(equal(openBox('file', box, fromB64u(key) as Bytes as ContentKey).subarray(0, size), content)).toBe(true)
    expect([size, sha256]).toEqual([content.length, createHash('sha256').update(content).digest('hex')])
  }

  it.each([0, 1, 65_537, 9 * MiB + 3])('of %i bytes is what the server has, and opens with its key', async size => {
    const content = randomBytes(size)
    const { told, sent } = send(new Blob([content]))
    check(content, await sent)
    expect(told.total).toBe(fileBoxLength(size))
    expect(told.stored.at(-1)).toBe(told.total)
    expect(told.offline).toEqual([])
  })

  it('goes on after every cut of the line, with the same bytes under the same id', async () => {
    const line = await CutLine.open(port, { after: 3 * MiB, times: 5 })
    const content = randomBytes(20 * MiB)
    const before = await ids()
    const { told, sent } = send(new Blob([content]), { origin: line.origin })
    check(content, await sent)
    expect(line.cuts).toBe(5)
    expect(told.offline.filter(lost => lost)).toHaveLength(5)
    expect(told.stored).toEqual([...told.stored].sort((a, b) => a - b))
    expect((await ids()).length).toBe(before.length + 1)
    await line.close()
  })

  it('goes on after the server was ended and started again', async () => {
    const content = randomBytes(12 * MiB)
    const { upload, restarts, sent } = await sendOverRestart(content, () => undefined)
    const told = await sent
    check(content, told)
    expect([restarts(), told.upload]).toEqual([1, upload()])
  })

  it('begins a new box with another key when the server lost what it had acknowledged', async () => {
    const content = randomBytes(12 * MiB)
    const before: Bytes[] = []
    const { upload, restarts, sent } = await sendOverRestart(content, id => {
      before.push(new Uint8Array(readFileSync(arriving(id)).subarray(0, 54)))
      truncateSync(arriving(id), MiB)
    })
    const told = await sent
    check(content, told)
    expect(restarts()).toBe(1)
    expect(told.upload).not.toBe(upload())
    const header = readFileSync(arriving(told.upload)).subarray(0, 54)
    expect(equal(header.subarray(6, 38), before[0]!.subarray(6, 38))).toBe(false)
    await count(1)
  })

  it('that changes while it is read is not sent, and what arrived is deleted', async () => {
    const path = join(folder, 'changing')
    writeFileSync(path, randomBytes(40 * MiB))
    const file = await openAsBlob(path)
    const before = (await ids()).length
    const { sent } = send(file, { stored: () => truncateSync(path, 30 * MiB) })
    await expect(sent).rejects.toThrow(FileChanged)
    await count(before)
  })

  it('that is cancelled is deleted from the server', async () => {
    const cancel = new AbortController()
    const before = (await ids()).length
    const { told, sent } = send(new Blob([randomBytes(30 * MiB)]), {
      signal: cancel.signal,
      stored: bytes => bytes > MiB && cancel.abort(),
    })
    await expect(sent).rejects.toThrow(Cancelled)
    expect(told.stored.at(-1)).toBeLessThan(told.total)
    await count(before)
  })

  /** Sends to the server, which is ended after some bytes; `meanwhile` changes what it had. */
  async function sendOverRestart(content: OwnBytes, meanwhile: (upload: string) => void) {
    await server.instance.db.deleteFrom('uploads').execute()
    const line = await CutLine.open(port)
    let upload = ''
    let restarts = 0
    const restart = async () => {
      upload = toB64u((await ids())[0]!.id)
      line.cut()
      const at = port()
      await server.end()
      meanwhile(upload)
      server = await startInProcess({}, { data, port: at })
      restarts++
    }
    const { sent } = send(new Blob([content]), {
      origin: line.origin,
      stored: bytes => {
        if (bytes >= 3 * MiB && !upload) void restart()
      },
    })
    return { upload: () => upload, restarts: () => restarts, sent: sent.finally(() => line.close()) }
  }
  /** Waits until the server has so many uploads. */
  async function count(uploads: number): Promise<void> {
    for (let i = 0; (await ids()).length > uploads && i < 200; i++)
      await new Promise(resolve => setTimeout(resolve, 50))
    expect((await ids()).length).toBe(uploads)
  }
})
