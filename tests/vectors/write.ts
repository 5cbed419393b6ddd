import { sodiumReady } from '#app/crypto/sodium.ts'
import { writeBoxes } from './write/box.ts'
import { writeEvents, writeMessages, writeReceipts } from './write/case.ts'
import { writeKeyLogs } from './write/key-log.ts'
import { writeCustody, writeMembers, writeRecovery } from './write/people.ts'
import { writeSubmissions, writeWraps } from './write/wrap.ts'
import type { Written } from './write/written.ts'

/** Fresh known answers of every success in `v1`, under keys that the vault draws: for other implementations to open. */
export async function writeVectors(): Promise<Written[]> {
  await sodiumReady()
  return [
    ...writeBoxes(),
    ...writeWraps(),
    ...writeSubmissions(),
    ...writeReceipts(),
    ...writeMessages(),
    ...writeEvents(),
    ...writeKeyLogs(),
    ...writeMembers(),
    ...(await writeRecovery()),
    ...writeCustody(),
  ]
}
