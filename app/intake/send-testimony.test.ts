import { beforeAll, describe, expect, it } from 'vitest'
import { fromB64u, randomBytes, toB64u, utf8Bytes, utf8Text } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { kemKeyPairFromSeed } from '#app/crypto/keys.ts'
import { openAccount, openCard, openContact } from '#app/crypto/open.ts'
import { deriveReceipt, parseCode } from '#app/crypto/receipt.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { decodeSubmission } from '#app/crypto/submission.ts'
import type { Bytes } from '#app/crypto/types.ts'
import { epochText } from '#app/trust/statement-text.ts'
import { signStatement } from '#app/trust/statement.ts'
import { answerOf } from '#app/testimony/answers.ts'
import { giveConsent, type Draft } from '#app/testimony/draft.ts'
import { decodeAccount, decodeCard, decodeContact } from '#app/testimony/codec.ts'
import { offered } from '#tests/support/forms.ts'
import { Refused, Unreachable } from '#app/wire/client.ts'
import type { KeyLogAnswer, LogEntry } from '#app/wire/public.ts'
import { findObstacle, sendTestimony, type IntakeServer, type Stage, type Story } from './send-testimony.ts'
import { Founded } from '#tests/support/founded.ts'

const { hash: formHash, read: form, ...file } = offered()
const formFile = { form: file.form, words: { uk: file.words['uk']! } }
const now = () => new Date('2026-11-22T09:41:30Z')
const yes = giveConsent('yes', 'uk', now())
const draft: Draft = { 'consent.keep': yes, 'account.narrative': 'Вигадана розповідь', 'safety.urgent': ['missing'] }
const withContact: Draft = { ...draft, 'consent.contact': yes, 'contact.may': 'yes', 'contact.handle': 'example.01' }

/** A server that keeps what it is sent, or answers as it is told. */
class Kept implements IntakeServer {
  readonly bodies: Bytes[] = []
  readKeyLog: () => Promise<KeyLogAnswer>
  answers: (() => { id: string } | Error)[] = []

  constructor(answer: () => KeyLogAnswer) {
    this.readKeyLog = async () => answer()
  }

  async submit(body: Bytes): Promise<{ id: string }> {
    this.bodies.push(body)
    const answer = this.answers.shift()?.() ?? { id: decodeSubmission(body).id }
    if (answer instanceof Error) throw answer
    return answer
  }
}

const story = (fragment = '', told = draft): Story => ({ draft: told, form: formFile, lang: 'uk', fragment })
let founded: Founded
let other: Founded

beforeAll(async () => {
  await sodiumReady()
  founded = await Founded.create()
  other = await Founded.create()
})

