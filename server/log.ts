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
  | { event: 'submissions stored'; count: number; known: number; refused: number; milliseconds: number }
  | { event: 'refused'; code: RefusalCode }
  | { event: 'signed in' }
  | { event: 'statements appended'; count: number }
  | { event: 'recovery claimed' }
  | { event: 'wraps swapped'; count: number; refused: number; milliseconds: number }
  | { event: 'epoch retired'; milliseconds: number }
  | { event: 'checkpoint postponed' }
  | { event: 'days written'; count: number }
  | { event: 'fault'; code: string }

export type Log = (line: LogLine) => void

const FIELDS = ['event', 'code', 'count', 'known', 'refused', 'milliseconds'] as const

/** Writes lines of JSON with the day and nothing finer, and only the fields that `LogLine` knows. */
export function createLog(write: (line: string) => void, clock: () => Date): Log {
  return line => {
    const known: Record<string, string | number> = { day: clock().toISOString().slice(0, 10) }
    for (const field of FIELDS) {
      const value = (line as Record<string, unknown>)[field]
      if (typeof value === 'number') known[field] = Math.round(value)
      if (typeof value === 'string' && /^[a-z -]{1,40}$/i.test(value)) known[field] = value
    }
    write(JSON.stringify(known))
  }
}

/** Names a fault by its class alone: messages of errors may quote what they failed on. */
export function faultName(error: unknown): string {
  return error instanceof Error && /^[A-Za-z ]{1,40}$/.test(error.name) ? error.name : 'Error'
}
