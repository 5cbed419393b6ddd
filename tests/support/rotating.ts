import { makeEpoch, namesForNewest } from '#app/admin/new-epoch.ts'
import { toB64u, toHex } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { messageSubject } from '#app/crypto/message.ts'
import { digestOfHashes } from '#app/crypto/submission.ts'
import type { Bytes, Digest, Hash32 } from '#app/crypto/types.ts'
import { wrapForm } from '#app/crypto/wrap-form.ts'
import { adoptWrap, openWrap, type OpenEpoch } from '#app/crypto/wrap.ts'
import { newMadeHash } from '#app/wire/made-hash.ts'
import { SwapsAnswer } from '#app/wire/members.ts'
import {
  decodeQueuePage,
  decodeSubmissionParts,
  decodeWrapPage,
  encodeSwaps,
  type QueueEntry,
  type WrapEntry,
  type WrapSwap,
} from '#app/wire/queue.ts'
import type { InProcessServer } from './in-process.ts'
import type { Member } from './member.ts'
import { today } from './organisation.ts'
import { mustPost, readKeyring } from './people-by-code.ts'
import { postMessage, sealCase, sealMore, type SealedMore, type SentCase } from './evidence.ts'
import { idOf, readTarget, sendSubmission, type Sample, type Target } from './sample.ts'

/** An administrator who does every step of a rotation of the compartment account alone, in any order. */
export class Rotating {
  server: InProcessServer
  readonly admin: Member
  /** Every epoch that ever was, by key id. */
  readonly epochs = new Map<string, OpenEpoch>()
  /** What witnesses sealed to, oldest first. */
  readonly targets: Target[] = []
  /** Digests of what was received, by their hex. */
  readonly received = new Map<string, Digest>()
  /** Witnesses who can write again, with the number of their last message. */
  readonly cases: (SentCase & { last: number })[] = []
  /** Hashes of messages that were received, by their hex. */
  readonly messages = new Map<string, Digest>()

  constructor(server: InProcessServer, admin: Member) {
    this.server = server
    this.admin = admin
  }

  /** Learns the epochs that the server grants now. */
  async look(): Promise<OpenEpoch & { epoch: number }> {
    const { epochs } = await readKeyring(this.admin)
    for (const epoch of epochs.account) this.epochs.set(toHex(epoch.keyId), epoch)
    return epochs.account[0]!
  }

  async addEpoch(): Promise<void> {
    await mustPost(this.admin, '/api/desk/epochs', makeEpoch(await readKeyring(this.admin), 'account', today()))
    await this.look()
    this.targets.push(await readTarget(this.server.origin))
  }

  async submit(target = this.targets.at(-1)!): Promise<{ status: number; sample: Sample }> {
    const { sample, receipt, digest } = sealCase(target)
    const { status } = await sendSubmission(this.server.origin, sample.body)
    if (status === 200) {
      this.received.set(toHex(digest), digest)
      this.cases.push({ sample, receipt, digest, last: 0 })
    }
    return { status, sample }
  }

  /** A message of one of the witnesses, whoever it is. */
  async write(which: number, { keys } = this.targets.at(-1)!): Promise<{ status: number; message: SealedMore } | null> {
    const from = this.cases[which % Math.max(1, this.cases.length)]
    if (!from) return null
    const message = sealMore(from, keys.account, [], { seq: from.last + 1 })
    const { status } = await postMessage(this.server.origin, from.receipt.token, message.body)
    if (status === 200) {
      from.last++
      const subject = messageSubject(message.box)
      this.messages.set(toHex(subject), subject)
    }
    return { status, message }
  }

  /** The messages of all cases with their best wraps, as a reviewer's browser reads them. */
  async readMessages(): Promise<{ subject: Digest; wrap: Bytes }[]> {
    const read: { subject: Digest; wrap: Bytes }[] = []
    for (const { sample } of this.cases.filter(({ last }) => last > 0)) {
      const answer = await this.admin.get(`/api/desk/submissions/${idOf(sample)}`)
      const { messages } = decodeSubmissionParts(new Uint8Array(await answer.arrayBuffer()))
      for (const { box, wraps } of messages) read.push({ subject: messageSubject(box), wrap: wraps[0]! })
    }
    return read
  }

  async readQueue(): Promise<(QueueEntry & { subject: Digest })[]> {
    const page = await this.admin.get('/api/desk/queue?after=0&limit=1000')
    const { entries } = decodeQueuePage(new Uint8Array(await page.arrayBuffer()))
    return entries.map(entry => ({ ...entry, subject: digestOf(entry) }))
  }

