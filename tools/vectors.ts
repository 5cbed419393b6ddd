// npm run vectors -- FOLDER: runs every known answer of a folder through the vault.
// npm run vectors -- --write FOLDER: writes fresh ones, for other implementations to open.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Outcome, runVector } from '#tests/vectors/run.ts'
import { writeVectors } from '#tests/vectors/write.ts'

const USAGE = 'usage: npm run vectors -- [--write] FOLDER'

async function run(folder: string): Promise<number> {
  const files = readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .sort()
  let failed = 0
  for (const file of files) {
    const { passed, reason } = await runFile(join(folder, file))
    if (passed) continue
    failed++
    console.log(`${file}: ${reason}`)
  }
  console.log(`${files.length - failed} passed, ${failed} failed`)
  return failed > 0 || files.length === 0 ? 1 : 0
}

async function runFile(path: string): Promise<Outcome> {
  try {
    return await runVector(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    return { name: path, passed: false, reason: String(error) }
  }
}

async function write(folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true })
  const vectors = await writeVectors()
  for (const vector of vectors) writeFileSync(join(folder, `${vector.name}.json`), `${JSON.stringify(vector)}\n`)
  console.log(`${vectors.length} written`)
  return 0
}

const words = process.argv.slice(2)
const folder = words.find(word => !word.startsWith('--'))
if (folder === undefined || words.some(word => word.startsWith('--') && word !== '--write')) {
  console.error(USAGE)
  process.exitCode = 2
} else {
  process.exitCode = await (words.includes('--write') ? write : run)(folder)
}
