import { concat } from '#app/crypto/bytes.ts'
import { boxCommitment } from '#app/crypto/box-form.ts'
import { decodeSubmission, type Submission } from '#app/crypto/submission.ts'
import { wrapForm } from '#app/crypto/wrap-form.ts'
import type { Transactor } from '#db/database.ts'
import type { Hot, OpenEpochRow } from '#db/hot.ts'
import { findRows, findSubmissionByDigest } from '#db/submissions.ts'
import { SEALED } from '#db/wraps.ts'
import { withClaim } from './claim.ts'
import { createGroupCommit } from './group-commit.ts'
import { today, type Instance } from './instance.ts'
import { Refused } from './refusal.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')

type Outcome = 'stored' | 'known' | 'expired'

/** Takes a submission's body in; resolves with its id after it is durable. The same for a repeat. */
export type Intake = (body: Uint8Array) => Promise<{ id: string }>

/**
 * Checks what can be seen of a submission (FORMAT.md §2, §3, §4) and stores it; submissions that arrive together share a
 * commit. One that names uploads claims them and has a commit of its own. Throws the codes of `decodeSubmission`;
 * `expired` when a wrap names no open epoch; `not-found` when an upload is not complete, `conflict` when it is another's;
 * `not-set-up`; `full`. Then nothing was stored.
 */
export function createIntake(instance: Instance): Intake {
  const commit = createGroupCommit<Submission, Outcome>(submissions => store(instance, submissions))
  return async body => {
    const submission = decodeSubmission(body)
    const { uploads } = submission.sealed
    const outcome = await (uploads.length > 0 ? storeWithUploads(instance, submission) : commit(submission))
    if (outcome === 'expired') throw new Refused('expired')
    return { id: submission.id }
  }
}

async function store(instance: Instance, submissions: readonly Submission[]): Promise<Outcome[]> {
  const { db, log } = instance
  requireRoom(instance)
  const day = today(instance)
  // By digest: rows of one commit do not tell who came first.
  const order = submissions.map((submission, index) => ({ index, key: hex(submission.digest), submission }))
  order.sort((a, b) => (a.key < b.key ? -1 : 1))
  const outcomes: Outcome[] = []
  await db.transaction().execute(async trx => {
    const { hot, epochs } = prepare(instance)
    for (const { submission, index } of order) outcomes[index] = insert(hot, epochs, submission, day)
    if (outcomes.includes('expired')) await recall(trx, submissions, outcomes)
  })
  const count = (outcome: Outcome) => outcomes.filter(one => one === outcome).length
  log({ event: 'submissions', count: count('stored'), known: count('known') })
  return outcomes
}

/** Throws `expired` itself, so that nothing is claimed. */
async function storeWithUploads(instance: Instance, submission: Submission): Promise<Outcome> {
  requireRoom(instance)
  const claims = submission.sealed.uploads.map(id => ({ id, digest: null }))
  const outcome = await withClaim(instance, claims, async trx => {
    const { hot, epochs } = prepare(instance)
    const inserted = insert(hot, epochs, submission, today(instance))
    const row = await findSubmissionByDigest(trx, submission.digest)
    if (!row) throw new Refused('expired')
    return { submission: row.id, result: inserted === 'stored' ? inserted : ('known' as const) }
  })
  instance.log({ event: 'submissions', count: outcome === 'stored' ? 1 : 0, known: outcome === 'known' ? 1 : 0 })
  return outcome
}

function requireRoom({ freeBytes, settings }: Instance): void {
  if (freeBytes() < settings.keepFreeBytes) throw new Refused('full')
}

function prepare({ database }: Instance): { hot: Hot; epochs: ReadonlyMap<string, OpenEpochRow> } {
  const hot = database.hot()
  const epochs = hot.openEpochs()
  if (epochs.size === 0) throw new Refused('not-set-up')
  return { hot, epochs }
}

function insert(
  hot: Hot,
  epochs: ReadonlyMap<string, OpenEpochRow>,
  { sealed, hashes, digest, way }: Submission,
  day: string,
): Outcome {
  const { card, account, contact, wraps } = sealed
  const parts = [
    { compartment: 'account' as const, wrap: wraps.account, box: account },
    ...(contact && wraps.contact ? [{ compartment: 'contact' as const, wrap: wraps.contact, box: contact }] : []),
  ].map(part => ({ ...part, epoch: epochs.get(hex(wrapForm(part.wrap).keyId)) }))
  const open = parts.every(({ epoch, compartment }) => epoch?.compartment === compartment)
  if (!open) return 'expired'
  const submission = hot.insertSubmission({
    digest,
    day,
    accountHash: hashes.account,
    contactHash: hashes.contact,
    uploads: concat(...sealed.uploads),
    tokenHash: way?.tokenHash ?? null,
    proof: way?.proof ?? null,
    card,
    account,
    contact,
  })
  if (submission === null) return 'known'
  for (const { compartment, wrap, box, epoch } of parts) {
    const commitment = boxCommitment(box)
    hot.putWrap({
      submission,
      compartment,
      message: 0,
      subject: digest,
      epoch: epoch!.id,
      kind: SEALED,
      commitment,
      wrap,
    })
  }
  return 'stored'
}

/** What is stored is answered as it was the first time, whatever happened to its epoch since. */
async function recall(trx: Transactor, submissions: readonly Submission[], outcomes: Outcome[]): Promise<void> {
  const stored = await findRows(
    trx,
    submissions.map(({ digest }) => digest),
  )
  submissions.forEach(({ digest }, index) => {
    if (outcomes[index] === 'expired' && stored.has(hex(digest))) outcomes[index] = 'known'
  })
}
