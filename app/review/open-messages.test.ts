import { beforeAll, describe, expect, test } from 'vitest'
import { randomBytes, toB64u, utf8Bytes } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { deriveReceipt, newCode, parseCode, type Receipt } from '#app/crypto/receipt.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Bytes, ContentKey, Digest, Hash32 } from '#app/crypto/types.ts'
import { wrapForm } from '#app/crypto/wrap-form.ts'
import { adoptWrap } from '#app/crypto/wrap.ts'
import type { MessageParts } from '#app/wire/queue.ts'
import { sealFile, sealMore, witnessKeysOf, type SealedFile, type SealedMore } from '#tests/support/evidence.ts'
import { makeCase, newPerson, newReviewer, type Case, type Reviewer } from '#tests/support/sealed-case.ts'
import { openSubmission } from './open-submission.ts'

interface Witnessed extends Case {
  receipt: Receipt
}

const day = '2026-11-23'
let team: Reviewer
let one: Witnessed
let other: Witnessed
let files: SealedFile[]
/** Three messages, each after the one before, with a file in each. */
let sent: [SealedMore, SealedMore, SealedMore]

const makeWitnessed = (): Witnessed => {
  const receipt = deriveReceipt(parseCode(newCode()), randomBytes(32) as Hash32)
  return { ...makeCase({ team, witness: witnessKeysOf(receipt) }), receipt }
}
const more = (of: Witnessed, ...rest: Parameters<typeof sealMore> extends [unknown, unknown, ...infer R] ? R : never) =>
  sealMore(of, team.epochs.account.kem.publicKey, ...rest)
const parts = ({ seq, box, wrap }: Pick<SealedMore, 'seq' | 'box' | 'wrap'>): MessageParts => ({
  from: 'witness',
  seq,
  day,
  box,
  wraps: [wrap],
})
const open = (messages: readonly MessageParts[], of: Case = one) =>
  openSubmission({ ...of.parts(), messages: [...messages] }, team.keys, of.id)
const codes = (messages: readonly MessageParts[]) => open(messages).messages.map(({ code }) => code)
const flipped = (bytes: Bytes, at: number): Bytes => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))

beforeAll(async () => {
  await sodiumReady()
  team = newReviewer()
  one = makeWitnessed()
  other = makeWitnessed()
  files = ['a', 'b', 'c'].map((text, i) => sealFile(utf8Bytes(text), { id: `f${i + 1}` }))
  const first = more(one, [files[0]!])
  const second = more(one, [files[1]!], { seq: 2, after: first })
  sent = [first, second, more(one, [files[2]!], { seq: 3, after: second })]
})

