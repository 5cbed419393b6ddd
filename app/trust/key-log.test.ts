import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { fromB64u, randomBytes, toB64u, utf8Text } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { encodeJson } from '#app/crypto/json.ts'
import { kemKeyPairFromSeed } from '#app/crypto/keys.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Bytes, KemPublicKey } from '#app/crypto/types.ts'
import { fingerprint } from './fingerprint.ts'
import { currentEpoch, epochToSealTo, extendKeyLog, type KeyLog, verifyEpochKey, verifyKeyLog } from './key-log.ts'
import { memberKeys, newMemberSecret, type MemberKeys } from './member.ts'
import { checkPin, formatPin, parsePin } from './pin.ts'
import { newRecovery, recoveryFields, recoveryKeys, type RecoveryKeys } from './recovery.ts'
import { adminsText, epochText, genesisText, recoveryText, rosterStatementText } from './statement-text.ts'
import { cosignStatement, type LogEntry, signStatement } from './statement.ts'

const code = (f: () => unknown) => {
  const result = attempt(f)
  return result instanceof Failure ? result.code : 'success'
}
const at = '2026-01-01'
let a: MemberKeys, b: MemberKeys, c: MemberKeys, recovery: RecoveryKeys, kem: KemPublicKey
let log: KeyLog

const append = (to: KeyLog, text: Bytes, ...signers: MemberKeys[]) =>
  extendKeyLog(
    to,
    signStatement(
      text,
      signers.map(({ sign }) => sign),
    ),
  )
const announce = (to: KeyLog, compartment: 'account' | 'contact', ...signers: MemberKeys[]) =>
  append(to, epochText(to, { at, compartment, kem: kemKeyPairFromSeed(randomBytes(32)).publicKey }), ...signers)

beforeAll(async () => {
  await sodiumReady()
  ;[a, b, c] = [memberKeys(newMemberSecret()), memberKeys(newMemberSecret()), memberKeys(newMemberSecret())]
  recovery = recoveryKeys(newRecovery())
  kem = kemKeyPairFromSeed(randomBytes(32)).publicKey
  const fields = recoveryFields(recovery, 2, [randomBytes(33), randomBytes(33)])
  const admins = [a.sign.publicKey, b.sign.publicKey]
  const genesis = genesisText({ at, organisation: 'Приклад', admins, quorum: 1, recovery: fields })
  log = verifyKeyLog([signStatement(genesis, [a.sign, b.sign])])
  log = append(log, epochText(log, { at, compartment: 'account', kem }), a)
  log = announce(log, 'contact', b)
  log = append(log, adminsText(log, { at, admins: [b.sign.publicKey, c.sign.publicKey], quorum: 2 }), a, c)
  log = append(log, rosterStatementText(log, { at, roster: randomBytes(9), speakers: [b.reply.publicKey] }), b, c)
  log = announce(log, 'account', b, c)
})

