import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startInProcess, type InProcessServer } from '#tests/support/in-process.ts'
import { createAssets } from './assets.ts'
import { securityHeaders, viewerPolicy, type AnswerKind } from './headers.ts'

/** Set by HTTP itself. */
const BESIDE = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']

function headersOf(response: Response): Record<string, string> {
  return Object.fromEntries([...response.headers].filter(([name]) => !BESIDE.includes(name)))
}

describe('every kind of answer', () => {
  let server: InProcessServer
  const folder = mkdtempSync(join(tmpdir(), 'svidok-assets-'))
  const secure = false

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'assets', 'entry-AbC.js'), 'plain')
    writeFileSync(join(folder, 'assets', 'entry-AbC.js.br'), 'brotli')
    writeFileSync(join(folder, 'robots.txt'), 'robots')
    mkdirSync(join(folder, 'viewer'))
    writeFileSync(join(folder, 'viewer', 'plain.html'), '<style>a{}</style><script>one()</script>')
    server = await startInProcess({}, { assets: createAssets(folder, secure) })
  })
  afterAll(async () => {
    await server.end()
    rmSync(folder, { recursive: true })
  })

  const ask = (path: string, init: RequestInit = {}) => fetch(server.origin + path, init)
  const own = (kind: AnswerKind) => securityHeaders(kind, { secure, development: false })
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }

  it("the witness's page has these headers and no others", async () => {
    const answer = await ask('/', { headers: { 'accept-encoding': 'identity' } })
    expect(answer.status).toBe(200)
    expect(headersOf(answer)).toEqual({
      ...own('witness'),
      'content-type': 'text/html',
      vary: 'Accept-Language, Accept-Encoding',
    })
  })

  it('a page of members has these and no others', async () => {
    const answer = await ask('/desk/people', { headers: { 'accept-encoding': 'identity' } })
    expect(headersOf(answer)).toEqual({ ...own('member'), 'content-type': 'text/html', vary: 'Accept-Encoding' })
  })

  it('a page is the same bytes for every visitor', async () => {
    const bodies = await Promise.all(
      [{}, { cookie: 'svidok=abc', referer: 'https://example.org/', 'user-agent': 'another' }].map(async headers => {
        const answer = await ask('/?source=leaflet', { headers })
        return [headersOf(answer), await answer.text()]
      }),
    )
    expect(bodies[0]).toEqual(bodies[1])
  })

  it.each([
    ['a refusal', '/api/key-log', {}, 409],
    ['an unknown address', '/api/nowhere', {}, 404],
    ['a request without a session', '/api/desk/state', {}, 401],
    ['a request from another origin', '/api/sign-in/start', post, 403],
    ['a submission from another origin', '/api/submissions', post, 403],
  ])('%s has the headers of the API and no others', async (_, path, init, status) => {
    const answer = await ask(path, init)
    expect(answer.status).toBe(status)
    expect(headersOf(answer)).toEqual({ ...own('api'), 'content-type': 'application/json' })
    expect(Object.keys((await answer.json()) as object)).toEqual(['error'])
  })

  it('the form comes with the words of one language and the headers of the API', async () => {
    const answer = await ask('/api/form/express/en', { headers: { 'accept-encoding': 'br' } })
    expect(headersOf(answer)).toEqual({
      ...own('api'),
      'content-type': 'application/json',
      'content-encoding': 'br',
      vary: 'Accept-Encoding',
    })
    const { form, words, hash } = server.instance.forms.express
    expect(await answer.json()).toEqual({ form, words: { en: words['en'] } })
    const kept = await ask(`/api/forms/${hash}`)
    expect(await kept.json()).toEqual({ form, words })
  })

  it('a file with a hash in its name never changes', async () => {
    const answer = await ask('/assets/entry-AbC.js', { headers: { 'accept-encoding': 'identity' } })
    const { 'last-modified': modified, ...headers } = headersOf(answer)
    expect(modified).toBeTruthy()
    expect(headers).toEqual({
      ...own('asset'),
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript',
      vary: 'Accept-Encoding',
    })
    const other = await ask('/robots.txt')
    expect(other.headers.get('cache-control')).toBe('public, max-age=3600')
  })

  it('a document that shows files is let run the script that stands in it, by its hash', async () => {
    const answer = await ask('/viewer/plain.html', { headers: { 'accept-encoding': 'identity' } })
    const { 'last-modified': _, 'content-security-policy': policy, ...headers } = headersOf(answer)
    const { 'content-security-policy': __, ...expected } = own('viewer')
    expect(headers).toEqual({
      ...expected,
      'cache-control': 'public, max-age=3600',
      'content-type': 'text/html;charset=utf-8',
      vary: 'Accept-Encoding',
    })
    const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`
    expect(policy).toBe(viewerPolicy(hash('one()'), hash('a{}')))
  })

  it('a page takes no POST, and a file neither', async () => {
    for (const path of ['/', '/desk', '/assets/entry-AbC.js']) {
      const answer = await ask(path, { ...post, headers: { ...post.headers, origin: server.origin } })
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    }
  })

  it('no answer sets a cookie without a sign-in', async () => {
    for (const path of ['/', '/desk', '/set-up', '/api/form/express/en', '/api/key-log'])
      expect((await ask(path)).headers.getSetCookie()).toEqual([])
  })
})
