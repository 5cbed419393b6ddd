// npm run check: format, lint, types, import graph, dead code, unit tests, build, page weight. Stops at the first that fails.
import { spawnSync } from 'node:child_process'
import { build, install, root } from './prepare.mjs'

const STEPS = [
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['lint', 'oxlint', ['--type-aware', '--quiet', '--max-warnings', '0']],
  ['types', 'tsc', ['--noEmit', '-p', '.']],
  ['import graph', 'depcruise', ['--output-type', 'err', 'app', 'server', 'db']],
  ['dead code', 'knip', ['--no-progress']],
  ['unit tests', 'vitest', ['run', '--project', 'unit']],
]

/** Runs every step; throws with the output of the first that fails. `vitest` takes the arguments of the test step: a caller may want its own reporter. */
export function check(vitest = []) {
  install()
  for (const [name, command, args] of STEPS) step(name, command, command === 'vitest' ? [...args, ...vitest] : args)
  build()
  step('page weight', 'size-limit', ['--silent'])
}

function step(name, command, args) {
  const started = Date.now()
  process.stdout.write(`${name} … `)
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', command, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  console.log(status === 0 ? `good (${((Date.now() - started) / 1000).toFixed(1)} s)` : 'failed')
  if (status === 0) return
  throw new Error(`${stdout}\n${stderr}\n${name}: failed`)
}

if (import.meta.filename === process.argv[1]) {
  try {
    check()
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
