// npm run bench [-- NAME … --out FILE --tiny --mebibytes N]: measures against the goals that the README tells, prints tables, writes JSON.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { benches, type BenchName } from '#tests/bench/benches.ts'
import { formatMeasured, machineFacts, type Measured } from '#tests/bench/measure.ts'
import { build } from './prepare.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'build/bench.json' },
    tiny: { type: 'boolean', default: false },
    // Of the file that is sent as evidence.
    mebibytes: { type: 'string' },
  },
})
const names = Object.keys(benches) as BenchName[]
const unknown = positionals.filter(name => !names.includes(name as BenchName))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  process.exit(1)
}

build()
const machine = machineFacts()
console.log(
  Object.entries(machine)
    .map(([fact, value]) => `${fact} ${value}`)
    .join(' · '),
)
const mebibytes = values.mebibytes === undefined ? undefined : Number(values.mebibytes)
const measured: Measured[] = []
for (const name of positionals.length > 0 ? names.filter(name => positionals.includes(name)) : names) {
  const result = await benches[name](values.tiny ? 'tiny' : 'full', mebibytes)
  measured.push(result)
  console.log(formatMeasured(result))
}
mkdirSync(dirname(values.out), { recursive: true })
writeFileSync(values.out, `${JSON.stringify({ machine, tiny: values.tiny, measured }, null, 2)}\n`)
console.log(`\nWritten to ${values.out}`)
