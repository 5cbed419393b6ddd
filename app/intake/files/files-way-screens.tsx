import type { WitnessCase } from '../send-testimony.ts'
import { beginWay } from './files-way.ts'
import type { HeldFiles } from './held-files.ts'
import { lookIntoAll } from './look-inside.ts'
import { sendFiles } from './send-files.ts'

/** All that files need once their account was received: fetched before it is sent. */
export { FilesArrived, FilesQuietly, FilesScreen } from './way-screen.tsx'
export { FilesLine } from './way-line.tsx'

export const startWay = (held: HeldFiles, ids: readonly string[], to: WitnessCase) =>
  beginWay(held, ids, to, { look: lookIntoAll, send: sendFiles })
