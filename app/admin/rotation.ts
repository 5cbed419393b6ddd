import type { Compartment } from '#app/crypto/types.ts'
import { openEpoch, type OpenEpoch } from '#app/crypto/wrap.ts'
import { Refused } from '#app/wire/client.ts'
import { newMadeHash } from '#app/wire/made-hash.ts'
import type { WrapEntry, WrapSwap } from '#app/wire/queue.ts'
import { findBroken, rewrapPage, type RewrapKeys } from './rewrap.ts'

/** How a rotation reads and writes. Every write may be lost or repeated: what is left to do is read anew each time. */
export interface RotationTransport {
  /** Wraps that name an older epoch and have none for `newest`, quarantined ones left out. */
  readWraps(
    compartment: Compartment,
    newest: number,
    after: number,
  ): Promise<{ entries: WrapEntry[]; next: number | null }>
  /** Wraps for `newest` of what has one for `older` too: all that is left of it once that is retired. */
  readMade(
    compartment: Compartment,
    newest: number,
    older: number,
    after: number,
  ): Promise<{ entries: WrapEntry[]; next: number | null }>
  /** Compare and swap; gives how many were swapped. */
  swapWraps(swaps: readonly WrapSwap[]): Promise<number>
  quarantine(compartment: Compartment, epoch: number, subjects: readonly string[]): Promise<void>
  /** `made` is the hash of what `readMade` gave. Throws `Refused('conflict')` while a wrap is left, or when those are others by now. */
  retire(compartment: Compartment, epoch: number, made: string): Promise<void>
}

/** What is left of a compartment's rotation, read from the server's state every time: nothing else is kept anywhere. */
export interface RotationTask {
  compartment: Compartment
  newest: { epoch: number; secret: OpenEpoch['secret'] }
  /** Every older epoch that is open; without a secret where this member has no grant. */
  older: readonly { epoch: number; keyId: string; secret: OpenEpoch['secret'] | null }[]
}

/** How a rotation is watched, paused and stopped. It stops between two batches; going on later finishes. */
export interface RotationWatch {
  moved(wraps: number): void
  quarantined(wraps: number): void
  retired(epoch: number): void
  /** Resolves when the next batch may begin; false ends the rotation there. */
  goOn(): Promise<boolean>
}

/** Passes over the wraps without any progress after which somebody else must look. */
const PATIENCE = 3

/**
 * Steps 2 and 3 of FORMAT.md §10: makes every older wrap anew, quarantines what does not open, opens what stands in their place, whoever
 * made it, and retires each older epoch. A successor that does not open is set aside and made again.
 * Submissions that arrive meanwhile are found by the next pass. Throws `wrong-key` (a grant is missing),
 * `Refused('conflict')` (no progress), and what the transport throws: in each case going on later finishes.
 */
export async function rotateCompartment(
  task: RotationTask,
  transport: RotationTransport,
  watch: RotationWatch,
): Promise<'done' | 'stopped'> {
  const keys = openKeys(task)
  let idle = 0
  for (;;) {
    const pass = await passOver(task, keys, transport, watch)
    if (pass === 'stopped') return pass
    if (pass.seen === 0) {
      const end = await retireOlder(task, keys, transport, watch)
      if (end !== 'left') return end
    }
    idle = pass.done === 0 ? idle + 1 : 0
    if (idle >= PATIENCE) throw new Refused('conflict')
  }
}

function openKeys(task: RotationTask): RewrapKeys {
  const older = new Map<string, OpenEpoch & { epoch: number }>()
  const unheld = new Set<string>()
  for (const { epoch, keyId, secret } of task.older) {
    if (secret) older.set(keyId, { ...openEpoch(secret), epoch })
    else unheld.add(keyId)
  }
  return { newest: openEpoch(task.newest.secret), older, unheld }
}

async function passOver(task: RotationTask, keys: RewrapKeys, transport: RotationTransport, watch: RotationWatch) {
  const { compartment, newest, older } = task
  const read = (after: number) => transport.readWraps(compartment, newest.epoch, after)
  const count = { seen: 0, done: 0 }
  let coming: ReturnType<typeof read> | null = read(0)
  while (coming) {
    const { entries, next }: Awaited<ReturnType<typeof read>> = await coming
    coming = null
    if (!(await watch.goOn())) return 'stopped'
    if (next !== null) {
      coming = read(next)
      // Awaited in the next turn, unless this batch fails first.
      coming.catch(() => undefined)
    }
    count.seen += entries.length
    const { swaps, broken } = rewrapPage(compartment, entries, keys)
    const swapped = swaps.length > 0 ? await transport.swapWraps(swaps) : 0
    for (const { epoch } of older) {
      // A wrap that names no epoch stands in a row of one of them: the server alone knows of which.
      const subjects = broken.filter(one => one.epoch === epoch || one.epoch === null).map(one => one.subject)
      if (subjects.length > 0) await transport.quarantine(compartment, epoch, subjects)
    }
    watch.moved(swapped)
    watch.quarantined(broken.length)
    count.done += swapped + broken.length
  }
  return count
}

/** `left` when a wrap arrived in between or one has to be made again: another pass takes it along. */
async function retireOlder(task: RotationTask, keys: RewrapKeys, transport: RotationTransport, watch: RotationWatch) {
  for (const { epoch } of task.older) {
    const made = await openMade(task, epoch, keys, transport, watch)
    if (made === 'left' || made === 'stopped') return made
    try {
      await transport.retire(task.compartment, epoch, made.hash)
    } catch (error) {
      if (error instanceof Refused && error.code === 'conflict') return 'left'
      throw error
    }
    watch.retired(epoch)
  }
  return 'done'
}

/** Opens all that takes the place of an older epoch's wraps. What does not open is set aside, so that it is made again. */
async function openMade(
  { compartment, newest }: RotationTask,
  older: number,
  keys: RewrapKeys,
  transport: RotationTransport,
  watch: RotationWatch,
): Promise<{ hash: string } | 'left' | 'stopped'> {
  const hash = newMadeHash()
  let whole = true
  let after: number | null = 0
  while (after !== null) {
    const page: Awaited<ReturnType<typeof transport.readMade>> = await transport.readMade(
      compartment,
      newest.epoch,
      older,
      after,
    )
    if (!(await watch.goOn())) return 'stopped'
    for (const entry of page.entries) hash.add(entry)
    const broken = findBroken(compartment, page.entries, keys.newest)
    if (broken.length > 0) await transport.quarantine(compartment, newest.epoch, broken)
    whole &&= broken.length === 0
    after = page.next
  }
  return whole ? { hash: hash.end() } : 'left'
}
