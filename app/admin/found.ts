import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import type { RecoverySecret, SignKeyPair } from '#app/crypto/types.ts'
import { newEpochSecret, openEpoch } from '#app/crypto/wrap.ts'
import { lockCredentials, type Credentials } from '#app/keyring/credentials.ts'
import { sealNames } from '#app/keyring/names.ts'
import { extendKeyLog, verifyKeyLog, type KeyLog } from '#app/trust/key-log.ts'
import { recoveryKeys } from '#app/trust/recovery.ts'
import { parseRoster } from '#app/trust/roster.ts'
import { epochText, genesisText } from '#app/trust/statement-text.ts'
import { signStatement, type RecoveryFields } from '#app/trust/statement.ts'
import type { Grant, SetUp } from '#app/wire/members.ts'
import { compartments } from './compartments.ts'
import { grantsForAll } from './epoch-grants.ts'
import { nextSeq, signRoster } from './roster-change.ts'

/** What the person decides. */
export interface Plan {
  organisation: string
  languages: SetUp['languages']
  name: string
}

/** Signs genesis (FORMAT.md §8): from here on the organisation has a fingerprint. Nothing is sent yet. */
export function foundLog(plan: Plan, recovery: RecoveryFields, founder: SignKeyPair, at: string): KeyLog {
  const text = genesisText({ at, organisation: plan.organisation, admins: [founder.publicKey], quorum: 1, recovery })
  return verifyKeyLog([signStatement(text, [founder])])
}

/**
 * The whole organisation in one request: roster with the founder, epoch 1 of both compartments with grants, the names. What is sent is
 * verified from genesis first. An interrupted set-up sends nothing, so nothing is left half made.
 */
export function completeSetUp(
  plan: Plan,
  code: string,
  founder: Credentials,
  secret: RecoverySecret,
  genesis: KeyLog,
  at: string,
): SetUp {
  const member = lockCredentials(founder, genesis.genesisHash)
  const roles = ['admin', 'reviewer', 'custodian'] as const
  const own = {
    id: member.id,
    sign: member.sign,
    kemHash: toB64u(hash32(founder.keys.kem.publicKey)),
    reply: member.reply,
    roles: [...roles],
    compartments: [...compartments],
    from: nextSeq(genesis),
  }
  const signed = signRoster(genesis, [own], founder.keys.sign, at)
  const roster = parseRoster(fromB64u(signed.roster), signed.log)
  const served = {
    members: [{ id: member.id, handle: member.handle, kem: member.kem, position: nowhere }],
    recoveryKem: toB64u(recoveryKeys(secret).kem.publicKey),
  }
  let log = signed.log
  const keys: SetUp['keys'] = []
  const grants: Grant[] = []
  const opened = compartments.map(compartment => {
    const open = openEpoch(newEpochSecret())
    const text = epochText(log, { at, compartment, kem: open.kem.publicKey })
    log = extendKeyLog(log, signStatement(text, [founder.keys.sign]))
    keys.push({ compartment, epoch: 1, kem: toB64u(open.kem.publicKey) })
    grants.push(...grantsForAll(compartment, 1, open, { log, roster, served }))
    return open
  })
  const [account] = opened
  if (!account) throw new Error('an organisation has compartments')
  const names = sealNames({ [member.id]: plan.name }, account)
  const entries = verifyKeyLog(log.entries).entries.map(entry => ({ ...entry }))
  return {
    code,
    languages: plan.languages,
    founder: member,
    entries,
    roster: signed.roster,
    keys,
    grants,
    recoveryKem: served.recoveryKem,
    names,
  }
}

const nowhere = { account: { n: 0, last: null }, contact: { n: 0, last: null } }
