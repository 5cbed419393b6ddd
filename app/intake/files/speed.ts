const SECOND = 1000
/** What was sent longer ago says little about the line. */
const SPAN = 12 * SECOND

/** How fast bytes are stored, over the last seconds, so that it does not jump with every piece. */
export interface Speed {
  /** `sent`: bytes so far; fewer than before begin anew. Gives bytes per second, null as long as there is nothing to tell. */
  take(sent: number): number | null
}

/** `now`: milliseconds that only grow. */
export function newSpeed(now: () => number): Speed {
  let seen: { at: number; sent: number }[] = []
  return {
    take(sent) {
      const at = now()
      if (sent < (seen.at(-1)?.sent ?? 0)) seen = []
      seen.push({ at, sent })
      while (seen.length > 2 && seen[1]!.at < at - SPAN) seen.shift()
      const [first] = seen
      const took = at - first!.at
      return took < SECOND ? null : ((sent - first!.sent) / took) * SECOND
    },
  }
}
