import { Refused } from './refusal.ts'

/** Room on the disk for sealed files: what arrives is given its whole length when it begins. Ids are in hex. */
export interface Room {
  /**
   * Takes room for an upload that begins, out of the quota and of what the disk has beyond what it has to keep. Where it is
   * short, uploads that nobody goes on with give way. Throws `full`.
   */
  take(key: string, length: number): Promise<void>
  /** Throws `full` while the disk has less than it has to keep. */
  require(): void
  /** An upload got its bytes up to `end`. */
  grow(key: string, end: number): void
  /** An upload is gone, and its room free. */
  give(key: string): void
  /** An upload is somebody's now: it no longer gives way. */
  settle(key: string): void
}

export interface RoomOptions {
  /** Bytes of all files together; 0: as many as the disk takes. */
  quota: number
  keepFree: number
  freeBytes: () => number
  clock: () => Date
  /** Length of all files that there are, claimed or not. */
  taken: number
  /** Those that nobody claimed. */
  open: Iterable<{ key: string; length: number; arrived: number }>
  /** Removes one that nobody claimed, if that can be now. */
  remove: (key: string) => Promise<void>
}

interface Open {
  length: number
  arrived: number
  /** Milliseconds since 1970; in memory alone. */
  began: number
  last: number
}

/** Uploads that nobody claimed, at most; a name on the disk costs something too. */
const MOST_OPEN = 10_000
const MINUTE = 60_000
const DAY = 1440 * MINUTE

export function createRoom({ quota, keepFree, freeBytes, clock, taken, open, remove }: RoomOptions): Room {
  const started = clock().getTime()
  const uploads = new Map<string, Open>()
  let total = taken
  /** Bytes that open uploads will still bring. */
  let outstanding = 0

  const forget = (key: string): Open | undefined => {
    const one = uploads.get(key)
    if (one) outstanding -= one.length - one.arrived
    uploads.delete(key)
    return one
  }
  const remember = (key: string, one: Open) => {
    uploads.set(key, one)
    outstanding += one.length - one.arrived
  }
  for (const { key, length, arrived } of open) remember(key, { length, arrived, began: started, last: started })

  const missing = (length: number) =>
    Math.max(quota > 0 ? total + length - quota : 0, outstanding + length + keepFree - freeBytes(), 0)
  const fits = (length: number) => missing(length) === 0 && uploads.size < MOST_OPEN

  /** Those that give way, who brought the least first; none where all of them were not enough. */
  function findIdle(length: number): string[] {
    const now = clock().getTime()
    const idle = [...uploads].filter(([, one]) => givesWay(one, now)).sort(([, a], [, b]) => a.arrived - b.arrived)
    const chosen: string[] = []
    let bytes = missing(length)
    let places = uploads.size + 1 - MOST_OPEN
    for (const [key, one] of idle) {
      if (bytes <= 0 && places <= 0) break
      chosen.push(key)
      bytes -= one.length
      places -= 1
    }
    return bytes <= 0 && places <= 0 ? chosen : []
  }

  return {
    async take(key, length) {
      if (!fits(length)) for (const idle of findIdle(length)) await remove(idle)
      if (!fits(length)) throw new Refused('full')
      const now = clock().getTime()
      total += length
      remember(key, { length, arrived: 0, began: now, last: now })
    },
    require() {
      if (freeBytes() < keepFree) throw new Refused('full')
    },
    grow(key, end) {
      const one = forget(key)
      if (one) remember(key, { ...one, arrived: end, last: clock().getTime() })
    },
    give(key) {
      total -= forget(key)?.length ?? 0
    },
    settle: key => void forget(key),
  }
}

/** Nobody began it, or goes on with it, or so slowly that it would not be whole in a day. */
function givesWay({ length, arrived, began, last }: Open, now: number): boolean {
  const patience = arrived === 0 ? MINUTE : 10 * MINUTE
  return now - last >= patience || (now - began >= patience && arrived < (length * (now - began)) / DAY)
}
