import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { PlantedHouse, root } from '#tests/support/planted.ts'

const ROUTE = 'app/routes/witness/route.tsx'

describe('the build', () => {
  const house = new PlantedHouse([
    'app',
    'server',
    'db',
    'public',
    'vite.config.ts',
    'remix.config.js',
    'tsconfig.json',
    'package.json',
  ])
  afterAll(() => house.remove())

  it.each([
    ['the database', '#db/schema.ts'],
    ['the server', '#server/env.ts'],
    ['a driver', 'better-sqlite3'],
    ['a module of Node', 'node:child_process'],
  ])('refuses a page that imports %s', (_, specifier) => {
    const route = readFileSync(join(root, ROUTE), 'utf8')
    const used = route.replace('{ alone: true }', '{ alone: true, planted }')
    expect(used).not.toBe(route)
    house.plant(ROUTE, `import * as planted from '${specifier}'\n${used}`)
    const cli = join(root, 'node_modules/@remix-run/dev/dist/cli.js')
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'vite:build', '--logLevel', 'error'], {
      cwd: house.folder,
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production' },
    })
    expect(stdout + stderr).toContain('Import denied')
    expect(status).not.toBe(0)
  })
})
