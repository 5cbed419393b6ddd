import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUpOrganisation } from '#tests/support/organisation.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** Asks byte by byte as it is, without a client's help. */
function ask(origin: string, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(origin + path, { method, headers, agent: false }, response => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers as Record<string, string>,
          body: Buffer.concat(parts),
        }),
      )
    })
    asked.on('error', reject)
    asked.end()
  })
}

const VISITORS: Record<string, string>[] = [
  {},
  { 'user-agent': 'Mozilla/5.0 (Android 9; Mobile) Firefox/115.0', 'x-forwarded-for': '203.0.113.7' },
  {
    'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)',
    cookie: 'svidok=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  },
  { referer: 'https://example.org/', dnt: '1', 'sec-gpc': '1', 'if-none-match': '"x"' },
]

/** Held word for word: nothing here can broaden unseen. */
const PAGE = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
]
const WITNESS_POLICY = [...PAGE, 'media-src blob:', "worker-src 'self'", 'trusted-types app'].join('; ')
const MEMBER_POLICY = [...PAGE, "worker-src 'self'", "frame-src 'self'", 'trusted-types app'].join('; ')
const API_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
const COMMON = {
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}
const API = { ...COMMON, 'content-security-policy': API_POLICY, 'cache-control': 'no-store', 'x-frame-options': 'DENY' }
const MEMBER = {
  ...API,
  'content-security-policy': MEMBER_POLICY,
  'content-type': 'text/html; charset=utf-8',
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'x-dns-prefetch-control': 'off',
  'x-robots-tag': 'noindex, nofollow',
}
const WITNESS = { ...MEMBER, 'content-security-policy': WITNESS_POLICY }
const ASSET = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'public, max-age=31536000, immutable',
}

/** Of the connection and of one answer's bytes. Everything else is held. */
const FREE = [
  'date',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-encoding',
  'etag',
  'last-modified',
  'vary',
  'permissions-policy',
]
const held = ({ headers }: Answer) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !FREE.includes(name)))

