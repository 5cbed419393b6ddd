import { isBusy } from '#db/database.ts'
import type { Instance } from './instance.ts'

const SECOND = 1000
const TRIES = 8

/**
 * Cuts the write-ahead log, in which what was deleted stands until then. What was committed counts whatever comes of it: while another
 * process reads the file, it is postponed and tried again for some minutes; a stop of the server does it, too.
 */
export async function cutLog({ database, log }: Pick<Instance, 'database' | 'log'>, tries = TRIES): Promise<void> {
  const cut = await database.checkpoint().catch((error: unknown) => {
    if (isBusy(error)) return false
    throw error
  })
  if (cut) return
  log({ event: 'checkpoint postponed' })
  if (tries <= 1) return
  const again = () => void cutLog({ database, log }, tries - 1).catch(() => undefined)
  setTimeout(again, SECOND * 2 ** (TRIES - tries)).unref()
}
