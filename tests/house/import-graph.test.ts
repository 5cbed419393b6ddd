import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PlantedHouse, root } from '#tests/support/planted.ts'

interface Violation {
  from: string
  rule: { name: string }
}

/** One violation for each rule of .dependency-cruiser.cjs: where it is planted, and what. */
const PLANTED: Record<string, { path: string; text: string }> = {
  'no-cycles': { path: 'app/ui/planted-circle.ts', text: `export * from './planted-circle-back.ts'` },
  'one-importer-of-libsodium': { path: 'app/trust/planted-sodium.ts', text: `import 'libsodium-wrappers'` },
  'crypto-knows-only-itself': { path: 'app/crypto/planted.ts', text: `import 'zod/mini'` },
  'testimony-knows-only-zod': { path: 'app/testimony/planted.ts', text: `import '../crypto/seal.ts'` },
  'trust-knows-crypto-and-zod': { path: 'app/trust/planted-react.ts', text: `import 'react'` },
  'wire-knows-bytes': { path: 'app/wire/planted.ts', text: `import '../crypto/box.ts'` },
  'evidence-knows-bytes-and-readers': { path: 'app/evidence/planted.ts', text: `import '../crypto/seal.ts'` },
  'intake-never-opens': { path: 'app/intake/planted.ts', text: `import './planted-step.ts'` },
  'review-and-admin-do-not-meet': { path: 'app/review/planted.ts', text: `import '../admin/planted-door.ts'` },
  'admin-and-review-do-not-meet': { path: 'app/admin/planted.ts', text: `import '../review/planted-door.ts'` },
  'ui-knows-no-room': { path: 'app/ui/planted.ts', text: `import '../crypto/bytes.ts'` },
  'app-never-runs-the-server': { path: 'app/keyring/planted.ts', text: `import '../../server/planted-door.ts'` },
  'server-never-opens': { path: 'server/planted.ts', text: `import '../app/wire/planted-way.ts'` },
  'db-knows-no-room': { path: 'db/planted.ts', text: `import '../app/crypto/bytes.ts'` },
  'no-storage-of-tests-in-the-product': { path: 'server/planted-test.ts', text: `import '../tests/support/ports.ts'` },
}

/** Further doors of a rule that has several. */
const ALSO: [rule: string, path: string, text: string][] = [
  ['intake-never-opens', 'app/intake/files/hidden-file.ts', `import '../../crypto/open-file.ts'`],
  ['server-never-opens', 'server/hidden-file.ts', `import '../app/crypto/open-file.ts'`],
]

/** Steps on the way, for rules that follow imports of imports. */
const DOORS = {
  'app/ui/planted-circle-back.ts': `export * from './planted-circle.ts'`,
  'app/intake/planted-step.ts': `import '../crypto/open.ts'`,
  'app/wire/planted-way.ts': `import '../crypto/open.ts'`,
  'app/admin/planted-door.ts': 'export const door = 1',
  'app/review/planted-door.ts': 'export const door = 1',
  'server/planted-door.ts': 'export const door = 1',
  'app/intake/planted-starter.ts': `import url from './planted-worker.ts?worker&url'\nexport const start = url`,
  'app/intake/planted-worker.ts': `import '../crypto/open.ts'`,
}

describe('the import graph', () => {
  const house = new PlantedHouse([
    'app',
    'server',
    'db',
    'tests/support/ports.ts',
    '.dependency-cruiser.cjs',
    'tsconfig.json',
    'package.json',
  ])
  let violations: Violation[] = []

  beforeAll(() => {
    for (const { path, text } of Object.values(PLANTED)) house.plant(path, `${text}\n`)
    for (const [, path, text] of ALSO) house.plant(path, `${text}\n`)
    for (const [path, text] of Object.entries(DOORS)) house.plant(path, `${text}\n`)
    const cli = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
    const run = spawnSync(process.execPath, [cli, '--output-type', 'json', 'app', 'server', 'db'], {
      cwd: house.folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    violations = (JSON.parse(run.stdout) as { summary: { violations: Violation[] } }).summary.violations
  })
  afterAll(() => house.remove())

  it('has a planted violation for every rule', () => {
    const config = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
      forbidden: { name: string }[]
    }
    expect(Object.keys(PLANTED).sort()).toEqual(config.forbidden.map(rule => rule.name).sort())
  })

  it.each(ALSO)('refuses another violation of %s: %s', (name, path) => {
    expect(violations.filter(each => each.from === path).map(each => each.rule.name)).toContain(name)
  })

  it.each(Object.entries(PLANTED))('refuses a violation of %s', (name, { path }) => {
    expect(
      violations.filter(each => each.from.startsWith(path.replace('.ts', ''))).map(each => each.rule.name),
    ).toContain(name)
  })

  it('follows what starts a worker into the worker', () => {
    const found = violations.filter(each => each.from === 'app/intake/planted-starter.ts').map(each => each.rule.name)
    expect(found).toContain('intake-never-opens')
  })
})
