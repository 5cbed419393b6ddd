// npm run scrub: reads every sealed file again and says which are missing or changed; ends with 1 when there are any.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { openDatabase } from '#db/database.ts'
import { openBlobs } from '#server/blobs.ts'
import { readSettings } from '#server/env.ts'
import { scrub } from '#server/scrub.ts'

if (existsSync('.env')) process.loadEnvFile('.env')
const { data } = readSettings(process.env)
const file = join(data, 'svidok.db')
if (!existsSync(file)) {
  console.error(`There is no database in ${data}. SVIDOK_DATA names the folder.`)
  process.exit(1)
}
await sodiumReady()
const database = openDatabase(file)
const { files, bytes, missing, differ, unknown } = await scrub({
  db: database.db,
  blobs: await openBlobs(data, () => new Date()),
})
await database.db.destroy()
for (const name of missing) console.log(`missing ${name}`)
for (const name of differ) console.log(`changed ${name}`)
for (const name of unknown) console.log(`unknown ${name}`)
console.log(`${files} files, ${bytes} bytes read: ${missing.length} missing, ${differ.length} changed.`)
if (unknown.length > 0) console.log(`${unknown.length} files that the database does not know.`)
process.exit(missing.length + differ.length > 0 ? 1 : 0)
