import { get, type IncomingMessage } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listedRegions, readRegion } from '#app/testimony/gazetteer.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.end())

/** What goes over the line: headers and body, as they are sent. */
async function take(path: string): Promise<{ answer: IncomingMessage; body: Buffer }> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    get(`${server.origin}${path}`, { headers: { 'accept-encoding': 'gzip, deflate, br' } }, resolve).on(
      'error',
      reject,
    ),
  )
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part as Buffer)
  return { answer, body: Buffer.concat(parts) }
}

describe('a list of places', () => {
  it('is as long for one region as for another on the line, headers and all, so that the length tells nothing', async () => {
    const lengths = new Set<number>()
    for (const region of listedRegions) {
      const { answer, body } = await take(`/places/${region}.json`)
      expect([answer.statusCode, answer.headers['content-encoding']]).toEqual([200, 'br'])
      expect(readRegion(JSON.parse(brotliDecompressSync(body).toString())).region).toBe(region)
      lengths.add(answer.rawHeaders.join('').length + body.length)
    }
    expect(lengths.size).toBe(1)
  })

  it('can run nothing and stands beside the notice of its licence', async () => {
    const { answer } = await take('/places/UA-43.json')
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    const { answer: notice, body } = await take('/places/LICENCE.txt')
    expect(notice.statusCode).toBe(200)
    expect(body.toString()).toMatch(/GeoNames.*Creative Commons Attribution 4\.0/s)
  })
})
