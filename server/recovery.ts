import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { verify } from '#app/crypto/keys.ts'
import { verifyKemHash, type KeyLog } from '#app/trust/key-log.ts'
import { parseStatement, statementSignedBytes, type LogEntry } from '#app/trust/statement.ts'
import type { Grant, NewRecovery, RecoveryClaim, RecoveryView, SignedIn } from '#app/wire/members.ts'
import type * as z from 'zod/mini'
import type { Transactor } from '#db/database.ts'
import { listEpochs } from '#db/epochs.ts'
import { deleteGrant, RECOVERY } from '#db/grants.ts'
import { newestRoster } from '#db/key-log.ts'
import { replaceRecoveryKem } from '#db/organisation.ts'
import { readAuthority, requireAdmin } from './authority.ts'
import { settleGrants, storeGrants } from './grants.ts'
import type { Instance } from './instance.ts'
import { extendLog, storeStatements } from './key-log.ts'
import { storeNames } from './names.ts'
import { registerMember } from './new-member.ts'
import { Refused } from './refusal.ts'
import { appendWithRoster, endThoseWhoLeft } from './roster.ts'
import { signIn } from './sign-in.ts'
import { readGrants, readKeys, readMembers, readNames } from './state.ts'

/** A new recovery key, granted every open epoch, in one transaction (FORMAT.md §9). For admins. */
export async function replaceRecovery(
  instance: Instance,
  member: string,
  { entry, kem, grants }: z.infer<typeof NewRecovery>,
): Promise<void> {
  await instance.db.transaction().execute(async trx => {
    requireAdmin(await readAuthority(instance, trx, member))
    const { log, roster } = await instance.keyLog.readWithRoster(trx)
    const extended = extendLog(log, [entry])
    if (extended.statements.at(-1)?.type !== 'recovery') throw new Refused('malformed')
    await storeStatements(trx, extended, log.head.seq + 1, null)
    await installRecovery(trx, extended, kem, grants)
    await settleGrants(trx, roster)
  })
  instance.log({ event: 'statements appended', count: 1 })
}

/**
 * What somebody who holds the recovery key needs to rebuild access: ciphertext and public keys. The proof is an `admins`
 * statement that would extend the log, signed by the recovery key; it is not appended. Throws `wrong-key` without it.
 */
export async function lookForRecovery(instance: Instance, entry: LogEntry): Promise<RecoveryView> {
  const { db, keyLog } = instance
  const { log, roster } = await keyLog.readWithRoster(db)
  requireRecoverySignature(log, entry)
  extendLog(log, [entry])
  return {
    keys: await readKeys(db),
    roster: toB64u((await newestRoster(db)) ?? new Uint8Array()),
    members: await readMembers(db, roster),
    recoveryGrants: await readGrants(db, RECOVERY),
    names: await readNames(db),
  }
}

/**
 * Rebuilds access with the recovery key, in one transaction: a new admin, a new recovery key, a roster. Whoever that lets go is out.
 * Gives the new admin a session. Throws `wrong-key` without the recovery key's signature, `conflict` when the log moved
 * on or the handle is taken, and the codes of what is wrong.
 */
export async function claimRecovery(
  instance: Instance,
  claim: RecoveryClaim,
): Promise<{ signedIn: SignedIn; cookie: string }> {
  const admin = await instance.db.transaction().execute(async trx => {
    const before = await instance.keyLog.readWithRoster(trx)
    requireRecoverySignature(before.log, claim.entries[0]!)
    const types = claim.entries.map(entry => parseStatement(entry).type)
    if (types.join() !== 'admins,recovery,roster') throw new Refused('malformed')
    const extended = extendLog(before.log, claim.entries)
    const member = await registerMember(trx, claim.member)
    const roster = await appendWithRoster(trx, before, extended, claim.roster)
    const isAdmin = extended.admins.some(key => toB64u(key) === claim.member.sign)
    if (!isAdmin || !roster.members.some(one => one.id === member.id && !one.left)) throw new Refused('malformed')
    await endThoseWhoLeft(trx, before.roster, roster)
    await installRecovery(trx, extended, claim.recoveryKem, claim.grants)
    await settleGrants(trx, roster)
    if (claim.names) await storeNames(trx, claim.names)
    return member
  })
  instance.log({ event: 'recovery claimed' })
  return signIn(instance, admin)
}

/** The new key in place of the old, which loses every open epoch; a closed one it keeps unless that is granted anew. */
async function installRecovery(trx: Transactor, log: KeyLog, kem: string, grants: readonly Grant[]): Promise<void> {
  await replaceRecoveryKem(trx, verifyKemHash(log.recovery.kemHash, fromB64u(kem)))
  for (const { id, open } of await listEpochs(trx)) if (open) await deleteGrant(trx, id, RECOVERY)
  await storeGrants(trx, grants)
}

/** Before anything that costs more: everybody may ask. */
function requireRecoverySignature({ recovery }: KeyLog, entry: LogEntry): void {
  const by = toB64u(recovery.sign)
  const bytes = statementSignedBytes(fromB64u(entry.statement))
  const own = entry.signatures.find(one => one.by === by)
  if (!own || !verify(recovery.sign, bytes, fromB64u(own.sig))) throw new Refused('wrong-key')
}
