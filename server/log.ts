import type { RefusalCode } from '#app/wire/public.ts'

/**
 * All that a log line can hold: the name of an event, codes, counts and milliseconds. There is no field for an address, a
 * user agent, an id or a text, so none can be written by mistake.
 */
export type LogLine =
  | { event: 'started'; milliseconds: number }
  | { event: 'stopped' }
  | { event: 'migrated'; count: number }
  | { event: 'set up' }
  | { event: 'submissions'; count: number; known: number }
  | { event: 'messages'; count: number }
  | { event: 'files claimed'; count: number }
  | { event: 'uploads removed'; count: number }
  | { event: 'refused'; code: RefusalCode; count: number }
  | { event: 'signed in' }
  | { event: 'statements appended'; count: number }
  | { event: 'recovery claimed' }
  | { event: 'wraps swapped'; count: number; refused: number; milliseconds: number }
  | { event: 'epoch retired'; milliseconds: number }
  | { event: 'checkpoint postponed' }
  | { event: 'days written'; count: number }
  | { event: 'fault'; code: string }

/** Writes a line, or adds it to the sums of the day. */
export type Log = (line: LogLine) => void

export interface Logger {
  log: Log
  /** Writes the sums of days that are over; with `all`, of this one too. */
  flush(all: boolean): void
}

const FIELDS = ['event', 'code', 'count', 'known', 'refused', 'milliseconds'] as const
/** What witnesses cause is summed up by the day: whoever collects lines puts the hour on each. */
const SUMMED: ReadonlySet<string> = new Set(['submissions', 'messages', 'files claimed', 'uploads removed', 'refused'])

type Known = Record<string, string | number>

/** Writes lines of JSON with the day and nothing finer, and only the fields that `LogLine` knows. */
export function createLogger(write: (line: string) => unknown, clock: () => Date): Logger {
  const sums = new Map<string, Known>()
  return {
    log(line) {
      const known = readKnown(line, clock().toISOString().slice(0, 10))
      if (SUMMED.has(line.event)) add(sums, known)
      else write(JSON.stringify(known))
    },
    flush(all) {
      const day = clock().toISOString().slice(0, 10)
      for (const [key, sum] of sums) {
        if (sum.day === day && !all) continue
        write(JSON.stringify(sum))
        sums.delete(key)
      }
    },
  }
}

function readKnown(line: LogLine, day: string): Known {
  const known: Known = { day }
  for (const field of FIELDS) {
    const value = (line as Record<string, unknown>)[field]
    if (typeof value === 'number') known[field] = Math.round(value)
    if (typeof value === 'string' && /^[a-z -]{1,40}$/i.test(value)) known[field] = value
  }
  return known
}

function add(sums: Map<string, Known>, line: Known): void {
  const key = `${line.day} ${line.event} ${line.code ?? ''}`
  const sum = sums.get(key)
  if (!sum) sums.set(key, line)
  else
    for (const [field, value] of Object.entries(line))
      if (typeof value === 'number') sum[field] = Number(sum[field] ?? 0) + value
}

/** Names a fault by its class alone: messages of errors may quote what they failed on. */
export function faultName(error: unknown): string {
  return error instanceof Error && /^[A-Za-z ]{1,40}$/.test(error.name) ? error.name : 'Error'
}