describe('the witness’s page', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
    await setUpOrganisation(server.origin, server.setUpCode, { languages: ['uk', 'ru', 'en', 'crh'] })
  })
  afterAll(() => server.end())

  it.each(['uk', 'ru', 'en', 'crh-Latn', 'crh-Cyrl'])(
    'is the same, byte for byte, for every visitor of %s',
    async language => {
      const pages = await Promise.all(
        VISITORS.map(visitor => ask(server.origin, '/', { ...visitor, 'accept-language': language })),
      )
      expect(pages[0]!.body.toString()).toContain(`<html lang="${language}"`)
      for (const page of pages) {
        expect(page.status).toBe(200)
        expect(page.body.equals(pages[0]!.body)).toBe(true)
        const { date: _, ...headers } = page.headers
        const { date: __, ...first } = pages[0]!.headers
        expect(headers).toEqual(first)
      }
    },
  )

  it('is the same however it is packed', async () => {
    const plain = (await ask(server.origin, '/', { 'accept-language': 'uk' })).body
    const gzip = await ask(server.origin, '/', { 'accept-language': 'uk', 'accept-encoding': 'gzip' })
    const brotli = await ask(server.origin, '/', { 'accept-language': 'uk', 'accept-encoding': 'br, gzip' })
    expect([gzip.headers['content-encoding'], brotli.headers['content-encoding']]).toEqual(['gzip', 'br'])
    expect(gunzipSync(gzip.body).equals(plain)).toBe(true)
    expect(brotliDecompressSync(brotli.body).equals(plain)).toBe(true)
  })

  it('sets no cookie, on no address that a witness can ask for', async () => {
    for (const path of [
      '/',
      '/?x=1',
      '/api/key-log',
      '/api/form/express/uk',
      '/icon.svg',
      '/robots.txt',
      '/table',
      '/nothing-here',
      '/api/nothing-here',
    ]) {
      expect([path, (await ask(server.origin, path)).headers['set-cookie']]).toEqual([path, undefined])
    }
  })

  it('holds no script but from its own origin: nothing inline that runs, no nonce, no handler, no style attribute', async () => {
    for (const path of ['/', '/desk', '/set-up', '/join', '/recover', '/nothing-here']) {
      const html = (await ask(server.origin, path)).body.toString()
      const scripts = [...html.matchAll(/<script\b([^>]*)>([^<]*)/g)]
      expect(scripts.length).toBeGreaterThan(0)
      for (const [, attributes, inside] of scripts) {
        if (attributes!.includes('type="application/json"')) continue
        expect(attributes).toMatch(/src="\/assets\/[\w.-]+\.js"/)
        expect(inside).toBe('')
      }
      expect(html).not.toMatch(/\s(nonce|integrity|style|on[a-z]+)=/)
      for (const [, address] of html.matchAll(/\s(?:src|href)="([^"]*)"/g)) expect(address).toMatch(/^(\/|#)/)
    }
  })

  it('leaves for a neutral page that has the same headers, no script and not a word of the form', async () => {
    const answer = await ask(server.origin, '/table', { 'accept-language': 'uk' })
    expect(answer.status).toBe(200)
    expect(held(answer)).toEqual(WITNESS)
    const html = answer.body.toString()
    expect(html).toContain('<title>Таблиця множення</title>')
    expect(html).not.toMatch(/<script|modulepreload|анкет|свідч|svidok/i)
  })

  it('has exactly these headers', async () => {
    const answer = await ask(server.origin, '/')
    expect(answer.status).toBe(200)
    expect(held(answer)).toEqual(WITNESS)
    expect(answer.headers['vary']).toContain('Accept-Language')
    const features = answer.headers['permissions-policy']!.split(', ')
    for (const feature of [
      'camera',
      'geolocation',
      'clipboard-read',
      'clipboard-write',
      'usb',
      'idle-detection',
      'local-fonts',
    ]) {
      expect(features).toContain(`${feature}=()`)
    }
    // A voice is recorded on this page alone.
    expect(features.filter(feature => !feature.endsWith('=()'))).toEqual(['microphone=(self)'])
  })

  it.each(['/desk', '/desk/people', '/desk/keys', '/set-up', '/join', '/recover'])(
    'of members (%s) has exactly these headers',
    async path => {
      const answer = await ask(server.origin, path)
      expect(answer.status).toBe(200)
      expect(held(answer)).toEqual(MEMBER)
      const used = answer.headers['permissions-policy']!.split(', ').filter(feature => !feature.endsWith('=()'))
      expect(used).toEqual(['clipboard-write=(self)'])
    },
  )

  it('that is not there has exactly the headers of the witness’s', async () => {
    const answer = await ask(server.origin, '/nothing-here')
    expect(answer.status).toBe(404)
    expect(held(answer)).toEqual(WITNESS)
  })

  it.each([
    ['GET', '/api/key-log', 200],
    ['GET', '/api/words/uk', 200],
    ['GET', '/api/form/express/uk', 200],
    ['GET', '/api/desk/state', 401],
    ['POST', '/api/submissions', 403],
    ['GET', '/api/nothing-here', 404],
  ])('and the answer to %s %s (%s) has exactly these headers', async (method, path, expected) => {
    const answer = await ask(server.origin, path, {}, method)
    expect(answer.status).toBe(expected)
    const { 'content-type': type, ...headers } = held(answer)
    expect(type).toMatch(/^application\/json/)
    expect(headers).toEqual(API)
  })

  it('and its assets are kept for ever, under a policy of their own, packed', async () => {
    const html = (await ask(server.origin, '/')).body.toString()
    const assets = [...html.matchAll(/"(\/assets\/[\w.-]+\.(?:js|css))"/g)].map(match => match[1]!)
    expect(assets.length).toBeGreaterThan(3)
    for (const asset of new Set(assets)) {
      const answer = await ask(server.origin, asset, { 'accept-encoding': 'br' })
      expect(answer.status).toBe(200)
      const { 'content-type': type, ...headers } = held(answer)
      expect(type).toMatch(/^text\/(javascript|css)/)
      expect(headers).toEqual(ASSET)
      if (Number(answer.headers['content-length']) > 1000) expect(answer.headers['content-encoding']).toBe('br')
    }
  })
})
