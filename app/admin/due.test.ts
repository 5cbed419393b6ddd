import { beforeAll, describe, expect, it } from 'vitest'
import { toB64u } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { extendKeyLog, verifyKeyLog, type KeyLog } from '#app/trust/key-log.ts'
import { memberKeys, newMemberSecret } from '#app/trust/member.ts'
import { checkPin } from '#app/trust/pin.ts'
import { parseRoster, rosterText, type Roster, type RosterMember } from '#app/trust/roster.ts'
import { rosterStatementText } from '#app/trust/statement-text.ts'
import { signStatement } from '#app/trust/statement.ts'
import { Founded } from '#tests/support/founded.ts'
import { genesisFingerprint, partingFingerprint, rotationDue } from './due.ts'

let founded: Founded
let roster: Roster

beforeAll(async () => {
  await sodiumReady()
  founded = await Founded.create()
})

/** Signs a roster from which the second member has just left. */
function part(): void {
  const leaver = memberKeys(newMemberSecret())
  const member: RosterMember = {
    id: toB64u(new Uint8Array(16)),
    sign: toB64u(leaver.sign.publicKey),
    kemHash: toB64u(hash32(leaver.kem.publicKey)),
    reply: toB64u(leaver.reply.publicKey),
    roles: ['reviewer', 'custodian'],
    compartments: ['account', 'contact'],
    from: 1,
    left: { seq: founded.log.statements.length, account: { n: 0 }, contact: { n: 0 } },
  }
  const text = rosterText([member])
  const statement = rosterStatementText(founded.log, { at: '2026-11-03', roster: text, speakers: [] })
  founded.log = extendKeyLog(founded.log, signStatement(statement, [founded.admin.sign]))
  roster = parseRoster(text, founded.log)
}

const cut = (log: KeyLog, length: number) => verifyKeyLog(log.entries.slice(0, length))
const accepts = (log: KeyLog, statement: string) => {
  const outcome = attempt(() => checkPin(log, { genesis: genesisFingerprint(log), statement }))
  return !(outcome instanceof Failure)
}

describe('the link to publish after somebody left', () => {
  it('refuses every log that ends before the keys they did not take along', () => {
    expect(partingFingerprint(founded.log, { v: 1, nonce: '', members: [] })).toBeNull()
    part()
    const parted = founded.log.statements.length
    founded.rotate('account')
    founded.rotate('contact')
    const pin = partingFingerprint(founded.log, roster)!
    expect(accepts(founded.log, pin)).toBe(true)
    expect(accepts(cut(founded.log, parted), pin)).toBe(false)
    expect(accepts(cut(founded.log, parted + 1), pin)).toBe(false)
  })

  it('is not there before both compartments have rotated', () => {
    part()
    expect(partingFingerprint(founded.log, roster)).toBeNull()
    founded.rotate('account')
    expect(rotationDue(founded.log, roster, 'contact')).toBe(true)
    expect(partingFingerprint(founded.log, roster)).toBeNull()
    founded.rotate('contact')
    expect(partingFingerprint(founded.log, roster)).not.toBeNull()
  })
})
