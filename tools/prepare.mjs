// Installs when the lock or Node changed, builds when sources are newer than the build. Used by start, demo and test.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const STAMP = join(root, 'node_modules', '.svidok-installed')
const BUILT = join(root, 'build', '.built')
const SOURCES = [
  'app',
  'server',
  'db',
  'public',
  'tools/build.mjs',
  'tools/viewer.mjs',
  'tools/gazetteer.ts',
  'tools/gazetteer',
  'package-lock.json',
  'vite.config.ts',
  'remix.config.js',
  'tsconfig.json',
]

/** Runs `npm ci` unless node_modules was made from this lock by this Node. */
export function install() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const stamp = `${createHash('sha256').update(lock).digest('hex')} ${process.versions.modules} ${process.platform} ${process.arch}`
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return
  console.log('Installing libraries (a minute or two, once) …')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'])
  writeFileSync(STAMP, stamp)
}

/** Runs tools/build.mjs unless the build is newer than every source. */
export function build() {
  const built = existsSync(BUILT) ? statSync(BUILT).mtimeMs : 0
  if (built > 0 && SOURCES.every(source => newest(join(root, source)) <= built)) return
  const started = new Date()
  run(process.execPath, [join(root, 'tools', 'build.mjs')])
  writeFileSync(BUILT, '')
  // What changed while it was building counts as newer.
  utimesSync(BUILT, started, started)
}

function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map(name => newest(join(path, name))))
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

if (import.meta.filename === process.argv[1]) install()
