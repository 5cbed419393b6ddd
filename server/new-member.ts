import { checkKemPublicKey, checkSignPublicKey } from '#app/crypto/keys.ts'
import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { RosterMember } from '#app/trust/roster.ts'
import type { NewMember } from '#app/wire/members.ts'
import type { Transactor } from '#db/database.ts'
import { findMember, insertMember, type MemberRow } from '#db/members.ts'
import type { Instance } from './instance.ts'
import { readBytes } from './body.ts'
import { Refused } from './refusal.ts'

/** nonce, secret and tag (FORMAT.md §9). */
const LOCK = 72
const LARGEST_RECORD = 1_024

/**
 * Answers an OPAQUE registration request; stores nothing. An id that somebody has is refused (`conflict`): answers for it
 * would be as good as tries at their passphrase. Throws `malformed`.
 */
export async function answerRegistration(
  { db, opaque }: Instance,
  { id, request }: { id: string; request: string },
): Promise<{ response: string }> {
  if (await findMember(db, id)) throw new Refused('conflict')
  return { response: opaque.register(id, request) }
}

/** Registers a member, who is nobody until a roster names them. Throws `malformed`, and `conflict` when id or handle is taken. */
export async function registerMember(trx: Transactor, member: NewMember): Promise<MemberRow> {
  const { id, handle, record } = member
  if (record.length === 0 || record.length > LARGEST_RECORD) throw new Refused('malformed')
  const row = {
    id,
    handle,
    record,
    lock: readBytes(member.lock, LOCK),
    sign: checkSignPublicKey(fromB64u(member.sign)),
    reply: checkSignPublicKey(fromB64u(member.reply)),
    kem: checkKemPublicKey(fromB64u(member.kem)),
  }
  await insertMember(trx, row)
  return row
}

/** Whether a registered member's keys are those of a member of the roster. */
export function hasKeysOf(row: MemberRow, member: RosterMember): boolean {
  return (
    row.id === member.id &&
    toB64u(row.sign) === member.sign &&
    toB64u(row.reply) === member.reply &&
    toB64u(hash32(row.kem)) === member.kemHash
  )
}
