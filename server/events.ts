import { fromB64u } from '#app/crypto/bytes.ts'
import type * as z from 'zod/mini'
import type { NewEvent } from '#app/wire/members.ts'
import { insertEvent, lastEventOf, lastSeqOf } from '#db/events.ts'
import { findSubmissionByDigest } from '#db/submissions.ts'
import { readAuthority, requireCompartment } from './authority.ts'
import { readBytes } from './body.ts'
import { today, type Instance } from './instance.ts'
import { Refused } from './refusal.ts'

/** nonce and tag (FORMAT.md §7); between them a multiple of 256. */
const AROUND = 40
const LARGEST = 65_536

/**
 * Appends a review event (FORMAT.md §7), which the server cannot read: only its place is checked. For members of the chain's
 * compartment. Throws `conflict` when (submission, chain, seq) or the member's n is not the next one, `not-found` for no
 * such chain, `malformed`, `too-large`.
 */
export async function appendEvent(
  instance: Instance,
  member: string,
  { digest, chain, seq, n, event }: z.infer<typeof NewEvent>,
): Promise<void> {
  const bytes = fromB64u(event)
  if (bytes.length > LARGEST) throw new Refused('too-large')
  if (bytes.length <= AROUND || (bytes.length - AROUND) % 256 !== 0) throw new Refused('malformed')
  await instance.db.transaction().execute(async trx => {
    requireCompartment(await readAuthority(instance, trx, member), chain)
    const submission = await findSubmissionByDigest(trx, readBytes(digest, 32))
    if (!submission || (chain === 'contact' && !submission.contact_hash)) throw new Refused('not-found')
    const last = await lastEventOf(trx, member, chain)
    const free = (await lastSeqOf(trx, submission.id, chain)) + 1 === seq && (last?.n ?? 0) + 1 === n
    if (!free) throw new Refused('conflict')
    await insertEvent(trx, { submission: submission.id, chain, seq, member, n, day: today(instance), event: bytes })
  })
}
