import { constants } from 'node:fs'
import { link, mkdir, open, opendir, stat, unlink, utimes, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { toHex } from '#app/crypto/bytes.ts'
import { newHasher, type Hasher } from '#app/crypto/hash.ts'
import type { Bytes, Hash32 } from '#app/crypto/types.ts'
import { digestFile, foldersOf, hasCode, isThere, openIfThere, syncFolder, takeFirst, writeAll } from './disk.ts'
import { pour } from './pour.ts'
import { Refused } from './refusal.ts'
import { createTurns, type Turns } from './turns.ts'

/** Sealed files as they lie on the disk. Ids are 16 bytes; what they mean stands in the database. */
export interface Blobs {
  /** By id in hex. Whoever changes a file has its turn. */
  turns: Turns
  /** Makes an empty file for what will arrive. Throws `conflict` where there is one. */
  begin(id: Bytes): Promise<void>
  /** Bytes of a file that arrives, all of them on disk; null where there is none. */
  arrived(id: Bytes): Promise<number | null>
  /**
   * Appends at `offset`, which is where the file ends, at most `most` bytes. Resolves with the new end when all is on disk;
   * what came before a line was cut or `stop` was called is kept. Throws `conflict` for another offset, `too-large` for more
   * bytes than `most`, `full` when the disk is.
   */
  append(id: Bytes, source: Readable, where: Where): Promise<number>
  /** H(32, ·) of a file that arrived whole. Known at once when all of it came since the start, else read again in slices. */
  digest(id: Bytes): Promise<Hash32>
  /** Moves a whole file to where it stays. On disk when it resolves; again is fine. Throws `not-found`. */
  keep(id: Bytes): Promise<void>
  /** Removes a file that arrives; fine where there is none. */
  discard(id: Bytes): Promise<void>
  /** A file that was kept, to be read and closed; null where there is none. */
  openKept(id: Bytes): Promise<FileHandle | null>
  /** Ids in hex of all that arrive. */
  listArriving(): Promise<string[]>
  /** Ids in hex of all that were kept; a million are no burden. */
  listKept(): AsyncIterable<string>
}

export interface Where {
  offset: number
  most: number
  stop?: AbortSignal
  /** Told after every piece where the file ends. */
  grow?: (end: number) => void
}

const NAME = /^[0-9a-f]{32}$/
const DAY = 86_400_000

/** Opens the folders `uploads` and `blobs` under the data folder, and makes them where they are not. */
export async function openBlobs(data: string, clock: () => Date): Promise<Blobs> {
  const [arriving, kept] = [join(data, 'uploads'), join(data, 'blobs')]
  for (const folder of [arriving, kept]) await mkdir(folder, { recursive: true, mode: 0o700 })
  await syncFolder(data)
  /** Of files that arrive: what was hashed since they began, as long as that is all of them. */
  const hashers = new Map<string, { hasher: Hasher; length: number }>()
  /** Of files that arrived whole. */
  const digests = new Map<string, Promise<Hash32>>()
  /** Files whose bytes are all on disk. */
  const settled = new Set<string>()

  const arrivingAt = (name: string) => join(arriving, name)
  const keptAt = (name: string) => join(kept, name.slice(0, 2), name.slice(2, 4), name)

  function forgetHasher(name: string): void {
    // Its memory is libsodium's until then.
    hashers.get(name)?.hasher.digest()
    hashers.delete(name)
  }

  function forget(name: string): void {
    forgetHasher(name)
    digests.delete(name)
    settled.delete(name)
  }

  async function write(name: string, file: FileHandle, at: number, parts: Uint8Array[]): Promise<number> {
    const known = hashers.get(name)
    const writing = writeAll(file, parts, at)
    let end = at
    for (const part of parts) {
      if (known?.length === end) {
        known.hasher.update(part)
        known.length += part.length
      }
      end += part.length
    }
    await writing
    return end
  }

  return {
    turns: createTurns(),
    async begin(id) {
      const name = toHex(id)
      const file = await open(arrivingAt(name), 'wx', 0o600).catch((error: unknown) => {
        throw hasCode(error, 'EEXIST') ? new Refused('conflict') : error
      })
      await file.close()
      await syncFolder(arriving)
      forget(name)
      settled.add(name)
      hashers.set(name, { hasher: newHasher(), length: 0 })
    },
    async arrived(id) {
      const name = toHex(id)
      const file = await openIfThere(arrivingAt(name))
      if (!file) return null
      try {
        // Bytes of an upload that a kill cut off are in the file, but maybe not on the disk.
        if (!settled.has(name)) await file.datasync()
        settled.add(name)
        return (await file.stat()).size
      } finally {
        await file.close()
      }
    },
    async append(id, source, { offset, most, stop, grow }) {
      const name = toHex(id)
      const file = await openIfThere(arrivingAt(name), constants.O_WRONLY)
      if (!file) throw new Refused('not-found')
      let end = offset
      try {
        if ((await file.stat()).size !== offset) throw new Refused('conflict')
        settled.delete(name)
        const limit = async (parts: Uint8Array[]) => {
          const fit = takeFirst(parts, offset + most - end)
          end = await write(name, file, end, fit)
          grow?.(end)
          if (fit !== parts) throw new Refused('too-large')
        }
        try {
          await pour(source, limit, stop)
        } catch (error) {
          forgetHasher(name)
          throw error
        } finally {
          await file.datasync()
          settled.add(name)
        }
        return end
      } finally {
        await file.close()
      }
    },
    digest(id) {
      const name = toHex(id)
      const known = digests.get(name)
      if (known) return known
      const found = (async () => {
        const { size } = await stat(arrivingAt(name))
        const streamed = hashers.get(name)
        hashers.delete(name)
        const whole = streamed?.hasher.digest()
        return streamed?.length === size ? whole! : readDigest(arrivingAt(name))
      })()
      digests.set(name, found)
      found.catch(() => digests.delete(name))
      return found
    },
    async keep(id) {
      const name = toHex(id)
      const [from, to] = [arrivingAt(name), keptAt(name)]
      const file = await openIfThere(from)
      if (!file) {
        if (await isThere(to)) return
        throw new Refused('not-found')
      }
      try {
        // No hour of arrival stays.
        const midnight = new Date(Math.floor(clock().getTime() / DAY) * DAY)
        await utimes(from, midnight, midnight)
        await file.sync()
        const above = join(kept, name.slice(0, 2))
        const folder = join(above, name.slice(2, 4))
        await mkdir(folder, { recursive: true, mode: 0o700 })
        // A link is never made over another file.
        await link(from, to).catch(async (error: unknown) => {
          if (!hasCode(error, 'EEXIST') || (await stat(to)).ino !== (await file.stat()).ino) throw error
        })
        for (const changed of [folder, above, kept]) await syncFolder(changed)
        await unlink(from)
        await syncFolder(arriving)
        forget(name)
      } finally {
        await file.close()
      }
    },
    async discard(id) {
      const name = toHex(id)
      forget(name)
      await unlink(arrivingAt(name)).catch((error: unknown) => {
        if (!hasCode(error, 'ENOENT')) throw error
      })
      await syncFolder(arriving)
    },
    async openKept(id) {
      const name = toHex(id)
      // Between the commit of a claim and its move it lies where it arrived; it may be moved while it is looked for.
      for (const path of [keptAt(name), arrivingAt(name), keptAt(name)]) {
        const file = await openIfThere(path)
        if (file) return file
      }
      return null
    },
    async listArriving() {
      const names: string[] = []
      for await (const { name } of await opendir(arriving)) if (NAME.test(name)) names.push(name)
      return names
    },
    async *listKept() {
      for await (const above of foldersOf(kept))
        for await (const folder of foldersOf(above))
          for await (const entry of await opendir(folder)) if (NAME.test(entry.name)) yield entry.name
    },
  }
}

async function readDigest(path: string): Promise<Hash32> {
  const file = await open(path, 'r')
  try {
    return await digestFile(file)
  } finally {
    await file.close()
  }
}
