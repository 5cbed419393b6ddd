import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { writeCasesWithFiles } from '#tests/corpus/with-files.ts'
import { signInAsMember } from '#tests/support/member.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const demoFolders = () => readdirSync(tmpdir()).filter(name => name.startsWith('svidok-demo-'))

test('the demo opens with what it prints, and leaves nothing behind', { timeout: 240_000 }, async () => {
  const before = demoFolders()
  const demo = spawn(process.execPath, ['--import', 'tsx', 'tools/demo.ts', '--count', '7'], { cwd: root })
  let printed = ''
  const ended = new Promise<number | null>(resolve => demo.once('exit', resolve))
  const ready = new Promise<void>((resolve, reject) => {
    const take = (part: Buffer) => {
      printed += part.toString()
      if (printed.includes('Ctrl-C')) resolve()
    }
    demo.stdout.on('data', take)
    demo.stderr.on('data', take)
    void ended.then(() => reject(new Error(`the demo ended:\n${printed}`)))
  })
  try {
    await ready
    const after = (words: RegExp) => words.exec(printed)?.[1]?.trim() ?? ''
    const origin = after(/The desk\s+(\S+)\/desk/)
    expect(after(/A receipt code\s+([\d ]+)\n/)).toMatch(/^(\d{5} ){5}\d{5}$/)
    const reviewer = await signInAsMember(origin, 'taras', after(/Reviewer\s+taras\s+(.+)\n/))
    expect(reviewer.desk.roles).toEqual(['reviewer'])
    expect(reviewer.desk.state.submissions).toBe(7 + writeCasesWithFiles({ canary: '' }).length)
    const admin = await signInAsMember(origin, 'olena', after(/Administrator\s+olena\s+(.+)\n/))
    expect(admin.desk.compartments).toEqual(['account', 'contact'])
  } finally {
    demo.kill('SIGINT')
  }
  expect(await ended).toBe(0)
  expect(demoFolders().filter(name => !before.includes(name))).toEqual([])
})
