import { equal, toHex } from '#app/crypto/bytes.ts'
import type { Bytes } from '#app/crypto/types.ts'
import type { Transactor } from '#db/database.ts'
import { claimUpload, findUpload } from '#db/uploads.ts'
import type { Instance } from './instance.ts'
import { Refused } from './refusal.ts'
import type { Done } from './turns.ts'

/** An upload that is claimed; `digest`: H(32, box) as the witness's browser made it, null where nobody told it. */
export interface Claim {
  id: Bytes
  digest: Bytes | null
}

interface Checked {
  id: Bytes
  digest: Bytes
  /** Nobody had claimed it. */
  fresh: boolean
}

/**
 * Gives uploads to a submission. Each has to be complete and to hash to the digest that was told. `work`, which names the
 * row of the submission, and all claims are one transaction; then the files are moved to where they stay. Resolves with
 * what `work` gave when all of it is on disk. Again by the same submission is fine. Throws `not-found` (not there, or not
 * complete), `tampered`, `conflict` (another submission's), and whatever `work` throws; then nothing was claimed.
 */
export async function withClaim<T>(
  instance: Instance,
  uploads: readonly Claim[],
  work: (trx: Transactor) => Promise<{ submission: number; result: T }>,
): Promise<T> {
  const { db, blobs, room, log } = instance
  const keys = [...new Set(uploads.map(({ id }) => toHex(id)))]
  const turns: Done[] = []
  try {
    // In one order, so that two claims of the same files do not wait for each other.
    for (const key of keys.sort()) turns.push(await blobs.turns.take(key))
    const checked: Checked[] = []
    for (const upload of uploads) checked.push(await check(instance, upload))
    const result = await db.transaction().execute(async trx => {
      const done = await work(trx)
      for (const upload of checked) await claim(trx, upload, done.submission)
      return done.result
    })
    for (const key of keys) room.settle(key)
    for (const { id } of checked) await blobs.keep(id)
    const count = checked.filter(({ fresh }) => fresh).length
    if (count > 0) log({ event: 'files claimed', count })
    return result
  } finally {
    for (const done of turns) done()
  }
}

async function check({ db, blobs }: Instance, { id, digest }: Claim): Promise<Checked> {
  const row = await findUpload(db, id)
  if (!row) throw new Refused('not-found')
  if (!row.digest && (await blobs.arrived(id)) !== row.length) throw new Refused('not-found')
  const own = row.digest ?? (await blobs.digest(id))
  if (digest && !equal(own, digest)) throw new Refused('tampered')
  return { id, digest: own, fresh: row.submission === null }
}

async function claim(trx: Transactor, { id, digest }: Checked, submission: number): Promise<void> {
  await claimUpload(trx, { id, submission, digest })
  if ((await findUpload(trx, id))?.submission !== submission) throw new Refused('conflict')
}
