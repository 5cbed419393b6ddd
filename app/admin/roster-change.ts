import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import type { SignKeyPair, SignPublicKey } from '#app/crypto/types.ts'
import { extendKeyLog, type KeyLog } from '#app/trust/key-log.ts'
import { rosterText, type RosterMember } from '#app/trust/roster.ts'
import { rosterStatementText } from '#app/trust/statement-text.ts'
import { signStatement } from '#app/trust/statement.ts'
import type { LogEntry } from '#app/wire/public.ts'

/** Seq that the next statement gets: what a new member's `from` names. */
export function nextSeq(log: KeyLog): number {
  return log.head.seq + 1
}

/** Puts the members in force by a signed roster statement (FORMAT.md §9). Reviewers who are in may speak to witnesses. */
export function signRoster(
  log: KeyLog,
  members: readonly RosterMember[],
  signer: SignKeyPair,
  at: string,
): { entry: LogEntry; roster: string; log: KeyLog } {
  const text = rosterText(members)
  const speakers = members
    .filter(member => !member.left && member.roles.includes('reviewer'))
    .map(member => fromB64u(member.reply) as SignPublicKey)
  const entry = signStatement(rosterStatementText(log, { at, roster: text, speakers }), [signer])
  return { entry, roster: toB64u(text), log: extendKeyLog(log, entry) }
}

/** Ours alone must suffice: an organisation that asks for more signatures has set up its own way. Throws `unsupported`. */
export function requireSoleSigner(log: KeyLog, signer: SignKeyPair): void {
  const own = toB64u(signer.publicKey)
  if (log.quorum !== 1 || !log.admins.some(admin => toB64u(admin) === own)) {
    throw new Failure('unsupported', 'another signature is needed')
  }
}
