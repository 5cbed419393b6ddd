import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '#tests/support/planted.ts'

const OURS = ['app', 'server', 'db', 'tests', 'tools']
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter(path => path && path !== 'package-lock.json')
const code = files.filter(path => OURS.includes(path.split('/')[0]!) && /\.(ts|tsx|mjs|js|css)$/.test(path))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

describe('the files of the house', () => {
  it('are at most 300 lines long', () => {
    expect(code.length).toBeGreaterThan(100)
    expect(code.filter(path => read(path).trimEnd().split('\n').length > 300)).toEqual([])
  })

  it('are named in kebab-case', () => {
    const named = code.map(path => path.split('/').at(-1)!)
    expect(named.filter(name => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z-]+)+$/.test(name))).toEqual([])
  })

  it('refer to nothing beside the project', () => {
    const beside = new RegExp(['\\.\\./', 'shared/'].join(''))
    expect(files.filter(path => !/\.(png|ico|json)$/.test(path)).filter(path => beside.test(read(path)))).toEqual([])
  })
})
