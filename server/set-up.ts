import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { keyId } from '#app/crypto/key-id.ts'
import { verifyEpochKey, verifyKemHash, verifyKeyLog } from '#app/trust/key-log.ts'
import { parseRoster } from '#app/trust/roster.ts'
import type { SetUp, SignedIn } from '#app/wire/members.ts'
import type { Transactor } from '#db/database.ts'
import { insertEpoch } from '#db/epochs.ts'
import { lastStatement } from '#db/key-log.ts'
import { insertOrganisation } from '#db/organisation.ts'
import { settleGrants, storeGrants } from './grants.ts'
import type { Instance } from './instance.ts'
import { storeStatements } from './key-log.ts'
import { storeNames } from './names.ts'
import { answerRegistration, hasKeysOf, registerMember } from './new-member.ts'
import { Refused } from './refusal.ts'
import { signIn } from './sign-in.ts'

/** Throws `used` after set-up, `forbidden` for another code. Slows down who guesses. */
export async function checkSetUpCode(instance: Instance, code: string): Promise<void> {
  if (instance.setUpCode === null) throw new Refused('used')
  await instance.guesses.slow('set-up')
  if (!instance.setUpCode?.matches(code)) throw new Refused('forbidden')
  instance.guesses.succeed('set-up')
}

/** Answers the founder's OPAQUE registration; nothing is stored before `completeSetUp`. */
export async function registerFounder(
  instance: Instance,
  { code, id, request }: { code: string; id: string; request: string },
): Promise<{ response: string }> {
  await checkSetUpCode(instance, code)
  return answerRegistration(instance, { id, request })
}

/**
 * Founds the organisation in one transaction: all of it or nothing. The whole key log is verified, and that roster, keys,
 * grants and the founder are those that it names. Ends the code. Throws `used` the second time, else the codes of what is
 * wrong.
 */
export async function completeSetUp(instance: Instance, setUp: SetUp): Promise<{ signedIn: SignedIn; cookie: string }> {
  await checkSetUpCode(instance, setUp.code)
  const founder = await instance.db.transaction().execute(trx => found(trx, setUp))
  instance.setUpCode = null
  instance.log({ event: 'set up' })
  return signIn(instance, founder)
}

async function found(trx: Transactor, setUp: SetUp) {
  if (await lastStatement(trx)) throw new Refused('used')
  const log = verifyKeyLog(setUp.entries)
  const rosterText = fromB64u(setUp.roster)
  const roster = parseRoster(rosterText, log)
  const recoveryKem = verifyKemHash(log.recovery.kemHash, fromB64u(setUp.recoveryKem))
  const founder = await registerMember(trx, setUp.founder)
  const [member] = roster.members
  const admin = log.admins.some(key => toB64u(key) === setUp.founder.sign)
  if (!member || roster.members.length !== 1 || !hasKeysOf(founder, member) || !admin) throw new Refused('wrong-key')
  await insertOrganisation(trx, [...new Set(setUp.languages)], recoveryKem)
  await storeStatements(trx, log, 0, rosterText)
  for (const compartment of ['account', 'contact'] as const) {
    const [epoch, ...more] = log.epochs[compartment]
    const key = setUp.keys.find(one => one.compartment === compartment && one.epoch === 1)
    if (!epoch || more.length > 0 || !key) throw new Refused('malformed')
    const kem = verifyEpochKey(epoch, fromB64u(key.kem))
    await insertEpoch(trx, { compartment, epoch: 1, kem, keyId: keyId(kem) })
  }
  await storeGrants(trx, setUp.grants)
  await settleGrants(trx, roster)
  await storeNames(trx, setUp.names)
  return founder
}
