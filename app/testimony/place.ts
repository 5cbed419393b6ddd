import * as z from 'zod/mini'

/**
 * A place as it is stored (D-07). `text`: what the witness wrote, byte for byte; nothing that is chosen from a list ever
 * changes it. The rest is there only when it was chosen: `region`, `precision`: codes of the form's vocabularies;
 * `katottg`, `geonames`: codes of the settlement; `gazetteer`: the day of the list it was chosen from, `YYYY-MM-DD`;
 * `name_uk`, `raion`: its names in that list, in Ukrainian.
 */
export const Place = z.object({
  text: z.string(),
  region: z.optional(z.string()),
  katottg: z.optional(z.string()),
  geonames: z.optional(z.string()),
  gazetteer: z.optional(z.string()),
  name_uk: z.optional(z.string()),
  raion: z.optional(z.string()),
  precision: z.optional(z.string()),
})
export type Place = z.infer<typeof Place>

/** A settlement that was chosen from a region's list. `shown`: its name on the page, which is not stored. */
export interface DraftSettlement {
  readonly shown: string
  readonly gazetteer: string
  readonly name_uk?: string
  readonly raion?: string
  readonly katottg?: string
  readonly geonames?: string
}

/** A place while it is filled in. `text` is as typed; the rest stands on its own. */
export interface DraftPlace {
  readonly text: string
  readonly region?: string
  readonly settlement?: DraftSettlement
  readonly precision?: string
}

/** The place to store, or null when nothing was written or chosen. White space alone is nothing (D-07). */
export function toPlace({ text, region, settlement, precision }: DraftPlace): Place | null {
  if (text.trim() === '' && !region && !settlement && !precision) return null
  const { shown: _, ...chosen } = settlement ?? { shown: '' }
  return { text, ...(region ? { region } : {}), ...chosen, ...(precision ? { precision } : {}) }
}