describe('a testimony that is sent', () => {
  it('opens with the keys of the organisation and says what the witness said', async () => {
    const server = new Kept(() => founded.answer())
    const stages: Stage[] = []
    const sent = story(founded.pin(2), withContact)
    const outcome = await sendTestimony(sent, { server, now, onStage: stage => stages.push(stage) })
    expect(outcome.received).toBe(true)
    expect(stages).toEqual(['checking', 'locking', 'sending'])

    const { sealed, way } = decodeSubmission(server.bodies[0]!)
    const { card, account, contact, uploads, wraps } = sealed
    const hashes = { card: hash32(card), account: hash32(account), contact: hash32(contact!) }
    const epoch = founded.epochs.account[0]!
    const opened = openAccount({ account, hashes, uploads, wrap: wraps.account }, epoch)
    const told = decodeAccount(opened.account)!
    expect(answerOf(told.answers, 'account.narrative')).toBe('Вигадана розповідь')
    expect(told.form).toEqual({ id: form.id, version: form.version, hash: formHash })
    expect(decodeCard(openCard({ card, hashes, uploads, wrap: wraps.account }, epoch).card)!.urgent).toEqual([
      'missing',
    ])
    const custodian = founded.epochs.contact[0]!
    const reach = openContact({ contact: contact!, hashes, uploads, wrap: wraps.contact! }, custodian)
    expect(decodeContact(reach.contact)!.answers).toEqual({ contact: { handle: 'example.01' } })

    const receipt = deriveReceipt(parseCode(outcome.received ? outcome.code : ''), founded.log.genesisHash)
    expect(way).toEqual({ tokenHash: receipt.tokenHash, proof: receipt.proof })
    expect(told.witness).toEqual({ kem: toB64u(receipt.kem.publicKey), sign: toB64u(receipt.sign.publicKey) })
  })

  it('has no box for a contact that was not given', async () => {
    const server = new Kept(() => founded.answer())
    await sendTestimony(story(), { server, now })
    expect(decodeSubmission(server.bodies[0]!).sealed.contact).toBeNull()
  })

  it('is the same submission when it is sent again', async () => {
    const server = new Kept(() => founded.answer())
    server.answers = [() => new Unreachable()]
    const first = await sendTestimony(story(), { server, now })
    expect(first).toMatchObject({ received: false, reason: { sentence: 'offline' } })
    if (first.received) return
    const second = await sendTestimony(story(), { server, now, envelope: first.envelope })
    expect(second.received).toBe(true)
    expect(server.bodies).toHaveLength(2)
    expect(server.bodies[1]).toEqual(server.bodies[0])
  })

  it('is wrapped anew, and nothing else, when the epoch was closed meanwhile', async () => {
    const rotating = await Founded.create()
    const server = new Kept(() => rotating.answer())
    server.answers = [
      () => {
        rotating.rotate('account')
        return new Refused('expired')
      },
    ]
    const outcome = await sendTestimony(story(), { server, now })
    expect(outcome.received).toBe(true)
    const [before, after] = server.bodies.map(body => decodeSubmission(body))
    expect(after!.id).toBe(before!.id)
    expect(after!.sealed.account).toEqual(before!.sealed.account)
    const { card, account, uploads, wraps } = after!.sealed
    const hashes = { card: hash32(card), account: hash32(account), contact: null }
    expect(() =>
      openAccount({ account, hashes, uploads, wrap: wraps.account }, rotating.epochs.account[0]!),
    ).not.toThrow()
    expect(() => openAccount({ account, hashes, uploads, wrap: wraps.account }, rotating.epochs.account[1]!)).toThrow(
      'wrong-key',
    )
  })

  it('counts as received only with the answer for this very submission', async () => {
    const server = new Kept(() => founded.answer())
    server.answers = [() => ({ id: 'A'.repeat(22) })]
    expect(await sendTestimony(story(), { server, now })).toMatchObject({ received: false })
  })

  it.each(['busy', 'full', 'malformed', 'fault', 'not-set-up'] as const)(
    'is not received when the server says %s',
    async code => {
      const server = new Kept(() => founded.answer())
      server.answers = [() => new Refused(code)]
      expect(await sendTestimony(story(), { server, now })).toMatchObject({ received: false, reason: { code } })
    },
  )
})

