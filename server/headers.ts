/** What kind of answer a header set belongs to. */
export type AnswerKind = 'witness' | 'member' | 'worker' | 'asset' | 'viewer' | 'api'

const FEATURES = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'compute-pressure',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'interest-cohort',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'speaker-selection',
  'storage-access',
  'sync-xhr',
  'unload',
  'usb',
  'window-management',
  'xr-spatial-tracking',
]

/** A witness records a voice; an administrator copies the pinned link. */
const USED: Record<'witness' | 'member', string> = { witness: 'microphone', member: 'clipboard-write' }

const page = [
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

const POLICY: Record<AnswerKind, string> = {
  // Either starts workers, by the one policy of app/wire/worker.ts: the witness's page to seal files. A recording is played
  // back from that page's own memory before it is sent.
  witness: [...page, 'media-src blob:', "worker-src 'self'", 'trusted-types app'].join('; '),
  member: [...page, "worker-src 'self'", "frame-src 'self'", 'trusted-types app'].join('; '),
  // A worker lives under the policy of its own file, any other script under that of the page.
  worker: [...page, "trusted-types 'none'"].join('; '),
  asset: "default-src 'none'; frame-ancestors 'none'",
  // Shows files of strangers: no origin, no network, no script but its own (`viewerPolicy`).
  viewer: [
    'sandbox allow-scripts',
    "default-src 'none'",
    'img-src blob:',
    'media-src blob:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
  api: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
}

/** While developing, Vite needs inline styles and scripts, and a socket. */
const DEVELOPMENT =
  "default-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src 'self' ws:; img-src 'self' data:; frame-ancestors 'none'"

export interface HeaderOptions {
  /** The origin is https. */
  secure: boolean
  development: boolean
}

/** The policy of a document that shows files, with hashes of its one script and its one style as a policy writes them. */
export function viewerPolicy(script: string, style: string): string {
  // A PDF may hold pictures that are opened by WebAssembly.
  return `${POLICY.viewer}; script-src '${script}' 'wasm-unsafe-eval'; style-src '${style}'`
}

/** The exact security headers of an answer. A test holds them, so that they do not broaden unseen. */
export function securityHeaders(kind: AnswerKind, { secure, development }: HeaderOptions): Record<string, string> {
  const file = kind === 'worker' || kind === 'asset' || kind === 'viewer'
  return {
    'content-security-policy': development && kind !== 'api' ? DEVELOPMENT : POLICY[kind],
    // A document without an origin is of another origin than the page that embeds it; it holds nothing of anybody.
    'cross-origin-resource-policy': kind === 'viewer' ? 'cross-origin' : 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...(kind === 'asset' ? {} : { 'cross-origin-embedder-policy': 'require-corp' }),
    ...(file ? {} : { 'cache-control': 'no-store', 'x-frame-options': 'DENY' }),
    ...(kind === 'witness' || kind === 'member' ? pageHeaders(kind) : {}),
    ...(kind === 'viewer' ? { 'permissions-policy': permissions(() => '()'), 'x-dns-prefetch-control': 'off' } : {}),
    ...(kind === 'witness' ? { vary: 'Accept-Language' } : {}),
    ...(secure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  }
}

/** What means something on a document alone. */
function pageHeaders(kind: 'witness' | 'member'): Record<string, string> {
  const allowed = (feature: string) => (feature === USED[kind] ? '(self)' : '()')
  return {
    'cross-origin-opener-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': permissions(allowed),
    'x-dns-prefetch-control': 'off',
    'x-robots-tag': 'noindex, nofollow',
  }
}

const permissions = (allowed: (feature: string) => string) =>
  FEATURES.map(feature => `${feature}=${allowed(feature)}`).join(', ')

const MEMBER_PAGES = /^\/(?:desk|set-up|join|recover)(?:[/.]|$)/

/** The kind of a file. */
export function kindOfFile(path: string): 'worker' | 'viewer' | 'asset' {
  if (/^\/viewer\/[a-z]+\.html$/.test(path)) return 'viewer'
  return /-worker-[\w-]+\.js$/.test(path) ? 'worker' : 'asset'
}

/** The kind of a path that no file answers. */
export function kindOf(path: string): AnswerKind {
  if (path.startsWith('/api/') || path === '/api' || path.startsWith('/__manifest')) return 'api'
  return MEMBER_PAGES.test(path) ? 'member' : 'witness'
}
