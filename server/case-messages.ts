import { boxCommitment, boxLength, checkBoxForm, LARGEST_PLAINTEXT } from '#app/crypto/box-form.ts'
import { toHex } from '#app/crypto/bytes.ts'
import { hashCaseToken } from '#app/crypto/case-token.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { checkSealedWrap, SEALED_WRAP, wrapForm } from '#app/crypto/wrap-form.ts'
import { decodeCaseMessage, type CaseMessage } from '#app/wire/case.ts'
import type { Db, Transactor } from '#db/database.ts'
import { listEpochs } from '#db/epochs.ts'
import { findMessage, insertMessage, measureThread } from '#db/messages.ts'
import { findCase } from '#db/submissions.ts'
import { SEALED } from '#db/wraps.ts'
import { withClaim } from './claim.ts'
import { today, type Instance } from './instance.ts'
import { Refused } from './refusal.ts'

/** Uploads that one message can claim. */
const MOST_UPLOADS = 64
/** Messages of a witness in one case, and the bytes of their boxes: what a reviewer's browser opens at once. */
const MOST_MESSAGES = 500
const MOST_BYTES = 16_777_216
/** Room for the largest body. */
export const MESSAGE_BODY = boxLength(LARGEST_PLAINTEXT.message) + SEALED_WRAP + MOST_UPLOADS * 48 + 64

/**
 * Takes a message of a witness (FORMAT.md §6) and claims the uploads that it names; resolves after all of it is durable. The
 * same box again is answered as it was the first time; another one under the same number is taken too, and shown as a
 * conflict. Nothing but the day is kept of when. Throws `not-found` for an unknown token, the codes of box and wrap, `too-large` over
 * the limits of a case, `conflict` for a number beyond the next or a box that stands elsewhere, `expired` when the wrap
 * names no open epoch of `account`, `full`, and what `withClaim` throws. Then nothing was stored.
 */
export async function takeMessage(instance: Instance, token: Uint8Array, body: Uint8Array): Promise<{ seq: number }> {
  const submission = await findCase(instance.db, hashCaseToken(token))
  if (submission === undefined) throw new Refused('not-found')
  const message = readMessage(body)
  // Before long files are read, and once more where nothing comes in between.
  const place = await findPlace(instance.db, submission, message)
  if (place !== 'known' && instance.freeBytes() < instance.settings.keepFreeBytes) throw new Refused('full')
  await withClaim(instance, message.uploads, async trx => {
    await store(instance, trx, submission, message)
    return { submission, result: null }
  })
  if (place !== 'known') instance.log({ event: 'messages', count: 1 })
  return { seq: message.seq }
}

type Message = CaseMessage & { hash: Uint8Array }

function readMessage(body: Uint8Array): Message {
  const message = decodeCaseMessage(body)
  const box = checkBoxForm('message', message.box)
  checkSealedWrap(message.wrap)
  if (message.uploads.length > MOST_UPLOADS) throw new Refused('too-large')
  const named = new Set(message.uploads.map(({ id }) => toHex(id)))
  if (named.size !== message.uploads.length) throw new Refused('malformed')
  return { ...message, hash: hash32(box) }
}

/** The row of the epoch that the wrap of a new message names; `known`: the same box stands there already. */
async function findPlace(
  db: Db,
  submission: number,
  { seq, hash, box, wrap }: Message,
): Promise<'known' | { epoch: number }> {
  const there = await findMessage(db, hash)
  if (there) {
    if (there.submission === submission && there.sender === 'witness' && there.seq === seq) return 'known'
    throw new Refused('conflict')
  }
  const { count, bytes, last } = await measureThread(db, submission, 'witness')
  if (seq > last + 1) throw new Refused('conflict')
  if (count >= MOST_MESSAGES || bytes + box.length > MOST_BYTES) throw new Refused('too-large')
  const named = toHex(wrapForm(wrap).keyId)
  const epoch = (await listEpochs(db)).find(one => one.compartment === 'account' && toHex(one.keyId) === named)
  if (!epoch?.open) throw new Refused('expired')
  return { epoch: epoch.id }
}

async function store(instance: Instance, trx: Transactor, submission: number, message: Message): Promise<void> {
  const place = await findPlace(trx, submission, message)
  if (place === 'known') return
  const { seq, hash, box, wrap } = message
  const row = await insertMessage(trx, { submission, sender: 'witness', seq, day: today(instance), hash, box })
  instance.database.hot().putWrap({
    submission,
    compartment: 'account',
    message: row,
    subject: hash,
    epoch: place.epoch,
    kind: SEALED,
    commitment: boxCommitment(box),
    wrap,
  })
}
