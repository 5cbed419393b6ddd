import { equal } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { wrapForm } from '#app/crypto/wrap-form.ts'
import { decodeSwaps, encodeWrapPage, type WrapSwap } from '#app/wire/queue.ts'
import type * as z from 'zod/mini'
import type { Quarantine, SwapsAnswer } from '#app/wire/members.ts'
import { listEpochs, type Compartment, type EpochRow } from '#db/epochs.ts'
import { ADOPTED, listLeft, listMade, quarantineWraps, SEALED, type NewWrap, type WrapRow } from '#db/wraps.ts'
import type { Hot } from '#db/hot.ts'
import { readAuthority, requireAdmin, requireCompartment } from './authority.ts'
import { readBytes } from './body.ts'
import type { Instance } from './instance.ts'
import { Refused } from './refusal.ts'

/** Swaps in one request, and wraps in one page. */
export const MOST_WRAPS = 5_000

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/**
 * A page of what a rotation has still to do (FORMAT.md §10): of each subject without a wrap for the newest epoch the best
 * one that it has; quarantined ones are left out. For members of the compartment. `conflict` when `epoch` is not the newest.
 */
export async function readWraps(
  instance: Instance,
  member: string,
  { compartment, epoch, after, limit }: { compartment: Compartment; epoch: number; after: number; limit: number },
): Promise<Uint8Array> {
  const { db } = instance
  requireCompartment(await readAuthority(instance, db, member), compartment)
  const newest = (await listEpochs(db)).find(one => one.compartment === compartment)
  if (newest?.epoch !== epoch) throw new Refused('conflict')
  return encodeRows(await listLeft(db, { compartment, newest: newest.id, after, limit }), limit)
}

/**
 * A page of what a retirement relies on (FORMAT.md §10): the wraps for the newest epoch `epoch` of subjects that have one for
 * the older epoch `made` too. Whoever retires that one opens them first. For members of the compartment. `conflict` when
 * `epoch` is not the newest, `not-found` for an older one that never was.
 */
export async function readMade(
  instance: Instance,
  member: string,
  page: { compartment: Compartment; epoch: number; made: number; after: number; limit: number },
): Promise<Uint8Array> {
  const { db } = instance
  requireCompartment(await readAuthority(instance, db, member), page.compartment)
  const [newest, ...rest] = (await listEpochs(db)).filter(one => one.compartment === page.compartment)
  if (newest?.epoch !== page.epoch) throw new Refused('conflict')
  const older = rest.find(one => one.epoch === page.made)
  if (!older) throw new Refused('not-found')
  return encodeRows(await listMade(db, { ...page, newest: newest.id, older: older.id }), page.limit)
}

function encodeRows(rows: readonly WrapRow[], limit: number): Uint8Array {
  const entries = rows.map(({ id, subject, commitment, wrap }) => ({ cursor: id, subject, commitment, wrap }))
  return encodeWrapPage(entries, rows.length === limit ? (rows.at(-1)?.id ?? null) : null)
}

/**
 * Takes adopted wraps in place of those that were read (FORMAT.md §3, §10), all in one transaction: for the same epoch an
 * adoption, beside the sealed wrap, which stays; for a newer one a step of a rotation, beside the old. A swap is refused
 * when the wrap that was read is gone, or another stands where the new one would; a repeated batch changes nothing, and the only
 * wrap of an epoch is never overwritten.
 * For members of the compartments. Throws `malformed`, `unsupported`, `too-large`, `forbidden`.
 */
export async function swapWraps(
  instance: Instance,
  member: string,
  body: Uint8Array,
): Promise<z.infer<typeof SwapsAnswer>> {
  const started = performance.now()
  const swaps = decodeSwaps(body).map((swap, index) => ({ ...swap, index }))
  if (swaps.length > MOST_WRAPS) throw new Refused('too-large')
  const refused = await instance.db.transaction().execute(async trx => {
    const authority = await readAuthority(instance, trx, member)
    const epochs = new Map((await listEpochs(trx)).map(epoch => [hex(epoch.keyId), epoch]))
    const lost: number[] = []
    for (const compartment of ['account', 'contact'] as const) {
      const own = swaps.filter(swap => swap.compartment === compartment)
      if (own.length === 0) continue
      requireCompartment(authority, compartment)
      lost.push(...swapIn(instance.database.hot(), compartment, epochs, own))
    }
    return lost.sort((a, b) => a - b)
  })
  const swapped = swaps.length - refused.length
  instance.log({
    event: 'wraps swapped',
    count: swapped,
    refused: refused.length,
    milliseconds: performance.now() - started,
  })
  return { swapped, refused }
}

