import { Refused } from './refusal.ts'

/** Slows down whoever guesses, never locks anybody out, and remembers no address. */
export interface Guesses {
  /**
   * Waits as long as recent failures on `key` and on the whole instance ask for, 10 seconds at most, and counts this try as a
   * failure until `succeed`: tries at the same time gain nothing. Throws `busy` while very many wait.
   */
  slow(key: string): Promise<void>
  succeed(key: string): void
}

interface Count {
  failures: number
  at: number
}

const MINUTE = 60_000
const KEYS = 10_000
const INSTANCE = ''
/** More at once are told to come again. */
const WAITING = 1_000

/** Failures are kept in memory and forgotten one a minute; the instance forgets sixty. */
export function createGuesses(clock: () => Date, wait: (milliseconds: number) => Promise<void>): Guesses {
  const counts = new Map<string, Count>()
  let waiting = 0

  function count(key: string, forgetsEach: number): number {
    const now = clock().getTime()
    const { failures, at } = counts.get(key) ?? { failures: 0, at: now }
    const left = Math.max(0, failures - Math.floor((now - at) / forgetsEach))
    counts.delete(key)
    counts.set(key, { failures: left + 1, at: left === failures && failures > 0 ? at : now })
    if (counts.size > KEYS)
      for (const oldest of counts.keys()) if (oldest !== INSTANCE) return (counts.delete(oldest), left)
    return left
  }

  return {
    async slow(key) {
      const own = delay(count(`:${key}`, MINUTE), 4, 250, 8_000)
      const all = delay(Math.floor(count(INSTANCE, MINUTE / 60) / 10), 6, 125, 2_000)
      if (own + all === 0) return
      if (waiting >= WAITING) throw new Refused('busy')
      waiting++
      await wait(own + all).finally(() => waiting--)
    },
    succeed(key) {
      counts.delete(`:${key}`)
    },
  }
}

function delay(failures: number, free: number, first: number, most: number): number {
  return failures < free ? 0 : Math.min(first * 2 ** Math.min(failures - free, 20), most)
}
