// npm test: installs what is needed, runs the checks and every test including the journeys in Chromium and Firefox, prints the counts.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, install, root } from './prepare.mjs'

process.chdir(root)
install()
findBrowser({
  name: 'Chromium',
  setting: 'SVIDOK_CHROMIUM',
  paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  packages: ['chromium', 'fonts-dejavu-core'],
})
findBrowser({
  name: 'Firefox',
  setting: 'SVIDOK_FIREFOX',
  paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
  packages: ['firefox-esr'],
})
const { check } = await import('./check.mjs')
const folder = mkdtempSync(join(tmpdir(), 'svidok-test-'))
const reports = { unit: join(folder, 'unit.json'), whole: join(folder, 'whole.json') }
const report = name => ['--reporter=dot', '--reporter=json', `--outputFile.json=${reports[name]}`]

let checked = true
try {
  check(report('unit'))
} catch (error) {
  checked = false
  console.error(error.message)
}
// A check that failed before the build must not hide what the journeys say.
build()
console.log('journeys, guarantees, attacks …')
const vitest = ['--no-install', 'vitest', 'run', '--project', 'whole', ...report('whole'), '--reporter=verbose']
const whole = spawnSync('npx', vitest, { stdio: 'inherit' })

let passed = 0
let failed = 0
for (const path of Object.values(reports)) {
  const counts = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { numPassedTests: 0, numFailedTests: 1 }
  passed += counts.numPassedTests
  failed += counts.numFailedTests
}
// A check that fails, or a file that fails to load, has no tests to count.
if ((!checked || whole.status !== 0) && failed === 0) failed = 1
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** Finds a browser of the journeys; installs Debian's once, where that may be. */
function findBrowser({ name, setting, paths, packages }) {
  const known = () => [process.env[setting], ...paths].some(path => path && existsSync(path))
  if (known()) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Installing ${name} (once) …`)
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }
    spawnSync('apt-get', ['update', '-qq'], options)
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options)
    if (known()) return
  }
  console.error(`The browser tests need ${name}: install the package "${packages[0]}", or name one in ${setting}.`)
  process.exit(1)
}
