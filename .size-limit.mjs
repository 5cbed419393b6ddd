import { readdirSync, readFileSync } from 'node:fs'

// What the witness's page loads until it can be read (S1), and what sealing adds (S2). The journeys count the bytes of the
// whole page on the wire, HTML and form included; this holds the scripts and styles at every build.
const ASSETS = 'build/client/assets'
const names = readdirSync(ASSETS)
const manifestFile = names.find(name => /^manifest-\w+\.js$/.test(name))
const manifest = JSON.parse(/=(\{.*\})/s.exec(readFileSync(`${ASSETS}/${manifestFile}`, 'utf8'))[1])
const page = [manifest.entry, manifest.routes['routes/witness/route']]
const files = [
  ...page.flatMap(part => [part.module, ...(part.imports ?? []), ...(part.css ?? [])]),
  ...(manifest.routes.root.css ?? []),
]
const firstView = [...new Set(files)].map(path => `build/client${path}`)
const smallestVault = names
  .filter(name => /^libsodium-wrappers-[\w-]+\.js$/.test(name))
  .sort((a, b) => readFileSync(`${ASSETS}/${a}`).length - readFileSync(`${ASSETS}/${b}`).length)[0]

export default [
  { name: 'witness, first view', path: firstView, limit: '60 kB' },
  { name: 'witness, with the vault', path: [...firstView, `${ASSETS}/${smallestVault}`], limit: '185 kB' },
]
