import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { attempt, Failure, type FailureCode } from '#app/crypto/failure.ts'
import { decodeJson } from '#app/crypto/json.ts'
import { checkSignPublicKey } from '#app/crypto/keys.ts'
import { messageSubject, openMessage } from '#app/crypto/message.ts'
import type { Digest, SignPublicKey } from '#app/crypto/types.ts'
import { openWrap } from '#app/crypto/wrap.ts'
import { readWitnessMessage, type MoreMessage } from '#app/testimony/case-message.ts'
import type { Account } from '#app/testimony/codec.ts'
import { judgeThread, type ThreadMessage } from '#app/trust/thread.ts'
import type { MessageParts, WrapSwap } from '#app/wire/queue.ts'
import { adoptOpened, openWithAny } from './adoption.ts'
import type { CompartmentKeys } from './review-keys.ts'

/** One message of the witness as a reviewer may believe it (FORMAT.md §6). */
export interface OpenedMessage {
  /** Its number, which the signature covers; where `code` says that it did not open, the one that the server claims. */
  seq: number
  /** UTC day of arrival, as the server says. */
  day: string
  /** Null where it did not open. */
  more: MoreMessage | null
  /** Why it did not open; `unsupported`: it is the witness's, of a kind that this version does not know. */
  code: FailureCode | null
  /** Another valid one has the same number, or it does not name the one before it. */
  conflict: boolean
}

export interface OpenedThread {
  /** By their number. */
  messages: OpenedMessage[]
  /** Numbers below the highest of which the server gives no message: it holds something back (`truncated`). */
  missing: number[]
  /** For the server, which compares and swaps. */
  adoptions: WrapSwap[]
}

/**
 * Opens the messages of a case: subject computed from the box, key held against its commitment, signature of the witness
 * verified with the key in the account, then all held against each other. What fails is kept with its code, and says
 * nothing. Messages of the team are not read by this version: `unsupported`.
 */
export function openMessages(
  parts: readonly MessageParts[],
  { digest, account, keys }: { digest: Digest; account: Account; keys: CompartmentKeys },
): OpenedThread {
  const sign = attempt(() => witnessKey(account))
  const opened = parts
    .map(part => ({ part, result: attempt(() => openOne(part, digest, sign, keys)) }))
    .sort((a, b) => a.part.seq - b.part.seq)
  const valid = opened.flatMap(({ result }) => (result instanceof Failure ? [] : [result]))
  const judged = judgeThread(
    valid.map(({ place }) => place),
    [],
  )
  const messages = opened.map(({ part: { seq, day }, result }): OpenedMessage => {
    if (result instanceof Failure) return { seq, day, more: null, code: result.code, conflict: false }
    const { conflict } = judged[valid.indexOf(result)]!
    return { seq, day, more: result.more, code: result.more ? null : 'unsupported', conflict }
  })
  const adoptions = valid.flatMap(({ adoption }) => (adoption ? [adoption] : []))
  return { messages, missing: findMissing(opened.map(({ part }) => part)), adoptions }
}

function openOne(part: MessageParts, digest: Digest, sign: SignPublicKey | Failure, { epochs }: CompartmentKeys) {
  if (part.from !== 'witness') throw new Failure('unsupported', 'a message of the team')
  if (sign instanceof Failure) throw sign
  const { seq, box, wraps } = part
  const subject = messageSubject(box)
  const opened = openWithAny(wraps, epochs, (wrap, epoch) => {
    const contentKey = openWrap(wrap, epoch, subject)
    const json = openMessage({ from: 'witness', digest, seq, box, contentKey, signKey: sign })
    return { contentKey, digest: subject, json }
  })
  const read = readWitnessMessage(decodeJson(opened.value.json))
  if (!read) throw new Failure('malformed', 'not the JSON of a message')
  const place: ThreadMessage = { from: 'witness', seq, hash: toB64u(subject), prev: read.head.prev }
  const best = wraps[0] ?? opened.wrap
  return { place, more: read.more, adoption: adoptOpened(opened, best, epochs, 'account') }
}

/** An account without keys keeps no way back: nobody can have written as its witness (FORMAT.md §4). */
function witnessKey({ witness }: Account): SignPublicKey {
  if (!witness) throw new Failure('tampered', 'a message to an account without a way back')
  return checkSignPublicKey(fromB64u(witness.sign))
}

function findMissing(parts: readonly MessageParts[]): number[] {
  const there = new Set(parts.filter(({ from }) => from === 'witness').map(({ seq }) => seq))
  const missing: number[] = []
  // A number that a server made up must not be counted up to.
  for (let seq = 1; there.size > 0 && missing.length < 10; seq++) {
    if (!there.delete(seq)) missing.push(seq)
  }
  return missing
}
