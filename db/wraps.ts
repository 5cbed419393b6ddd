import { sql, type SelectQueryBuilder } from 'kysely'
import type { Db, Transactor } from './database.ts'
import type { Compartment } from './epochs.ts'
import type { Schema } from './schema.ts'

export const SEALED = 1
export const ADOPTED = 2
/** SQLite takes 32,766 parameters in one statement. */
const CHUNK = 2_000

export interface NewWrap {
  submission: number
  compartment: Compartment
  /** Row of the message that it opens; 0: of the submission itself. */
  message: number
  /** The submission's digest, or the message's hash. */
  subject: Uint8Array
  /** Row of the epoch. */
  epoch: number
  kind: typeof SEALED | typeof ADOPTED
  commitment: Uint8Array
  wrap: Uint8Array
}

export interface WrapRow extends NewWrap {
  id: number
  subject: Uint8Array
  quarantined: number
  commitment: Uint8Array
  wrap: Uint8Array
}

/** Every wrap of some submissions themselves, the best of each first: not quarantined, newest epoch, adopted. */
export async function listWrapsOf(
  db: Db,
  compartment: Compartment,
  submissions: readonly number[],
): Promise<WrapRow[]> {
  const rows: WrapRow[] = []
  for (let at = 0; at < submissions.length; at += CHUNK)
    rows.push(
      ...((await db
        .selectFrom('wraps')
        .selectAll()
        .where('submission', 'in', submissions.slice(at, at + CHUNK))
        .where('compartment', '=', compartment)
        .where('message', '=', 0)
        .orderBy('quarantined')
        .orderBy('epoch', 'desc')
        .orderBy('kind', 'desc')
        .execute()) as WrapRow[]),
    )
  return rows
}

/** Every wrap of a submission's messages, in the same order. */
export async function listWrapsOfMessages(db: Db, submission: number): Promise<WrapRow[]> {
  const rows = await db
    .selectFrom('wraps')
    .selectAll()
    .where('submission', '=', submission)
    .where('compartment', '=', 'account')
    .where('message', '>', 0)
    .orderBy('quarantined')
    .orderBy('epoch', 'desc')
    .orderBy('kind', 'desc')
    .execute()
  return rows as WrapRow[]
}

/**
 * A page of the wraps of older epochs whose subject has none for the newest: of each subject, a submission or a message, the best one that is not
 * quarantined. Rows of epochs grow with their number, so the newest epoch of a compartment has its highest row.
 */
export async function listLeft(
  db: Db,
  page: { compartment: Compartment; newest: number; after: number; limit: number },
): Promise<WrapRow[]> {
  const rows = await db
    .selectFrom('wraps as w')
    .selectAll()
    .where('w.id', '>', page.after)
    .where('w.compartment', '=', page.compartment)
    .where('w.epoch', '<', page.newest)
    .where('w.quarantined', '=', 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('wraps as better')
            .select('better.id')
            .whereRef('better.submission', '=', 'w.submission')
            .whereRef('better.compartment', '=', 'w.compartment')
            .whereRef('better.message', '=', 'w.message')
            .where('better.quarantined', '=', 0)
            .where(sql<boolean>`(better.epoch, better.kind) > (w.epoch, w.kind)`),
        ),
      ),
    )
    .orderBy('w.id')
    .limit(page.limit)
    .execute()
  return rows as WrapRow[]
}

/** A page of what would be left once an older epoch is gone: the wraps for the newest of subjects that it has a wrap of. */
export async function listMade(
  db: Db,
  page: { newest: number; older: number; after: number; limit: number },
): Promise<WrapRow[]> {
  const rows = await db
    .selectFrom('wraps as w')
    .selectAll()
    .where('w.id', '>', page.after)
    .where(replaces(page))
    .orderBy('w.id')
    .limit(page.limit)
    .execute()
  return rows as WrapRow[]
}

/** The same, whole, in the same order: 100,000 are 12 MB. */
export async function listAllMade(
  db: Db,
  page: { newest: number; older: number },
): Promise<{ subject: Uint8Array; wrap: Uint8Array }[]> {
  const made = db.selectFrom('wraps as w').select(['w.subject', 'w.wrap']).where(replaces(page))
  return made.orderBy('w.id').execute()
}

function replaces({ newest, older }: { newest: number; older: number }) {
  return sql<boolean>`w.epoch = ${newest} and w.quarantined = 0 and exists (select 1 from wraps as o
    where o.submission = w.submission and o.compartment = w.compartment and o.message = w.message and o.epoch = ${older})`
}

/** How many subjects an epoch holds that have no wrap for the newest, the quarantined left out. */
export async function countLeft(db: Db, compartment: Compartment, epoch: number, newest: number): Promise<number> {
  const subjects = db
    .selectFrom('wraps as w')
    .select(['w.submission', 'w.message'])
    .distinct()
    .where('w.epoch', '=', epoch)
    .where('w.compartment', '=', compartment)
    .where('w.quarantined', '=', 0)
    .where(withoutSuccessor(newest))
  return countOf(db, subjects)
}

/** How many subjects have a quarantined wrap for an epoch, and none that opens for the newest. */
export async function countQuarantined(db: Db, epoch: number, newest: number): Promise<number> {
  const subjects = db
    .selectFrom('wraps as w')
    .select(['w.submission', 'w.message'])
    .distinct()
    .where('w.epoch', '=', epoch)
    .where('w.quarantined', '=', 1)
    .where(withoutSuccessor(newest))
  return countOf(db, subjects)
}

type Subjects = SelectQueryBuilder<Schema & { w: Schema['wraps'] }, 'w', { submission: number; message: number }>

async function countOf(db: Db, subjects: Subjects): Promise<number> {
  const counted = db.selectFrom(subjects.as('subjects')).select(({ fn }) => fn.countAll<number>().as('count'))
  return (await counted.executeTakeFirstOrThrow()).count
}

/** Deletes every wrap of an epoch but the quarantined of subjects that have nothing newer; true if any of those is left. */
export async function deleteWrapsOfEpoch(trx: Transactor, epoch: number, newest: number): Promise<boolean> {
  await sql`delete from wraps as w where w.epoch = ${epoch} and (w.quarantined = 0 or exists (
    select 1 from wraps as s where s.submission = w.submission and s.compartment = w.compartment
      and s.message = w.message and s.epoch = ${newest} and s.quarantined = 0))`.execute(trx)
  const left = await trx.selectFrom('wraps').select('id').where('epoch', '=', epoch).limit(1).executeTakeFirst()
  return left !== undefined
}

export async function quarantineWraps(trx: Transactor, ids: readonly number[]): Promise<void> {
  for (let at = 0; at < ids.length; at += CHUNK)
    await trx
      .updateTable('wraps')
      .set({ quarantined: 1 })
      .where('id', 'in', ids.slice(at, at + CHUNK))
      .execute()
}

function withoutSuccessor(newest: number) {
  return sql<boolean>`not exists (select 1 from wraps as s where s.submission = w.submission
    and s.compartment = w.compartment and s.message = w.message and s.epoch = ${newest} and s.quarantined = 0)`
}
