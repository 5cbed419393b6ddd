import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { boxLength } from '#app/crypto/box-form.ts'
import { randomBytes, toB64u, toHex } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { paddedLength } from '#app/crypto/padding.ts'
import type { Bytes } from '#app/crypto/types.ts'
import { findUpload } from '#db/uploads.ts'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { beginTus, endTus, headTus, metadataOf, patchTus, sendTus } from '#tests/support/tus.ts'
import { securityHeaders } from './headers.ts'

const SMALLEST = boxLength(65_536)
const LONG = boxLength(paddedLength('file', 3_000_000))

describe('uploads', () => {
  let server: InProcessServer
  let origin: string
  let free = Number.MAX_SAFE_INTEGER

  beforeAll(async () => {
    server = await startInProcess({ SVIDOK_MAX_FILE_BYTES: '20000000' }, { freeBytes: () => free })
    origin = server.origin
  })
  afterAll(() => server.end())
  beforeEach(() => {
    free = Number.MAX_SAFE_INTEGER
  })

  const fileOf = (id: Bytes) => join(server.instance.settings.data, 'uploads', toHex(id))
  const names = () => readdirSync(join(server.instance.settings.data, 'uploads'))
  const rows = async () => (await server.instance.db.selectFrom('uploads').select('id').execute()).length

  it('take the bytes of an id that the browser chose, and tell nobody but who knows the id', async () => {
    const [id, box] = [randomBytes(16), randomBytes(SMALLEST)]
    const begun = await beginTus(origin, id, box.length)
    expect([begun.status, begun.headers.location]).toEqual([201, `/api/uploads/${toB64u(id)}`])
    expect((await headTus(origin, id)).headers).toMatchObject({
      'upload-offset': '0',
      'upload-length': String(box.length),
      'cache-control': 'no-store',
    })
    expect((await patchTus(origin, id, 0, box.subarray(0, 1000))).headers['upload-offset']).toBe('1000')
    expect((await headTus(origin, id)).headers['upload-offset']).toBe('1000')
    expect((await patchTus(origin, id, 1000, box.subarray(1000))).status).toBe(204)
    expect(readFileSync(fileOf(id)).equals(box)).toBe(true)
    expect(await server.instance.blobs.digest(id)).toEqual(hash32(box))
    const got = await fetch(`${origin}/api/uploads/${toB64u(id)}`)
    expect([got.status, await got.json()]).toEqual([404, { error: 'not-found' }])
  })

  it('send the headers of the API with every answer, and none that speaks to other origins', async () => {
    const id = randomBytes(16)
    const answers = [
      await beginTus(origin, id, SMALLEST),
      await headTus(origin, id),
      await patchTus(origin, id, 0, randomBytes(10)),
      await patchTus(origin, id, 0, randomBytes(10)),
      await sendTus(origin, 'OPTIONS', '/api/uploads'),
      await sendTus(origin, 'PUT', '/api/uploads'),
      await endTus(origin, id),
    ]
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 204, 409, 204, 404, 204])
    for (const { headers } of answers) {
      expect(headers).toMatchObject(securityHeaders('api', { secure: false, development: false }))
      expect(Object.keys(headers).filter(name => name.startsWith('access-control'))).toEqual([])
    }
  })

  it('say what they take', async () => {
    const { headers } = await sendTus(origin, 'OPTIONS', '/api/uploads')
    expect(headers['tus-extension']).toBe('creation,termination')
    expect(headers['tus-max-size']).toBe(String(boxLength(paddedLength('file', 20_000_000))))
  })

  it('begin again while nothing has come, and refuse an id that is taken', async () => {
    const id = randomBytes(16)
    await beginTus(origin, id, SMALLEST)
    expect((await beginTus(origin, id, SMALLEST)).status).toBe(201)
    expect(await beginTus(origin, id, LONG)).toMatchObject({ status: 409, error: 'conflict' })
    await patchTus(origin, id, 0, randomBytes(1))
    expect(await beginTus(origin, id, SMALLEST)).toMatchObject({ status: 409, error: 'conflict' })
    expect((await headTus(origin, id)).headers['upload-offset']).toBe('1')
  })

  it.each<[string, string | number | null]>([
    ['none', null],
    ['nothing', 0],
    ['less than the smallest box', SMALLEST - 1],
    ['no padded length', SMALLEST + 1],
    ['a byte more than the largest', boxLength(paddedLength('file', 20_000_000)) + 1],
    ['the next padded length after the largest', boxLength(paddedLength('file', 21_000_000))],
    ['a negative one', -1],
    ['a fraction', '65606.5'],
    ['an exponent', '1e9'],
    ['hexadecimal', '0x10046'],
    ['two', `${SMALLEST}, ${SMALLEST}`],
    ['more than a number holds', '99999999999999999999'],
    ['infinity', 'Infinity'],
  ])('refuse a length that cannot be: %s', async (_, length) => {
    const before = await rows()
    const headers = { 'upload-length': length, 'upload-metadata': metadataOf(randomBytes(16)) }
    const { status, error } = await sendTus(origin, 'POST', '/api/uploads', headers)
    expect([400, 413]).toContain(status)
    expect(['malformed', 'too-large']).toContain(error)
    expect(await rows()).toBe(before)
  })

  it.each([
    ['none', null],
    ['too short', metadataOf(randomBytes(15))],
    ['too long', metadataOf(randomBytes(17))],
    ['with padding', metadataOf(`${toB64u(randomBytes(16))}==`)],
    ['written in another way', metadataOf(`${toB64u(new Uint8Array(16)).slice(0, -1)}B`)],
    ['a path', metadataOf('../../../../etc/passwd')],
    ['a path of the right length', metadataOf('../../../blobs/ab/cd/x')],
    ['a null byte', metadataOf('AAAAAAAAAAAAAAAAAAAAA\0')],
    ['beside a name', `${metadataOf(randomBytes(16))},filename cGhvdG8uanBn`],
    ['twice', `${metadataOf(randomBytes(16))},${metadataOf(randomBytes(16))}`],
    ['a name of every object', `__proto__ ${Buffer.from(toB64u(randomBytes(16))).toString('base64')}`],
  ])('refuse an id that cannot be: %s', async (_, metadata) => {
    const [before, files] = [await rows(), names().length]
    const headers = { 'upload-length': SMALLEST, 'upload-metadata': metadata }
    expect(await sendTus(origin, 'POST', '/api/uploads', headers)).toMatchObject({ status: 400, error: 'malformed' })
    expect([await rows(), names().length]).toEqual([before, files])
  })

  it.each([
    '/api/uploads/..%2f..%2fsvidok.db',
    '/api/uploads/%2e%2e',
    '/api/uploads/AAAAAAAAAAAAAAAAAAAAA%41',
    '/api/uploads/AAAAAAAAAAAAAAAAAAAAAB',
    '/api/uploads/AAAAAAAAAAAAAAAAAAAAAA',
    '/api/uploads/',
  ])('find nothing at %s', async path => {
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      const headers = { 'upload-offset': 0, 'content-type': 'application/offset+octet-stream' }
      expect([400, 404]).toContain((await sendTus(origin, method, path, headers, randomBytes(3))).status)
    }
    expect(existsSync(join(server.instance.settings.data, 'svidok.db'))).toBe(true)
  })

  it.each<[string, Record<string, string | number | null>, number, string]>([
    ['another version of tus', { 'tus-resumable': '0.2.2' }, 400, 'malformed'],
    ['no version of tus', { 'tus-resumable': null }, 400, 'unsupported'],
    ['a length that comes later', { 'upload-length': null, 'upload-defer-length': 1 }, 400, 'unsupported'],
    ['parts to be joined', { 'upload-concat': 'partial' }, 400, 'unsupported'],
    ['another origin', { origin: 'https://example.org' }, 403, 'forbidden'],
    ['no origin', { origin: null }, 403, 'forbidden'],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 403, 'forbidden'],
  ])('refuse to begin with %s', async (_, change, status, error) => {
    const headers = { 'upload-length': SMALLEST, 'upload-metadata': metadataOf(randomBytes(16)), ...change }
    expect(await sendTus(origin, 'POST', '/api/uploads', headers)).toMatchObject({ status, error })
  })

  it('take no bytes together with the beginning', async () => {
    const headers = { 'upload-length': SMALLEST, 'upload-metadata': metadataOf(randomBytes(16)) }
    const answer = await sendTus(origin, 'POST', '/api/uploads', headers, randomBytes(10))
    expect(answer).toMatchObject({ status: 400, error: 'unsupported' })
  })

  it.each<[string, Record<string, string | number | null>, number, string]>([
    ['another offset', { 'upload-offset': 5 }, 409, 'conflict'],
    ['an offset beyond the end', { 'upload-offset': SMALLEST * 2 }, 409, 'conflict'],
    ['a negative offset', { 'upload-offset': -1 }, 400, 'malformed'],
    ['no offset', { 'upload-offset': null }, 400, 'malformed'],
    ['another type', { 'content-type': 'text/plain' }, 400, 'malformed'],
    ['no type', { 'content-type': null }, 400, 'malformed'],
    ['a length', { 'upload-length': LONG }, 400, 'unsupported'],
    ['another origin', { origin: 'https://example.org' }, 403, 'forbidden'],
  ])('refuse bytes with %s', async (_, change, status, error) => {
    const id = randomBytes(16)
    await beginTus(origin, id, SMALLEST)
    const headers = { 'upload-offset': 0, 'content-type': 'application/offset+octet-stream', ...change }
    const answer = await sendTus(origin, 'PATCH', `/api/uploads/${toB64u(id)}`, headers, randomBytes(10))
    expect(answer).toMatchObject({ status, error })
    expect((await headTus(origin, id)).headers['upload-offset']).toBe('0')
  })

  it('take no byte more than was said, whether the request tells its length or not', async () => {
    const id = randomBytes(16)
    await beginTus(origin, id, SMALLEST)
    expect(await patchTus(origin, id, 0, randomBytes(SMALLEST + 1))).toMatchObject({ status: 413, error: 'too-large' })
    const headers = {
      'upload-offset': 0,
      'content-type': 'application/offset+octet-stream',
      'content-length': null,
      'transfer-encoding': 'chunked',
    }
    const path = `/api/uploads/${toB64u(id)}`
    expect(await sendTus(origin, 'PATCH', path, headers, randomBytes(SMALLEST + 1))).toMatchObject({
      status: 413,
      error: 'too-large',
    })
    expect(readFileSync(fileOf(id)).length).toBe(SMALLEST)
  })

  it('keep what came before the line was cut, and go on there', async () => {
    const [id, box] = [randomBytes(16), randomBytes(LONG)]
    await beginTus(origin, id, box.length)
    const { hostname, port } = new URL(origin)
    const socket = connect(Number(port), hostname)
    const head = `PATCH /api/uploads/${toB64u(id)} HTTP/1.1\r\nhost: x\r\norigin: ${origin}\r\ntus-resumable: 1.0.0\r\n`
    socket.write(`${head}upload-offset: 0\r\ncontent-type: application/offset+octet-stream\r\n`)
    socket.write(`content-length: ${box.length}\r\n\r\n`)
    socket.write(box.subarray(0, 1_000_000))
    while (readFileSync(fileOf(id)).length < 1_000_000) await sleep(5)
    socket.destroy()
    const offset = Number((await headTus(origin, id)).headers['upload-offset'])
    expect(offset).toBe(1_000_000)
    expect((await patchTus(origin, id, offset, box.subarray(offset))).status).toBe(204)
    expect(await server.instance.blobs.digest(id)).toEqual(hash32(box))
  })

  it('end a request whose line is dead when the browser comes again', async () => {
    const [id, box] = [randomBytes(16), randomBytes(LONG)]
    await beginTus(origin, id, box.length)
    const { hostname, port } = new URL(origin)
    const silent = connect(Number(port), hostname)
    const head = `PATCH /api/uploads/${toB64u(id)} HTTP/1.1\r\nhost: x\r\norigin: ${origin}\r\ntus-resumable: 1.0.0\r\n`
    silent.write(`${head}upload-offset: 0\r\ncontent-type: application/offset+octet-stream\r\n`)
    silent.write(`content-length: ${box.length}\r\n\r\n`)
    silent.write(box.subarray(0, 5000))
    while (readFileSync(fileOf(id)).length < 5000) await sleep(5)
    expect((await headTus(origin, id)).headers['upload-offset']).toBe('5000')
    expect((await patchTus(origin, id, 5000, box.subarray(5000))).status).toBe(204)
    silent.destroy()
    expect(readFileSync(fileOf(id)).equals(box)).toBe(true)
  })

  it('go at a sender’s wish, and free their place', async () => {
    const id = randomBytes(16)
    await beginTus(origin, id, SMALLEST)
    expect((await endTus(origin, id)).status).toBe(204)
    expect(existsSync(fileOf(id))).toBe(false)
    expect(await findUpload(server.instance.db, id)).toBeUndefined()
    expect(await endTus(origin, id)).toMatchObject({ status: 404, error: 'not-found' })
    expect((await headTus(origin, id)).status).toBe(404)
    expect((await patchTus(origin, id, 0, randomBytes(1))).status).toBe(404)
  })

  it('begin only with room for all of it beside what others were given; what came stays and can go on', async () => {
    const [first, second] = [randomBytes(16), randomBytes(16)]
    const box = randomBytes(LONG)
    const { keepFreeBytes } = server.instance.settings
    await beginTus(origin, first, box.length)
    await patchTus(origin, first, 0, box.subarray(0, 1000))
    // Room for what others were given is not counted twice: it is held to the test's own uploads.
    for (const { id } of await server.instance.db.selectFrom('uploads').select('id').execute())
      if (toHex(id) !== toHex(first)) await endTus(origin, id)
    free = keepFreeBytes + 2 * box.length - 1001
    expect(await beginTus(origin, second, box.length)).toMatchObject({ status: 507, error: 'full' })
    free += 1
    expect((await beginTus(origin, second, box.length)).status).toBe(201)
    free = keepFreeBytes - 1
    expect(await patchTus(origin, first, 1000, box.subarray(1000))).toMatchObject({ status: 507, error: 'full' })
    free = keepFreeBytes
    expect((await headTus(origin, first)).headers['upload-offset']).toBe('1000')
    expect((await patchTus(origin, first, 1000, box.subarray(1000))).status).toBe(204)
    expect(await server.instance.blobs.digest(first)).toEqual(hash32(box))
  })

  it('write no line that tells of an upload', () => {
    expect(server.lines.filter(line => !/"event":"(migrated|set up)"/.test(line))).toEqual([])
  })
})
