import { equal, fromHex, toHex } from '#app/crypto/bytes.ts'
import type { Db } from '#db/database.ts'
import { findUpload, listClaimed, type UploadRow } from '#db/uploads.ts'
import type { Blobs } from './blobs.ts'
import { digestFile } from './disk.ts'

/** What a reading of all sealed files found. Names are those of the files: ids in hex. */
export interface Scrubbed {
  files: number
  bytes: number
  /** Claimed, and not on the disk. */
  missing: string[]
  /** Of another length or digest than when they were claimed. */
  differ: string[]
  /** On the disk, and no row knows them. */
  unknown: string[]
}

const PAGE = 1_000

/** Reads every sealed file that was claimed and compares it with what was recorded then. Changes nothing; a server may run beside. */
export async function scrub({ db, blobs }: { db: Db; blobs: Blobs }): Promise<Scrubbed> {
  const found: Scrubbed = { files: 0, bytes: 0, missing: [], differ: [], unknown: [] }
  let page: UploadRow[]
  let after: Uint8Array = new Uint8Array()
  do {
    page = await listClaimed(db, after, PAGE)
    for (const row of page) await compare(blobs, row, found)
    after = page.at(-1)?.id ?? after
  } while (page.length === PAGE)
  for (const name of await blobs.listArriving()) if (!(await isKnown(db, name))) found.unknown.push(name)
  for await (const name of blobs.listKept()) if (!(await isKnown(db, name))) found.unknown.push(name)
  return found
}

async function compare(blobs: Blobs, { id, length, digest }: UploadRow, found: Scrubbed): Promise<void> {
  const file = await blobs.openKept(id)
  if (!file) return void found.missing.push(toHex(id))
  try {
    const { size } = await file.stat()
    const same = size === length && digest !== null && equal(await digestFile(file), digest)
    if (!same) found.differ.push(toHex(id))
    found.files += 1
    found.bytes += size
  } finally {
    await file.close()
  }
}

async function isKnown(db: Db, name: string): Promise<boolean> {
  return (await findUpload(db, fromHex(name))) !== undefined
}
