import type { FileHandle } from 'node:fs/promises'
import { findUpload } from '#db/uploads.ts'
import { requireCompartment, type Authority } from './authority.ts'
import type { Instance } from './instance.ts'
import { Refused } from './refusal.ts'
import { readUploadId } from './upload-store.ts'

/** Part of a sealed file: bytes from `start` up to, not including, `end`. */
export interface SealedFile {
  body: ReadableStream<Uint8Array<ArrayBuffer>>
  /** Of the whole box. */
  length: number
  start: number
  end: number
}

const SLICE = 262_144

/**
 * The sealed box of an upload that was claimed, or one range of it (`bytes=a-b`), for members of `account`. It is read as
 * fast as it is taken. Throws `forbidden`, `not-found`; `malformed` for a range that there is not.
 */
export async function readSealedFile(
  { db, blobs }: Instance,
  authority: Authority,
  upload: string,
  range: string | undefined,
): Promise<SealedFile> {
  requireCompartment(authority, 'account')
  const row = await findUpload(db, readUploadId(upload))
  if (!row || row.submission === null) throw new Refused('not-found')
  const open = () => blobs.openKept(row.id)
  const there = await open()
  if (!there) throw new Refused('not-found')
  await there.close()
  const { start, end } = readRange(range, row.length)
  return { body: streamFile(open, start, end), length: row.length, start, end }
}

function readRange(range: string | undefined, length: number): { start: number; end: number } {
  if (range === undefined) return { start: 0, end: length }
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range) ?? []
  if (from === '' && to === '') throw new Refused('malformed')
  const start = from === '' ? Math.max(length - Number(to), 0) : Number(from)
  const end = from === '' || to === '' ? length : Math.min(Number(to) + 1, length)
  if (start >= end) throw new Refused('malformed')
  return { start, end }
}

/** Opens the file when the first bytes are asked for, and closes it in the end. */
function streamFile(
  open: () => Promise<FileHandle | null>,
  start: number,
  end: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let file: FileHandle | null = null
  let at = start
  const close = async () => {
    await file?.close()
    file = null
  }
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          file ??= await open()
          const slice = new Uint8Array(Math.min(SLICE, end - at))
          const { bytesRead = 0 } = (await file?.read(slice, 0, slice.length, at)) ?? {}
          // The line is cut where bytes are missing: nobody takes part of a box for all of it.
          if (bytesRead === 0) throw new Error('a sealed file ends too early')
          controller.enqueue(slice.subarray(0, bytesRead))
          at += bytesRead
          if (at < end) return
          await close()
          controller.close()
        } catch (error) {
          await close()
          controller.error(error)
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  )
}
