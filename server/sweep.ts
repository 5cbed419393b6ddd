import { fromHex, toHex } from '#app/crypto/bytes.ts'
import type { Bytes } from '#app/crypto/types.ts'
import type { Db } from '#db/database.ts'
import { deleteUnclaimed, findUpload, listUnclaimed, sumUploads } from '#db/uploads.ts'
import type { Blobs } from './blobs.ts'
import type { Instance } from './instance.ts'
import { Refused } from './refusal.ts'
import { createRoom, type Room, type RoomOptions } from './room.ts'

/** Whole hours since 1970. */
export function hourOf(now: Date): number {
  return Math.floor(now.getTime() / 3_600_000)
}

/**
 * Brings rows and files together after an end of the process at any moment: what was claimed is moved to where it stays,
 * files without a row and rows without a file go, the bytes of the rest are put on disk. Then counts what there is room for.
 */
export async function openRoom(
  { db, blobs }: { db: Db; blobs: Blobs },
  options: Pick<RoomOptions, 'quota' | 'keepFree' | 'freeBytes' | 'clock'>,
): Promise<Room> {
  for (const key of await blobs.listArriving()) {
    const row = await findUpload(db, fromHex(key))
    if (!row) await blobs.discard(fromHex(key))
    else if (row.submission !== null) await blobs.keep(row.id)
  }
  const open: { key: string; length: number; arrived: number }[] = []
  for (const { id, length } of await listUnclaimed(db)) {
    const arrived = await blobs.arrived(id)
    if (arrived === null) await deleteUnclaimed(db, id)
    else open.push({ key: toHex(id), length, arrived })
  }
  const room: Room = createRoom({
    ...options,
    taken: await sumUploads(db),
    open,
    async remove(key) {
      const id = fromHex(key)
      // Who still sends is asked to end; a claim that reads a long file is not waited for.
      const done = await blobs.turns.take(key, { signal: AbortSignal.timeout(WAIT) }).catch(() => null)
      if (!done) return
      try {
        await remove({ db, blobs, room }, id)
      } finally {
        done()
      }
    },
  })
  return room
}

const WAIT = 5_000

type Holding = Pick<Instance, 'db' | 'blobs' | 'room'>

/** Whoever calls has the turn. The file goes first: where the disk is full, the row needs the room that it leaves. */
async function remove({ db, blobs, room }: Holding, id: Bytes, hour = Number.MAX_SAFE_INTEGER): Promise<boolean> {
  const row = await findUpload(db, id)
  if (!row || row.hour === null || row.hour > hour) return false
  await blobs.discard(id)
  await deleteUnclaimed(db, id)
  room.give(toHex(id))
  return true
}

/** Removes an upload at its sender's wish. The caller has its turn. Throws `not-found`; `conflict` once it was claimed. */
export async function removeUpload(instance: Holding, id: Bytes): Promise<void> {
  if (await remove(instance, id)) return
  throw new Refused((await findUpload(instance.db, id)) ? 'conflict' : 'not-found')
}

/** Hours after the one of the last byte: 24 whole ones have passed then. */
const HOURS = 25

/** Removes what nobody claimed in the 24 hours after its last byte; not what is just being sent or claimed. */
export async function sweepUploads(instance: Instance): Promise<void> {
  const { db, blobs, clock, log } = instance
  const hour = hourOf(clock()) - HOURS
  let count = 0
  for (const { id } of await listUnclaimed(db, hour)) {
    const done = blobs.turns.tryTake(toHex(id))
    if (!done) continue
    try {
      if (await remove(instance, id, hour)) count += 1
    } finally {
      done()
    }
  }
  if (count > 0) log({ event: 'uploads removed', count })
}
