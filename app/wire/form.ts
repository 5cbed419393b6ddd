import * as z from 'zod/mini'

/** A form in exact texts: its structure, and words by language (GET /api/form/<length>/<language>, GET /api/forms/<hash>). */
export const FormAnswer = z.object({ form: z.string(), words: z.record(z.string(), z.string()) })
export type FormAnswer = z.infer<typeof FormAnswer>
