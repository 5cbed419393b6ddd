import { concat, toHex } from '#app/crypto/bytes.ts'
import { boxCommitment } from '#app/crypto/box-form.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { decodeSubmission, type Submission } from '#app/crypto/submission.ts'
import { wrapForm } from '#app/crypto/wrap-form.ts'
import type { Transactor } from '#db/database.ts'
import { listEpochs, type Compartment } from '#db/epochs.ts'
import { findStored, insertSubmissions, type NewSubmission } from '#db/submissions.ts'
import { putWraps, SEALED, type NewWrap } from '#db/wraps.ts'
import { createGroupCommit } from './group-commit.ts'
import { today, type Instance } from './instance.ts'
import { Refused } from './refusal.ts'

interface Arrival {
  id: string
  key: string
  submission: NewSubmission
  /** Wraps without the row of their epoch, which the transaction looks up by key id. */
  wraps: (Omit<NewWrap, 'epoch'> & { keyId: string })[]
}

/** Takes a submission's body in; resolves with its id after it is durable. The same for a repeat. */
export type Intake = (body: Uint8Array) => Promise<{ id: string }>

/**
 * Checks what can be seen of a submission (FORMAT.md §2, §3, §4) and stores it; submissions that arrive together share a
 * commit. Throws the codes of `decodeSubmission`; `expired` when a wrap names no open epoch; `not-set-up`; `full`. Then
 * nothing was stored.
 */
export function createIntake(instance: Instance): Intake {
  const commit = createGroupCommit<Arrival, 'expired' | null>(arrivals => store(instance, arrivals))
  return async body => {
    const arrival = read(decodeSubmission(body), today(instance))
    const refusal = await commit(arrival)
    if (refusal) throw new Refused(refusal)
    return { id: arrival.id }
  }
}

function read({ sealed, digest, id, way }: Submission, day: string): Arrival {
  const wrapOf = (compartment: Compartment, wrap: Uint8Array, box: Uint8Array) => ({
    compartment,
    subject: digest,
    keyId: toHex(wrapForm(wrap).keyId),
    kind: SEALED as typeof SEALED,
    commitment: boxCommitment(box),
    wrap,
  })
  const { card, account, contact, uploads, wraps } = sealed
  return {
    id,
    key: toHex(digest),
    submission: {
      digest,
      day,
      accountHash: hash32(account),
      contactHash: contact && hash32(contact),
      uploads: concat(...uploads),
      tokenHash: way?.tokenHash ?? null,
      proof: way?.proof ?? null,
      card,
      account,
      contact,
    },
    wraps: [
      wrapOf('account', wraps.account, account),
      ...(contact && wraps.contact ? [wrapOf('contact', wraps.contact, contact)] : []),
    ],
  }
}

async function store({ db, log, settings, freeBytes }: Instance, arrivals: readonly Arrival[]) {
  const started = performance.now()
  if (freeBytes() < settings.keepFreeBytes) throw new Refused('full')
  const answers = await db.transaction().execute(trx => insertNew(trx, arrivals))
  const count = answers.filter(answer => answer === 'stored').length
  const known = answers.filter(answer => answer === 'known').length
  log({
    event: 'submissions stored',
    count,
    known,
    refused: arrivals.length - count - known,
    milliseconds: performance.now() - started,
  })
  return answers.map(answer => (answer === 'expired' ? answer : null))
}

async function insertNew(trx: Transactor, arrivals: readonly Arrival[]) {
  const epochs = new Map((await listEpochs(trx)).map(epoch => [toHex(epoch.keyId), epoch]))
  if (epochs.size === 0) throw new Refused('not-set-up')
  const stored = await findStored(
    trx,
    arrivals.map(({ submission }) => submission.digest),
  )
  const fresh: Arrival[] = []
  const answers = arrivals.map(arrival => {
    if (stored.has(arrival.key)) return 'known'
    const open = arrival.wraps.every(({ compartment, keyId }) => {
      const epoch = epochs.get(keyId)
      return epoch?.open && epoch.compartment === compartment
    })
    if (!open) return 'expired'
    stored.add(arrival.key)
    fresh.push(arrival)
    return 'stored'
  })
  // By digest: rows of one commit do not tell who came first.
  fresh.sort((a, b) => (a.key < b.key ? -1 : 1))
  if (fresh.length > 0) {
    await insertSubmissions(
      trx,
      fresh.map(({ submission }) => submission),
    )
    await putWraps(
      trx,
      fresh.flatMap(({ wraps }) => wraps.map(({ keyId, ...wrap }) => ({ ...wrap, epoch: epochs.get(keyId)!.id }))),
    )
  }
  return answers
}