describe('nothing is sent', () => {
  const flip = (text: string): string => {
    const bytes = fromB64u(text)
    bytes[bytes.length - 1]! ^= 1
    return toB64u(bytes)
  }
  const later = (statement: string) =>
    toB64u(utf8Bytes(utf8Text(fromB64u(statement)).replace('"at":"2026-11-02"', '"at":"2026-11-03"')))
  const foreignKey = () => toB64u(kemKeyPairFromSeed(randomBytes(32)).publicKey)
  const changed = (change: (answer: KeyLogAnswer) => void) => () => {
    const answer = founded.answer()
    change(answer)
    return answer
  }

  it.each<[string, () => KeyLogAnswer, () => string, string, string]>([
    ['the account key was swapped', changed(a => (a.keys[0]!.kem = foreignKey())), () => '', 'wrong-key', 'wrong-key'],
    ['the contact key was swapped', changed(a => (a.keys[1]!.kem = foreignKey())), () => '', 'wrong-key', 'wrong-key'],
    [
      'the two keys were exchanged',
      changed(a => a.keys.forEach((k, i) => (k.compartment = i ? 'account' : 'contact'))),
      () => '',
      'wrong-key',
      'wrong-key',
    ],
    ['a key is missing', changed(a => a.keys.pop()), () => '', 'wrong-key', 'wrong-key'],
    [
      'the organisation is another than the link says',
      () => other.answer(),
      () => founded.pin(),
      'wrong-key',
      'wrong-key',
    ],
    [
      'the log was rolled back behind the second pin',
      changed(a => a.entries.pop()),
      () => founded.pin(2),
      'wrong-key',
      'wrong-key',
    ],
    ['a statement was left out', changed(a => a.entries.splice(1, 1)), () => '', 'untrusted', 'malformed'],
    [
      'a signature was changed',
      changed(a => (a.entries[1]!.signatures[0]!.sig = flip(a.entries[1]!.signatures[0]!.sig))),
      () => '',
      'untrusted',
      'tampered',
    ],
    [
      'a statement was changed',
      changed(a => (a.entries[2]!.statement = later(a.entries[2]!.statement))),
      () => '',
      'untrusted',
      'tampered',
    ],
    [
      'a statement is signed by a stranger',
      changed(a => a.entries.push(strangerEpoch())),
      () => '',
      'untrusted',
      'tampered',
    ],
    ['there is no log', changed(a => (a.entries = [])), () => '', 'untrusted', 'malformed'],
    ['the link is not complete', () => founded.answer(), () => '#12345', 'link', 'malformed'],
  ])('when %s', async (_, answer, fragment, sentence, code) => {
    const server = new Kept(answer)
    const outcome = await sendTestimony(story(fragment()), { server, now })
    expect(outcome).toEqual({ received: false, reason: { sentence, code }, envelope: null })
    expect(server.bodies).toHaveLength(0)
    expect(await findObstacle(story(fragment()), { server, now })).toEqual({ sentence, code })
  })

  function strangerEpoch(): LogEntry {
    const text = epochText(founded.log, {
      at: '2026-11-03',
      compartment: 'account',
      kem: other.epochs.account[0]!.kem.publicKey,
    })
    return signStatement(text, [other.admin.sign])
  }

  it('when an epoch ended more than a week ago, by the day of this device', async () => {
    const old = await Founded.create()
    old.rotate('contact', '2026-11-14')
    const server = new Kept(() => old.answer())
    expect(await sendTestimony(story(), { server, now })).toMatchObject({
      reason: { sentence: 'expired', code: 'expired' },
    })
    expect(server.bodies).toHaveLength(0)
    const dayBefore = () => new Date('2026-11-21T23:59:59Z')
    expect(await sendTestimony(story(), { server, now: dayBefore })).toMatchObject({ received: true })
  })

  it('to a new epoch that does not fit the link, though the first try was refused as expired', async () => {
    let answer = founded.answer()
    const server = new Kept(() => answer)
    server.answers = [
      () => {
        answer = other.answer()
        return new Refused('expired')
      },
    ]
    const outcome = await sendTestimony(story(founded.pin()), { server, now })
    expect(outcome).toMatchObject({ received: false, reason: { code: 'wrong-key' } })
    expect(server.bodies).toHaveLength(1)
  })

  it.each(['another organisation', 'a log that lacks what this page has seen'] as const)(
    'to %s after a refusal as expired, though no link pins anything',
    async what => {
      const grown = await Founded.create()
      const shorter = grown.answer()
      grown.rotate('account')
      let answer = grown.answer()
      const server = new Kept(() => answer)
      server.answers = [
        () => {
          answer = what === 'another organisation' ? other.answer() : shorter
          return new Refused('expired')
        },
      ]
      const outcome = await sendTestimony(story(), { server, now })
      const code = what === 'another organisation' ? 'wrong-key' : 'truncated'
      expect(outcome).toMatchObject({ received: false, reason: { code } })
      expect(server.bodies).toHaveLength(1)
    },
  )

  it('when the form is not one', async () => {
    const server = new Kept(() => founded.answer())
    const broken = { ...story(), form: { ...formFile, form: formFile.form.slice(1) } }
    const reason = { sentence: 'form', code: 'malformed' }
    expect(await sendTestimony(broken, { server, now })).toEqual({ received: false, reason, envelope: null })
    expect(await findObstacle(broken, { server, now })).toEqual(reason)
    expect(server.bodies).toHaveLength(0)
  })

  it('when the text is larger than a box', async () => {
    const server = new Kept(() => founded.answer())
    const huge = story('', { ...draft, 'account.narrative': 'т'.repeat(600_000) })
    expect(await sendTestimony(huge, { server, now })).toMatchObject({ reason: { sentence: 'too-large' } })
    expect(server.bodies).toHaveLength(0)
  })

  it('when the server cannot be reached', async () => {
    const server = new Kept(() => {
      throw new Unreachable()
    })
    expect(await sendTestimony(story(), { server, now })).toMatchObject({ reason: { sentence: 'offline' } })
    expect(server.bodies).toHaveLength(0)
  })
})
