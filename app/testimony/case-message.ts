import * as z from 'zod/mini'
import { FileEntry } from './codec.ts'

/** The JSON of the witness's messages that this version knows (FORMAT.md §6). */

const Hash = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))

/** The newest message of the other direction that the author opened. */
const Seen = z.object({ seq: z.int(), hash: Hash })

/** Files that follow the account. `prev`: b64u(H(32, box)) of the witness's message before, absent at seq 1. */
export const MoreMessage = z.object({
  v: z.literal(1),
  kind: z.literal('more'),
  at: z.string(),
  prev: z.optional(Hash),
  seen: z.optional(Seen),
  files: z.array(FileEntry),
})
export type MoreMessage = z.infer<typeof MoreMessage>
