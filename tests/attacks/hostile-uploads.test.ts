import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boxLength } from '#app/crypto/box-form.ts'
import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { launchBrowser, Seat } from '#tests/support/browser.ts'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { readTarget, sealSample, sendSubmission, writeSample } from '#tests/support/sample.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { beginTus, headTus, metadataOf, patchTus, sendTus } from '#tests/support/tus.ts'

const SMALLEST = boxLength(65_536)

describe('somebody who means harm to uploads', () => {
  let server: TestServer
  let browser: Browser
  let elsewhere: Server

  beforeAll(async () => {
    server = await startServer()
    await setUpOrganisation(server.origin, server.setUpCode)
    browser = await launchBrowser()
    elsewhere = createServer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>elsewhere</title>'),
    )
    await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    await browser.close()
    elsewhere.close()
    await server.end()
  })

  const uploads = () => readdirSync(join(server.data, 'uploads')).length

  it('has a page of another origin that can neither begin, go on, look nor end', async () => {
    const id = randomBytes(16)
    await beginTus(server.origin, id, SMALLEST)
    const before = uploads()
    const origin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
    const seat = await Seat.take(browser, origin)
    seat.expectComplaint(/./)
    await seat.open('/')
    const tried = await seat.page.evaluate(
      async ({ endpoint, one, metadata, length }) => {
        const tus = { 'tus-resumable': '1.0.0' }
        const offset = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
        const begin = { ...tus, 'upload-length': String(length), 'upload-metadata': metadata }
        const ask = (address: string, options: RequestInit) =>
          fetch(address, options).then(
            answer => answer.type,
            () => 'refused',
          )
        return [
          await ask(endpoint, { method: 'POST', headers: begin }),
          await ask(one, { method: 'PATCH', headers: offset, body: 'bytes' }),
          await ask(one, { method: 'HEAD', headers: tus }),
          await ask(one, { method: 'HEAD' }),
          await ask(one, { method: 'DELETE', headers: tus }),
          // What no preflight stops reaches the server; nothing of the answer comes back.
          await ask(endpoint, { method: 'POST', mode: 'no-cors', body: 'bytes' }),
          await ask(one, { mode: 'no-cors' }),
        ]
      },
      {
        endpoint: `${server.origin}/api/uploads`,
        one: `${server.origin}/api/uploads/${toB64u(id)}`,
        metadata: metadataOf(randomBytes(16)),
        length: SMALLEST,
      },
    )
    expect(tried.slice(0, 5)).toEqual(['refused', 'refused', 'refused', 'refused', 'refused'])
    expect(['opaque', 'refused']).toContain(tried[5])
    expect(uploads()).toBe(before)
    expect((await headTus(server.origin, id)).headers['upload-offset']).toBe('0')
    await seat.leave()
  })

  it('reads no upload without a session, not even with its id', async () => {
    const id = randomBytes(16)
    await beginTus(server.origin, id, SMALLEST)
    await patchTus(server.origin, id, 0, randomBytes(SMALLEST))
    for (const [path, status] of [
      [`/api/uploads/${toB64u(id)}`, 404],
      [`/api/uploads/${toB64u(id)}/`, 404],
      [`/api/desk/files/${toB64u(id)}`, 401],
    ] as const) {
      const answer = await fetch(server.origin + path, { headers: { range: 'bytes=0-10' } })
      expect([answer.status, (await answer.arrayBuffer()).byteLength < 100]).toEqual([status, true])
    }
  })

  it('asks for other methods by headers in vain', async () => {
    const id = randomBytes(16)
    await beginTus(server.origin, id, SMALLEST)
    const path = `/api/uploads/${toB64u(id)}`
    for (const method of ['POST', 'GET', 'PUT'])
      expect((await sendTus(server.origin, method, path, { 'x-http-method-override': 'DELETE' })).status).toBe(404)
    expect((await headTus(server.origin, id)).status).toBe(200)
  })

  it('sends lines that tell another host or address, and they are written nowhere', async () => {
    const headers = {
      'upload-length': SMALLEST,
      'upload-metadata': metadataOf(randomBytes(16)),
      forwarded: 'for=192.0.2.77;host=evil.example;proto=https',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'gopher',
      'x-forwarded-for': '192.0.2.77',
    }
    const { status, headers: answered } = await sendTus(server.origin, 'POST', '/api/uploads', headers)
    expect([status, answered.location]).toEqual([201, expect.stringMatching(/^\/api\/uploads\/[\w-]{22}$/)])
    expect(server.output).not.toMatch(/192\.0\.2\.77|evil|gopher/)
  })

  it('floods it with beginnings, and the account of a witness is still taken', async () => {
    const many = Array.from({ length: 300 }, () => beginTus(server.origin, randomBytes(16), SMALLEST))
    for (const { status } of await Promise.all(many)) expect(status).toBe(201)
    const { body } = sealSample(await readTarget(server.origin), writeSample('Свідчення'))
    expect((await sendSubmission(server.origin, body)).status).toBe(200)
  })
})