function swapIn(
  hot: Hot,
  compartment: Compartment,
  epochs: ReadonlyMap<string, EpochRow>,
  swaps: readonly (WrapSwap & { index: number })[],
): number[] {
  const refused: number[] = []
  const done = new Set<string>()
  for (const { subject, read, wrap, index } of swaps) {
    const { kind, keyId } = wrapForm(wrap)
    if (kind !== 'adopted') throw new Failure('malformed', 'members send adopted wraps')
    const key = hex(subject)
    const epoch = epochs.get(hex(keyId))
    const open = !done.has(key) && epoch?.compartment === compartment && epoch.open
    const put = open && decide(hot.wrapsOf(subject, compartment), epoch, read, wrap)
    if (!put) refused.push(index)
    else if (put !== 'same') {
      done.add(key)
      hot.putWrap(put)
    }
  }
  return refused
}

/** The row that a swap writes; null when it lost; `same` when it is there already. */
function decide(rows: WrapRow[], epoch: EpochRow, read: Uint8Array, wrap: Uint8Array): NewWrap | 'same' | null {
  // Adopted ones first: they are short, and most of what is read.
  const from = rows.sort((a, b) => b.kind - a.kind || b.epoch - a.epoch).find(row => equal(hash32(row.wrap), read))
  const there = rows.find(row => row.epoch === epoch.id && row.kind === ADOPTED)
  if (there && equal(there.wrap, wrap)) return 'same'
  // Rows of epochs grow with their number.
  if (!from || from.epoch > epoch.id) return null
  if (there && !mayReplace(there, from, rows)) return null
  const { submission, compartment, message, subject, commitment } = from
  return { submission, compartment, message, subject, commitment, epoch: epoch.id, kind: ADOPTED, wrap }
}

/**
 * An adopted wrap gives way to another one that was made from it only while the sealed one stands beside both: a wrong adoption
 * loses nothing. To one that was made from another wrap it gives way when it was set aside.
 */
function mayReplace(there: WrapRow, from: WrapRow, rows: readonly WrapRow[]): boolean {
  if (there === from) return rows.some(row => row.epoch === there.epoch && row.kind === SEALED)
  return there.quarantined === 1
}

/**
 * Sets aside wraps that do not open: they stay as they are and the listing passes over them. Of each subject that is the wrap
 * which the listing shows; where it was an adopted one, the sealed one of the same epoch is shown next. For admins
 * who hold the compartment.
 */
export async function quarantine(
  instance: Instance,
  member: string,
  { compartment, epoch, subjects }: z.infer<typeof Quarantine>,
): Promise<void> {
  if (subjects.length > MOST_WRAPS) throw new Refused('too-large')
  await instance.db.transaction().execute(async trx => {
    const authority = await readAuthority(instance, trx, member)
    requireAdmin(authority)
    requireCompartment(authority, compartment)
    const row = (await listEpochs(trx)).find(one => one.compartment === compartment && one.epoch === epoch)
    if (!row) throw new Refused('not-found')
    const hot = instance.database.hot()
    const ids = new Set<number>()
    for (const subject of subjects) {
      const [best] = hot.wrapsOf(readBytes(subject, 32), compartment).sort(bestFirst)
      if (best?.epoch === row.id && best.quarantined === 0) ids.add(best.id)
    }
    await quarantineWraps(trx, [...ids])
  })
}

/** As the listings show them: not quarantined, newest epoch, adopted. */
function bestFirst(a: WrapRow, b: WrapRow): number {
  return a.quarantined - b.quarantined || b.epoch - a.epoch || b.kind - a.kind
}
