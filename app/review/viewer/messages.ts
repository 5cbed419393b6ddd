import * as z from 'zod/mini'
import type { ShownAs } from '#app/evidence/inspection.ts'

/**
 * What the desk and the frame that shows a file say to each other, over a port of their own. The frame has no origin and
 * no network; what it says counts as hostile.
 */

/** What a frame can show. */
export type Surface = Exclude<ShownAs, 'other'>

/** How much of a file a reviewer wants to be exposed to (D-22). */
export interface Exposure {
  sharp: boolean
  colours: boolean
  sound: boolean
}

/** Words of the controls that stand in the frame. `label`: the name of the file. */
export interface FrameWords {
  label: string
  play: string
  pause: string
  position: string
}

export type ToFrame =
  | { type: 'show'; as: Surface; blob: Blob; words: FrameWords; exposure: Exposure }
  | { type: 'expose'; exposure: Exposure }
  /** Page of a PDF, from 1. */
  | { type: 'page'; n: number }
  /** Times the size that fits; 1 fits. */
  | { type: 'scale'; by: number }
  /** Quarters of a turn, clockwise. */
  | { type: 'turn'; quarters: number }

const Count = z.int().check(z.gte(0), z.lte(1_000_000))

const FromFrame = z.discriminatedUnion('type', [
  /** It is there to be seen. `cut`: the rest of a long text is left out. */
  z.object({
    type: z.literal('shown'),
    pages: z.optional(Count),
    encoding: z.optional(z.enum(['utf-8', 'utf-16', 'windows-1251'])),
    cut: z.optional(z.boolean()),
  }),
  /** The browser cannot show it; `locked`: it asks for a password. */
  z.object({ type: z.literal('failed'), why: z.enum(['unreadable', 'locked']) }),
  /** A page of a PDF was drawn. */
  z.object({ type: z.literal('page'), n: Count }),
  /** Keys that were pressed in the frame. It may ask to be hidden or left, never to show more. */
  z.object({ type: z.literal('key'), key: z.enum(['hide', 'leave']) }),
])
export type FromFrame = z.infer<typeof FromFrame>

/** What a frame said, or null where it is nothing that a frame of ours says. */
export function readFromFrame(value: unknown): FromFrame | null {
  const read = z.safeParse(FromFrame, value)
  return read.success ? read.data : null
}
