import { describe, expect, it } from 'vitest'
import { kindOf, kindOfFile, securityHeaders, viewerPolicy, type AnswerKind } from './headers.ts'

const everything = {
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}
const embedded = { ...everything, 'cross-origin-embedder-policy': 'require-corp' }
const document = {
  ...embedded,
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
}
const page =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
const exact: Record<AnswerKind, Record<string, string>> = {
  witness: {
    ...document,
    'content-security-policy': `${page}; media-src blob:; worker-src 'self'; trusted-types app`,
    vary: 'Accept-Language',
  },
  member: { ...document, 'content-security-policy': `${page}; worker-src 'self'; frame-src 'self'; trusted-types app` },
  worker: { ...embedded, 'content-security-policy': `${page}; trusted-types 'none'` },
  viewer: {
    ...embedded,
    'cross-origin-resource-policy': 'cross-origin',
    'content-security-policy':
      "sandbox allow-scripts; default-src 'none'; img-src blob:; media-src blob:; worker-src blob:; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    'x-dns-prefetch-control': 'off',
  },
  asset: { ...everything, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" },
  api: {
    ...embedded,
    'content-security-policy':
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': 'no-store',
    'x-frame-options': 'DENY',
  },
}

describe('the headers of every kind of answer', () => {
  it.each(Object.keys(exact) as AnswerKind[])('%s: exactly these', kind => {
    const { 'permissions-policy': permissions, ...headers } = securityHeaders(kind, {
      secure: false,
      development: false,
    })
    expect(headers).toEqual(exact[kind])
    if (kind !== 'witness' && kind !== 'member' && kind !== 'viewer') return expect(permissions).toBeUndefined()
    const features = permissions!.split(', ')
    expect(features.length).toBeGreaterThan(30)
    const on = features.filter(feature => !feature.endsWith('=()'))
    expect(on).toEqual({ member: ['clipboard-write=(self)'], witness: ['microphone=(self)'], viewer: [] }[kind])
    for (const feature of ['camera', 'geolocation', 'clipboard-read', 'display-capture', 'usb'])
      expect(features).toContain(`${feature}=()`)
  })

  it('a document that shows files runs its own script and wears its own style, and nothing else', () => {
    expect(viewerPolicy('sha256-A', 'sha256-B')).toBe(
      `${exact.viewer['content-security-policy']}; script-src 'sha256-A' 'wasm-unsafe-eval'; style-src 'sha256-B'`,
    )
  })

  it('pin browsers to https where the origin is https, and only there', () => {
    const secure = securityHeaders('witness', { secure: true, development: false })
    expect(secure['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
    expect(
      securityHeaders('witness', { secure: false, development: false })['strict-transport-security'],
    ).toBeUndefined()
  })

  it.each([
    ['/assets/queue-worker-BXAKTxRC.js', 'worker'],
    ['/assets/transfer-worker-BXAKTxRC.js', 'worker'],
    ['/assets/opaque-worker--_x9.js', 'worker'],
    ['/assets/entry.client-BXAKTxRC.js', 'asset'],
    ['/viewer/pdf.html', 'viewer'],
    ['/viewer/pdf.html.js', 'asset'],
    ['/icon.svg', 'asset'],
  ])('the file %s is %s', (path, kind) => {
    expect(kindOfFile(path)).toBe(kind)
  })

  it.each([
    ['/', 'witness'],
    ['/nowhere', 'witness'],
    ['/deskless', 'witness'],
    ['/_root.data', 'witness'],
    ['/desk', 'member'],
    ['/desk/people', 'member'],
    ['/desk.data', 'member'],
    ['/set-up', 'member'],
    ['/join', 'member'],
    ['/recover', 'member'],
    ['/api/key-log', 'api'],
    ['/__manifest', 'api'],
  ])('%s is %s', (path, kind) => {
    expect(kindOf(path)).toBe(kind)
  })
})
