import Database from 'better-sqlite3'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBox } from '#app/crypto/box.ts'
import { toB64u } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { Bytes, ContentKey, Digest, Purpose } from '#app/crypto/types.ts'
import { openWrap, type OpenEpoch } from '#app/crypto/wrap.ts'
import { openGrant } from '#app/trust/grant.ts'
import type { MemberKeys } from '#app/trust/member.ts'

/** What a person took along when they left. */
export interface Loot {
  keys: MemberKeys
  epochs: readonly OpenEpoch[]
}

export interface Opened {
  /** Grants that their KEM key opens. */
  grants: number
  /** Wraps that an epoch of theirs opens, for any subject. */
  wraps: number
  /** Purposes of boxes that a content key of theirs opens. */
  boxes: string[]
}

/** A copy of everything that the server holds on disk, taken while it runs. */
export function steal(data: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'svidok-stolen-'))
  cpSync(data, folder, { recursive: true })
  return folder
}

export const forget = (folder: string): void => rmSync(folder, { recursive: true, force: true })

/** The file of the database in a data folder. */
export function databaseOf(folder: string): string {
  const file = readdirSync(folder).find(name => /\.(db|sqlite3?)$/.test(name))
  if (!file) throw new Error('no database in the folder')
  return join(folder, file)
}

/** Every blob of every table: nothing is asked of what it is for. */
function readBlobs(folder: string): Bytes[] {
  const database = new Database(databaseOf(folder))
  const tables = database.prepare(`select name from sqlite_master where type = 'table'`).pluck().all() as string[]
  const blobs = tables.flatMap(table =>
    (database.prepare(`select * from "${table}"`).all() as Record<string, unknown>[]).flatMap(row =>
      Object.values(row).filter(value => value instanceof Uint8Array),
    ),
  )
  database.close()
  return blobs.map(blob => new Uint8Array(blob))
}

function works<T>(open: () => T): T | null {
  const got = attempt(open)
  return got instanceof Failure ? null : got
}

/** Tries every grant, every wrap for every subject, and every box with every key that came out. */
export function openEverything(folder: string, { keys, epochs }: Loot): Opened {
  const blobs = readBlobs(folder)
  const kems = blobs.filter(blob => blob.length === 1216).map(kem => ({ keyHash: toB64u(hash32(kem)) }))
  const granted = blobs.flatMap(blob => works(() => openGrant(blob, keys.kem, kems)) ?? [])
  const boxes = blobs.filter(blob => Buffer.from(blob.subarray(0, 4)).toString('latin1') === 'svdk')
  const subjects = [...blobs.filter(blob => blob.length === 32), ...boxes.map(box => hash32(box))] as Digest[]
  const wraps = blobs.filter(blob => blob.length === 1185 || blob.length === 89)
  const contentKeys: ContentKey[] = []
  for (const wrap of wraps) {
    for (const epoch of [...epochs, ...granted]) {
      const opened = subjects.map(subject => works(() => openWrap(wrap, epoch, subject))).find(key => key !== null)
      if (opened) contentKeys.push(opened)
    }
  }
  const purposes: Purpose[] = ['card', 'account', 'contact', 'team']
  const open = boxes.flatMap(box =>
    purposes.filter(purpose => contentKeys.some(key => works(() => openBox(purpose, box, key)) !== null)),
  )
  return { grants: granted.length, wraps: contentKeys.length, boxes: open }
}

/** Whether any of these bytes still stand in any file: free pages and write-ahead logs too. */
export function standsInFiles(folder: string, needles: readonly Bytes[]): boolean {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return files.some(file => {
    const bytes = readFileSync(join(file.parentPath, file.name))
    return needles.some(needle => bytes.includes(Buffer.from(needle)))
  })
}

/** All blobs of 1185 and 89 bytes: wraps and grants as they lie in the database. */
export const wrapsAndGrants = (folder: string): Bytes[] =>
  readBlobs(folder).filter(blob => blob.length === 1185 || blob.length === 89)