  /** What is left to do for the newest epoch. */
  async readLeft(limit = 5000, after = 0): Promise<{ entries: WrapEntry[]; next: number | null }> {
    const { epoch } = await this.look()
    const path = `/api/desk/wraps?compartment=account&epoch=${epoch}&after=${after}&limit=${limit}`
    return decodeWrapPage(new Uint8Array(await (await this.admin.get(path)).arrayBuffer()))
  }

  /** The swap of a wrap that was read for one of `to`. Throws a `Failure` where it does not open. */
  rewrap({ subject, wrap }: { subject: Uint8Array; wrap: Uint8Array }, to: OpenEpoch): WrapSwap {
    const from = this.epochs.get(toHex(wrapForm(wrap).keyId))
    if (!from) throw new Failure('wrong-key', 'an epoch that nobody knows')
    const key = openWrap(wrap, from, subject as Digest)
    return { subject, compartment: 'account', read: hash32(wrap), wrap: adoptWrap(key, to, subject as Digest) }
  }

  async swap(swaps: readonly WrapSwap[]): Promise<{ swapped: number; refused: number[] }> {
    return SwapsAnswer.parse(await (await mustPost(this.admin, '/api/desk/wraps', encodeSwaps(swaps))).json())
  }

  /** Puts a wrap that opens nothing in place of one that was read, for the epoch that it names: a wrong adoption. */
  spoil({ subject, wrap }: { subject: Uint8Array; wrap: Uint8Array }): WrapSwap {
    const to = this.epochs.get(toHex(wrapForm(wrap).keyId))!
    const broken = adoptWrap(new Uint8Array(32) as Parameters<typeof adoptWrap>[0], to, subject as Digest)
    broken[80]! ^= 1
    return { subject, compartment: 'account', read: hash32(wrap), wrap: broken }
  }

  async moveSome(limit: number): Promise<void> {
    const to = await this.look()
    const { entries } = await this.readLeft(limit)
    const made = entries.map(entry => ({ entry, swap: attempt(() => this.rewrap(entry, to)) }))
    await this.swap(made.flatMap(({ swap }) => (swap instanceof Failure ? [] : [swap])))
    for (const { entry, swap } of made) if (swap instanceof Failure) await this.quarantine(entry)
  }

  async quarantine({ subject, wrap }: { subject: Uint8Array; wrap: Uint8Array }): Promise<void> {
    const id = toB64u(wrapForm(wrap).keyId)
    const epoch = (await readKeyring(this.admin)).epochs.account.find(one => toB64u(one.keyId) === id)!.epoch
    const body = { compartment: 'account', epoch, subjects: [toB64u(subject)] }
    await mustPost(this.admin, '/api/desk/quarantine', body)
  }

  async renewNames(): Promise<void> {
    const names = namesForNewest(await readKeyring(this.admin))
    if (names) await mustPost(this.admin, '/api/desk/names', names)
  }

  async retire(epoch: number): Promise<Response> {
    const [newest] = await this.openEpochs()
    const path = `/api/desk/wraps?compartment=account&epoch=${newest}&made=${epoch}&after=0&limit=5000`
    const answer = await this.admin.get(path)
    const made = newMadeHash()
    // There is nothing to read of what is the newest itself.
    const page = answer.ok ? decodeWrapPage(new Uint8Array(await answer.arrayBuffer())) : { entries: [] }
    for (const entry of page.entries) made.add(entry)
    return this.admin.post('/api/desk/epochs/retire', { compartment: 'account', epoch, made: made.end() })
  }

  async openEpochs(): Promise<number[]> {
    const { epochs } = await this.admin.readState()
    return epochs.filter(one => one.compartment === 'account' && one.open).map(one => one.epoch)
  }

  /** Goes on until every older epoch is retired. */
  async finish(): Promise<void> {
    for (let left = await this.readLeft(1); left.entries.length > 0; left = await this.readLeft(1))
      await this.moveSome(5000)
    await this.renewNames()
    const [, ...older] = await this.openEpochs()
    for (const epoch of older) {
      const { status } = await this.retire(epoch)
      if (status !== 204) throw new Error(`epoch ${epoch} is not retired: ${status}`)
    }
  }
}

const digestOf = ({ card, accountHash, contactHash }: QueueEntry): Digest =>
  digestOfHashes({
    card: hash32(card),
    account: accountHash as Hash32,
    contact: contactHash.length > 0 ? (contactHash as Hash32) : null,
    uploads: [],
  })
