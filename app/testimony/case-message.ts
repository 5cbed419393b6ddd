import * as z from 'zod/mini'
import { FileEntry } from './codec.ts'

/** The JSON of the witness's messages that this version knows (FORMAT.md §6). */

const Hash = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))

/** The newest message of the other direction that the author opened. */
const Seen = z.object({ seq: z.int(), hash: Hash })

/** What every message says, whatever its kind. `prev`: b64u(H(32, box)) of the author's message before, absent at seq 1. */
const MessageHead = z.object({
  v: z.int(),
  kind: z.string(),
  at: z.string(),
  prev: z.optional(Hash),
  seen: z.optional(Seen),
})
export type MessageHead = z.infer<typeof MessageHead>

/** Files that follow the account. */
export const MoreMessage = z.extend(MessageHead, {
  v: z.literal(1),
  kind: z.literal('more'),
  files: z.array(FileEntry),
})
export type MoreMessage = z.infer<typeof MoreMessage>

/**
 * The JSON of a witness's verified message: its head, and with it the message where this version knows the kind. Null: not of
 * this form (`malformed`).
 */
export function readWitnessMessage(value: unknown): { head: MessageHead; more: MoreMessage | null } | null {
  const head = z.safeParse(MessageHead, value)
  if (!head.success) return null
  if (head.data.kind !== 'more' || head.data.v !== 1) return { head: head.data, more: null }
  const more = z.safeParse(MoreMessage, value)
  return more.success ? { head: head.data, more: more.data } : null
}
