import * as z from 'zod/mini'

const Count = z.nullable(z.int().check(z.gte(0)))

/** About how many: whole numbers from–to, and the witness's words where there are some. At least one of them is there. */
export const NumberRange = z.object({ min: Count, max: Count, words: z.nullable(z.string()) })
export type NumberRange = z.infer<typeof NumberRange>

/** A number as it is being filled in: two fields, exactly as typed. */
export interface DraftNumber {
  readonly from: string
  readonly to: string
}

/** What was typed as a range; what is no number stays as words. Null: nothing was typed. */
export function toNumberRange({ from, to }: DraftNumber): NumberRange | null {
  const typed = [from.trim(), to.trim()]
  if (typed.every(text => text === '')) return null
  const [first, last] = typed.map(readCount)
  const words = typed.some(text => text !== '' && readCount(text) === null) ? typed.filter(Boolean).join(' – ') : null
  const counts = [first, last].filter(count => typeof count === 'number')
  if (counts.length < 2) return { min: first ?? null, max: last ?? null, words }
  return { min: Math.min(...counts), max: Math.max(...counts), words }
}

function readCount(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}
