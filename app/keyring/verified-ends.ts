/**
 * How far each member is known to have signed into the account chains, by sign key (b64u): what this page itself has read and
 * verified. In the memory of the page alone.
 */
const ends = new Map<string, number>()

export const verifiedEnds: ReadonlyMap<string, number> = ends

/** Keeps the ends of a whole reading in which nothing was held back. A later one that ends earlier lowers none. */
export function keepEnds(read: ReadonlyMap<string, number>): void {
  for (const [by, n] of read) ends.set(by, Math.max(n, ends.get(by) ?? 0))
}
