import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '#tests/support/planted.ts'

const folders = ['app/ui', 'app/intake']
const sheets = folders.flatMap(folder =>
  readdirSync(join(root, folder))
    .filter(name => name.endsWith('.css'))
    .map(name => join(folder, name)),
)

/** What names left or right, as a property, a corner or a value; and shorthands whose four sides differ there. */
const PHYSICAL = [
  /(?:^|[\s;{])(?:[a-z-]+-)?(?:left|right)(?:-[a-z]+)?\s*:/,
  /:[^;]*\b(?:left|right)\b/,
  /\b(?:margin|padding|inset|border-(?:width|style|color))\s*:\s*\S+\s+(\S+)\s+\S+\s+(?!\1\s*;)\S+\s*;/,
]
const isPhysical = (line: string) => PHYSICAL.some(pattern => pattern.test(line))

describe('the sheets of the witness’s page', () => {
  it('know a start and an end, no left and no right', () => {
    expect(sheets.length).toBeGreaterThan(8)
    for (const sheet of sheets) {
      const lines = readFileSync(join(root, sheet), 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .split('\n')
      expect(lines.filter(isPhysical), sheet).toEqual([])
    }
  })

  it.each([
    'margin-left: 1px;',
    '  left: 0;',
    'text-align: right;',
    'border-top-left-radius: 1px;',
    'padding: 1px 2px 3px 4px;',
  ])('would not pass with %s', line => expect(isPhysical(line)).toBe(true))

  it.each(['margin-inline-start: 1px;', 'padding: 1px 2px 3px;', 'padding: 1px 2px 3px 2px;', 'text-align: end;'])(
    'pass with %s',
    line => expect(isPhysical(line)).toBe(false),
  )
})
