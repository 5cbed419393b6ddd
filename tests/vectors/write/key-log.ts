import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { kemKeyPairFromSeed } from '#app/crypto/keys.ts'
import type { Bytes, KemPublicKey } from '#app/crypto/types.ts'
import { addDays } from '#app/trust/date.ts'
import { fingerprint, fingerprintGroups } from '#app/trust/fingerprint.ts'
import { epochToSealTo, extendKeyLog, type KeyLog, verifyKeyLog } from '#app/trust/key-log.ts'
import { type MemberKeys, memberKeys, newMemberSecret } from '#app/trust/member.ts'
import { formatPin } from '#app/trust/pin.ts'
import { newRecovery, recoveryFields, recoveryKeys } from '#app/trust/recovery.ts'
import { adminsText, epochText, genesisText, rosterStatementText } from '#app/trust/statement-text.ts'
import { signStatement } from '#app/trust/statement.ts'
import type { Written } from './written.ts'

const at = '2026-01-01'
const notAfter = '2027-01-01'
const newKem = (): KemPublicKey => kemKeyPairFromSeed(randomBytes(32)).publicKey

/** A key log from genesis to a second epoch, at its end of life, under a pin, and after recovery (FORMAT.md §8). */
export function writeKeyLogs(): Written[] {
  const [a, b, c] = [newMember(), newMember(), newMember()]
  const recovery = recoveryKeys(newRecovery())
  const shares = [randomBytes(33), randomBytes(33), randomBytes(33)]
  const genesis = genesisText({
    at,
    organisation: 'Приклад',
    admins: [a.sign.publicKey, b.sign.publicKey],
    quorum: 1,
    recovery: recoveryFields(recovery, 2, shares),
  })
  const young = verifyKeyLog([signStatement(genesis, [a.sign, b.sign])])

  const publicKey = newKem()
  let log = append(young, epochText(young, { at, compartment: 'account', kem: newKem(), notAfter }), a)
  log = append(log, epochText(log, { at, compartment: 'contact', kem: newKem(), notAfter }), b)
  log = append(log, adminsText(log, { at, admins: [b.sign.publicKey, c.sign.publicKey], quorum: 2 }), a, c)
  log = append(log, rosterStatementText(log, { at, roster: randomBytes(99), speakers: [b.reply.publicKey] }), b, c)
  log = append(log, epochText(log, { at, compartment: 'account', kem: publicKey, notAfter }), b, c)

  const admins = adminsText(young, { at, admins: [c.sign.publicKey], quorum: 1 })
  let saved = extendKeyLog(young, signStatement(admins, [recovery.sign, c.sign]))
  saved = append(saved, epochText(saved, { at, compartment: 'account', kem: newKem(), notAfter }), c)

  const pin = formatPin({ genesis: fingerprint(genesis), statement: fingerprint(log.statements[3]!.text) })
  const all = 'genesis, epochs of both compartments, a new admin set with quorum 2, roster, epoch'
  return [
    keyLog('keylog-success', all, log, '2026-06-01', { publicKey: toB64u(publicKey) }),
    keyLog('keylog-grace', 'seven days after notAfter', log, addDays(notAfter, 7)),
    keyLog('keylog-pin', 'a link with two pins', log, '2026-06-01', { pin }),
    keyLog('keylog-recovery-admins', 'all admins are gone: recovery installs a new one', saved, '2026-06-01'),
  ]
}

function keyLog(name: string, comment: string, log: KeyLog, today: string, more: object = {}): Written {
  const { epoch, keyHash } = epochToSealTo(log, 'account', today)
  return {
    name,
    section: 8,
    expect: 'success',
    comment,
    today,
    compartment: 'account',
    log: log.entries,
    fingerprint: fingerprintGroups(fingerprint(log.statements[0]!.text)).join(' '),
    genesisHash: toB64u(log.genesisHash),
    head: log.head.hash,
    epoch,
    keyHash,
    ...more,
  }
}

function newMember(): MemberKeys {
  return memberKeys(newMemberSecret())
}

function append(log: KeyLog, text: Bytes, ...signers: MemberKeys[]): KeyLog {
  return extendKeyLog(
    log,
    signStatement(
      text,
      signers.map(({ sign }) => sign),
    ),
  )
}
