import * as z from 'zod/mini'
import { Minute } from './consent.ts'

/** How a file came into the page. A picker for pictures may take hidden data off: without it nothing is proved (DOMAIN.md §5.6). */
export const pickers = ['any', 'camera', 'dropped', 'microphone'] as const
export const Picker = z.enum(pickers)
export type Picker = z.infer<typeof Picker>

/** What the witness chose for what a file says of place, time and device (D-19). */
export const hiddenChoices = ['keep', 'copy', 'remove'] as const
export const HiddenChoice = z.enum(hiddenChoices)
export type HiddenChoice = z.infer<typeof HiddenChoice>

/**
 * What the browser recorded of a file, in the manifest (FORMAT.md §4). `added`: when it was picked. `modified`: as the
 * device said. `hidden`: the choice, absent where there was nothing to choose. `parent`: SHA-256 (hex) of the file that this
 * one was made from by taking hidden data off; of `copy` it is another entry, of `remove` it was never sent.
 */
export const FileMeta = z.object({
  picker: z.optional(Picker),
  added: z.optional(Minute),
  modified: z.optional(Minute),
  hidden: z.optional(HiddenChoice),
  parent: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
})
export type FileMeta = z.infer<typeof FileMeta>

/** What of a manifest's `meta` is of this form; the rest is left out. */
export function readFileMeta(meta: Readonly<Record<string, unknown>>): FileMeta {
  const known = Object.entries(FileMeta.shape).flatMap(([name, schema]) => {
    const value = z.safeParse(schema, meta[name])
    return value.success && value.data !== undefined ? [[name, value.data] as const] : []
  })
  return Object.fromEntries(known)
}
