import * as z from 'zod/mini'
import { parseEdtf, type FuzzyDate as Told } from './fuzzy-date.ts'

/** Validates a stored date (D-06). It stands apart because the first view needs dates and no validation. */
export const FuzzyDate: z.ZodMiniType<Told> = z
  .object({
    edtf: z.nullable(z.string().check(z.refine(text => parseEdtf(text) !== null))),
    words: z.nullable(z.string().check(z.minLength(1))),
  })
  .check(z.refine(date => date.edtf !== null || date.words !== null))