describe('a key log', () => {
  test('says what is in force', () => {
    expect(log.statements.map(({ type }) => type)).toEqual(['genesis', 'epoch', 'epoch', 'admins', 'roster', 'epoch'])
    expect([log.head.seq, log.quorum, log.admins.length, log.organisation]).toEqual([5, 2, 2, 'Приклад'])
    expect(log.speakers).toEqual([b.reply.publicKey])
    expect(log.epochs.account.map(({ epoch }) => epoch)).toEqual([1, 2])
    expect(currentEpoch(log, 'account').notAfter).toBe('2026-06-30')
    expect(verifyEpochKey(log.epochs.account[0]!, kem)).toEqual(kem)
    expect(code(() => verifyEpochKey(log.epochs.account[1]!, kem))).toBe('wrong-key')
  })

  test('verified at once is what it was statement by statement', () => {
    expect(verifyKeyLog(JSON.parse(JSON.stringify(log.entries)))).toEqual(log)
  })

  test('is refused when a statement is dropped, repeated or moved', () => {
    const entries = log.entries
    fc.assert(
      fc.property(fc.nat(entries.length - 2), fc.nat(entries.length - 1), (i, j) => {
        expect(code(() => verifyKeyLog(entries.toSpliced(i, 1)))).toMatch(/malformed|tampered/)
        expect(code(() => verifyKeyLog(entries.toSpliced(i, 0, entries[i]!)))).toMatch(/malformed|tampered/)
        fc.pre(i !== j)
        const moved = entries.with(i, entries[j]!).with(j, entries[i]!)
        expect(code(() => verifyKeyLog(moved))).toMatch(/malformed|tampered/)
      }),
      { numRuns: 15 },
    )
    expect(code(() => verifyKeyLog([]))).toBe('malformed')
  })

  test('is refused when any byte of a statement or signature is another', () => {
    fc.assert(
      fc.property(fc.nat(log.entries.length - 1), fc.nat(), fc.boolean(), (i, place, ofText) => {
        const entry = structuredClone(log.entries[i]!)
        const flip = (text: string) => {
          const bytes = fromB64u(text)
          bytes[place % bytes.length]! ^= 1
          return toB64u(bytes)
        }
        if (ofText) entry.statement = flip(entry.statement)
        else entry.signatures = entry.signatures.map(({ by, sig }) => ({ by, sig: flip(sig) }))
        expect(code(() => verifyKeyLog(log.entries.with(i, entry)))).toMatch(/malformed|tampered/)
      }),
      { numRuns: 60 },
    )
  })

  test('needs the admins in force, each counted once', () => {
    const text = epochText(log, { at, compartment: 'contact', kem: kemKeyPairFromSeed(randomBytes(32)).publicKey })
    expect(code(() => append(log, text, b, c))).toBe('success')
    expect(code(() => append(log, text, b))).toBe('tampered')
    expect(code(() => append(log, text, b, b))).toBe('tampered')
    expect(code(() => append(log, text, a, b))).toBe('tampered')
    expect(code(() => append(log, text))).toBe('tampered')
    const half = signStatement(text, [b.sign])
    expect(code(() => extendKeyLog(log, cosignStatement(half, [c.sign])))).toBe('success')
    expect(cosignStatement(half, [b.sign]).signatures).toHaveLength(1)
  })

  test('takes from recovery a new set of admins or a new recovery key, and nothing else', () => {
    const d = memberKeys(newMemberSecret())
    const byRecovery = (text: Bytes, ...others: MemberKeys[]) =>
      code(() => extendKeyLog(log, signStatement(text, [recovery.sign, ...others.map(({ sign }) => sign)])))
    const admins = adminsText(log, { at, admins: [d.sign.publicKey], quorum: 1 })
    expect(byRecovery(admins, d)).toBe('success')
    expect(byRecovery(admins)).toBe('tampered')
    expect(byRecovery(recoveryText(log, { at, recovery: recoveryFields(recoveryKeys(newRecovery()), 2, []) }))).toBe(
      'success',
    )
    expect(byRecovery(epochText(log, { at, compartment: 'account', kem: d.kem.publicKey }))).toBe('tampered')
    expect(byRecovery(rosterStatementText(log, { at, roster: randomBytes(3), speakers: [] }))).toBe('tampered')
  })

  test('keeps the rules of every statement', () => {
    const epoch = JSON.parse(utf8Text(epochText(log, { at, compartment: 'account', kem: c.kem.publicKey })))
    const judge = (change: object) => code(() => append(log, encodeJson({ ...epoch, ...change }), b, c))
    expect(judge({})).toBe('success')
    expect(judge({ later: 'fields are ignored' })).toBe('success')
    const notAfter = { ok: '2027-02-05', late: '2027-02-06' }
    expect([judge({ notAfter: notAfter.ok }), judge({ notAfter: notAfter.late })]).toEqual(['success', 'malformed'])
    for (const change of [
      { v: 2 },
      { seq: 7 },
      { seq: -1 },
      { prev: undefined },
      { at: '2025-12-31' },
      { at: '2026-13-01' },
      { type: 'decree' },
      { type: 'genesis' },
      { compartment: 'both' },
      { epoch: 4 },
      { epoch: '3' },
      { keyHash: log.epochs.contact[0]!.keyHash },
      { keyHash: 'AAAA' },
      { notAfter: '2026-02-29' },
    ]) {
      expect([change, judge(change)]).toEqual([change, 'malformed'])
    }
    expect(judge({ prev: log.statements[0]!.hash })).toBe('tampered')
  })

  test('has entries of a form', () => {
    const [first] = log.entries as [LogEntry]
    for (const entry of [
      null,
      {},
      { ...first, signatures: 'none' },
      { ...first, statement: '%' },
      { ...first, signatures: [{ by: 'AA', sig: 'AA' }] },
    ]) {
      expect(code(() => verifyKeyLog([entry]))).toBe('malformed')
    }
  })

  test('dates no statement before the one that it follows, when a clock is behind', () => {
    const text = epochText(log, { at: '2020-01-01', compartment: 'contact', kem: c.kem.publicKey })
    expect(append(log, text, b, c).head.at).toBe(at)
  })
})

describe('an epoch', () => {
  test('is sealed to until seven days after its end, and opened for ever', () => {
    expect(code(() => epochToSealTo(log, 'account', '2026-07-07'))).toBe('success')
    expect(code(() => epochToSealTo(log, 'account', '2026-07-08'))).toBe('expired')
    expect(code(() => currentEpoch(log, 'account'))).toBe('success')
  })

  test('that nobody announced cannot be sealed to', () => {
    const young = verifyKeyLog(log.entries.slice(0, 2))
    expect(code(() => epochToSealTo(young, 'contact', at))).toBe('malformed')
  })
})

describe('a pin', () => {
  const print = (i: number) => fingerprint(log.statements[i]!.text)

  test('is 40 digits, or twice 40, in the fragment of a link', () => {
    for (const pin of [
      { genesis: print(0), statement: null },
      { genesis: print(0), statement: print(3) },
    ]) {
      expect(parsePin(`#${formatPin(pin)}`)).toEqual(pin)
      expect(code(() => checkPin(log, pin))).toBe('success')
    }
    expect([parsePin(''), parsePin('#')]).toEqual([null, null])
    for (const text of ['#1', `#${print(0)}-`, `#${print(0)}x`, `#${print(0)} `])
      expect(code(() => parsePin(text))).toBe('malformed')
  })

  test('refuses another organisation, and a log that was cut before the pinned statement', () => {
    expect(code(() => checkPin(log, { genesis: print(1), statement: null }))).toBe('wrong-key')
    const cut = verifyKeyLog(log.entries.slice(0, 3))
    expect(code(() => checkPin(cut, { genesis: print(0), statement: print(3) }))).toBe('wrong-key')
  })
})

test('a long log verifies in time that grows with its length', { timeout: 60_000 }, () => {
  let long = verifyKeyLog(log.entries.slice(0, 1))
  const times: number[] = []
  for (const length of [50, 200]) {
    while (long.entries.length < length)
      long = append(long, rosterStatementText(long, { at, roster: randomBytes(9), speakers: [b.reply.publicKey] }), a)
    const start = performance.now()
    verifyKeyLog(long.entries)
    times.push((performance.now() - start) / length)
  }
  expect(times[1]! / times[0]!).toBeLessThan(3)
})
