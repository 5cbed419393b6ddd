import type { IncomingMessage } from 'node:http'
import type { DataStore, Locker, Upload } from '@tus/server'
import { fromB64u, toHex } from '#app/crypto/bytes.ts'
import type { Bytes } from '#app/crypto/types.ts'
import { deleteUnclaimed, findUpload, insertUpload, touchUpload, type UploadRow } from '#db/uploads.ts'
import { isFileBoxLength } from './box-length.ts'
import type { Instance } from './instance.ts'
import { Refused } from './refusal.ts'
import { hourOf, removeUpload } from './sweep.ts'
import type { Done } from './turns.ts'

/** A request that is answered now: its bytes, and how to end it when somebody else needs the file. */
export interface Arriving {
  source: IncomingMessage
  stop: AbortController
  /** Why it is refused, when the store said so. */
  error?: unknown
}

type Tus = typeof import('@tus/server')

/** An id as it stands in addresses and metadata: b64u of 16 bytes, written in the one way that there is. Throws `malformed`. */
export function readUploadId(text: string | null | undefined): Bytes {
  const id = fromB64u(text ?? '')
  if (id.length !== 16) throw new Refused('malformed')
  return id
}

/**
 * What tus reads and writes. The bytes are taken from the request itself, as they come; what tus hands on would pass four
 * more streams. Each call has the turn of its file.
 */
export function createUploadStore(tus: Tus, instance: Instance, current: () => Arriving): DataStore {
  const { db, blobs, room, clock } = instance

  async function find(text: string): Promise<UploadRow> {
    const row = await findUpload(db, readUploadId(text))
    if (!row) throw new Refused('not-found')
    return row
  }

  async function begin(id: Bytes, length: number): Promise<void> {
    await room.take(toHex(id), length)
    try {
      await insertUpload(db, { id, length, hour: hourOf(clock()) })
      await blobs.begin(id)
    } catch (error) {
      await deleteUnclaimed(db, id)
      room.give(toHex(id))
      throw error
    }
  }

  return Object.assign(new tus.DataStore(), {
    extensions: ['creation', 'termination'],

    /** A repeat of what was not answered is fine while no byte has come. */
    async create(upload: Upload): Promise<Upload> {
      const [id, length] = [readUploadId(upload.id), upload.size ?? 0]
      if (!isFileBoxLength(length)) throw new Refused('malformed')
      const row = await findUpload(db, id)
      if (!row) await begin(id, length)
      else if (row.submission !== null || row.length !== length || (await blobs.arrived(id)) !== 0)
        throw new Refused('conflict')
      return upload
    },

    async getUpload(id: string): Promise<Upload> {
      const row = await find(id)
      const offset = row.submission === null ? await blobs.arrived(row.id) : row.length
      if (offset === null) throw new Refused('not-found')
      return new tus.Upload({ id, size: row.length, offset })
    },

    async write(_: unknown, text: string, offset: number): Promise<number> {
      const { id, length, submission, hour } = await find(text)
      if (submission !== null) throw new Refused('conflict')
      room.require()
      const { source, stop } = current()
      const grow = (to: number) => room.grow(toHex(id), to)
      const where = { offset, most: length - offset, stop: stop.signal, grow }
      const end = await blobs.append(id, source, where)
      const now = hourOf(clock())
      if (end > offset && now !== hour) await touchUpload(db, id, now)
      return end
    },

    remove: async (text: string) => removeUpload(instance, readUploadId(text)),
  })
}

const SECOND = 1000

/** Turns of files as tus takes them. Who sends when another request comes for the same file gets a second to finish. */
export function createLocker({ blobs }: Instance, current: () => Arriving): Locker {
  return {
    newLock(text) {
      let done: Done | undefined
      return {
        async lock() {
          const { stop } = current()
          const asked = () => void setTimeout(() => stop.abort(), SECOND)
          done = await blobs.turns
            .take(toHex(readUploadId(text)), { asked, signal: AbortSignal.timeout(30 * SECOND) })
            .catch(() => {
              throw new Refused('busy')
            })
        },
        unlock: () => Promise.resolve(done?.()),
      }
    },
  }
}