describe('messages of a witness', () => {
  test('open in their order, in whatever order the server gives them, and their files are listed after the account’s', () => {
    const opened = open(sent.map(parts).toReversed())
    expect(opened.messages.map(({ seq, code, conflict }) => [seq, code, conflict])).toEqual([
      [1, null, false],
      [2, null, false],
      [3, null, false],
    ])
    expect(opened.missing).toEqual([])
    expect(opened.files).toEqual(files.map(({ entry }, i) => ({ ...entry, source: i + 1, code: null })))
  })

  test('are adopted one by one for the newest epoch, by the hash of their box', () => {
    const { adoptions } = open(sent.map(parts))
    expect(adoptions.map(({ subject }) => toB64u(subject))).toEqual(sent.map(({ box }) => toB64u(hash32(box))))
    const adopted = sent.map((message, i) => ({ ...parts(message), wraps: [adoptions[i]!.wrap, message.wrap] }))
    for (const { wraps } of adopted) expect(wrapForm(wraps[0]!).kind).toBe('adopted')
    const again = open(adopted)
    expect(again.adoptions).toEqual([])
    expect(again.files).toHaveLength(3)
  })

  test('open though somebody adopted one wrongly, which is put right', () => {
    const subject = hash32(sent[0].box) as Bytes as Digest
    const wrong = adoptWrap(randomBytes(32) as ContentKey, team.epochs.account, subject)
    const { messages, adoptions } = open([{ ...parts(sent[0]), wraps: [wrong, sent[0].wrap] }])
    expect(messages[0]!.code).toBeNull()
    expect(adoptions[0]!.read).toEqual(hash32(wrong))
  })

  test.each<[string, () => MessageParts, string]>([
    ['a message of another case', () => parts(more(other, files)), 'tampered'],
    [
      'a message that the server sealed itself',
      () => parts(more({ ...one, receipt: other.receipt }, files)),
      'tampered',
    ],
    ['a message under another number', () => parts({ ...sent[0], seq: 2 }), 'tampered'],
    ['a flipped byte', () => parts({ ...sent[0], box: flipped(sent[0].box, 200) as SealedMore['box'] }), 'tampered'],
    ['the wrap of another message', () => parts({ ...sent[0], wrap: sent[1].wrap }), 'tampered'],
    ['no wrap', () => ({ ...parts(sent[0]), wraps: [] }), 'wrong-key'],
    ['a wrap for nobody here', () => parts(sealMore(one, newPerson().epoch.kem.publicKey, files)), 'wrong-key'],
    ['what is no message', () => parts(more(one, [], { json: { v: 1, kind: 'more' } })), 'malformed'],
    [
      'a box that was cut',
      () => parts({ ...sent[0], box: sent[0].box.subarray(0, 40) as SealedMore['box'] }),
      'tampered',
    ],
    ['a message of the team', () => ({ ...parts(sent[0]), from: 'team' as const }), 'unsupported'],
  ])('%s: told with its code, without a file, and the account is read all the same', (_, message, code) => {
    const opened = open([message()])
    expect(opened.messages.map(each => [each.code, each.more])).toEqual([[code, null]])
    expect([opened.files, opened.adoptions]).toEqual([[], []])
    expect(opened.account.lang).toBe('uk')
  })

  test('of a kind that a later version writes stand in their place, unread', () => {
    const json = { v: 1, kind: 'text', at: '2026-11-23T10:00:00Z', prev: toB64u(hash32(sent[0].box)), text: 'Ще одне' }
    const later = more(one, [], { seq: 2, json })
    const last = more(one, [files[2]!], { seq: 3, after: later })
    const { messages, adoptions } = open([sent[0], later, last].map(parts))
    expect(messages.map(({ code, conflict }) => [code, conflict])).toEqual([
      [null, false],
      ['unsupported', false],
      [null, false],
    ])
    expect(adoptions).toHaveLength(3)
  })

  test('to an account without a way back are nobody’s', () => {
    const without = makeCase({ team })
    expect(open([parts(more({ ...without, receipt: one.receipt }, files))], without).messages[0]!.code).toBe('tampered')
  })

  test('of which the server drops one in the middle or at the beginning: the number is missing', () => {
    const [first, second, third] = sent.map(parts) as [MessageParts, MessageParts, MessageParts]
    expect(open([first, third]).missing).toEqual([2])
    expect(open([second, third]).missing).toEqual([1])
    expect(open([first, { ...second, from: 'team' }, third]).missing).toEqual([2])
    // Whatever number it claims.
    expect(open([first, { ...third, seq: 2 }])).toMatchObject({ messages: [{ code: null }, { code: 'tampered' }] })
    expect(open([{ ...first, seq: 0xffffffff }]).missing).toHaveLength(10)
  })

  test('of which two have one number, or one does not follow the one before: both are a conflict', () => {
    const fork = more(one, [sealFile(utf8Bytes('d'))], { seq: 2, after: sent[0] })
    const conflicts = (...messages: SealedMore[]) => open(messages.map(parts)).messages.map(({ conflict }) => conflict)
    expect(conflicts(sent[0], sent[1], fork)).toEqual([false, true, true])
    // The server shows the other second message in the place of the one that the third names.
    expect(conflicts(sent[0], fork, sent[2])).toEqual([false, true, true])
    expect(conflicts(more(one, files, { after: fork }), sent[1])).toEqual([true, true])
    // The files of both are listed: a person decides.
    expect(open([sent[0], sent[1], fork].map(parts)).files).toHaveLength(3)
  })

  test('that fail are told each for itself', () => {
    expect(codes([parts(sent[0]), parts({ ...sent[2], seq: 2 }), parts(more(other, files, { seq: 3 }))])).toEqual([
      null,
      'tampered',
      'tampered',
    ])
  })
})

describe('a file that two entries name', () => {
  test('is tampered in both, unless they promise the same: then it is listed once', () => {
    const [file] = files
    const again = more(one, [file!], { seq: 2, after: sent[0] })
    expect(open([parts(sent[0]), parts(again)]).files).toEqual([{ ...file!.entry, source: 1, code: null }])
    const exchanged = { ...file!, entry: { ...file!.entry, key: files[1]!.entry.key } }
    const forged = more(one, [exchanged], { seq: 2, after: sent[0] })
    expect(open([parts(sent[0]), parts(forged)]).files.map(({ source, code }) => [source, code])).toEqual([
      [1, 'tampered'],
      [2, 'tampered'],
    ])
    const within = more(one, [file!, exchanged])
    expect(open([parts(within)]).files.map(({ code }) => code)).toEqual(['tampered', 'tampered'])
  })
})
