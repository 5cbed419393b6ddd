import { equal, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { decodeJson, encodeJson } from '#app/crypto/json.ts'
import { NO_PREV, sealEvent, type Link } from '#app/crypto/review-event.ts'
import type { Bytes, Compartment, Digest, ReviewKey, SignKeyPair } from '#app/crypto/types.ts'
import type { Decision } from '#app/testimony/triage.ts'
import { readLink } from '#app/testimony/triage.ts'
import { Refused, Unreachable } from '#app/wire/client.ts'
import type { Position } from './ledger.ts'

/** Where an event goes: a chain of a submission as it was last read. */
export interface EventTarget {
  id: string
  digest: Digest
  chain: Compartment
  reviewKey: ReviewKey
  links: readonly Link[]
}

export interface NewEvent {
  digest: string
  chain: Compartment
  seq: number
  n: number
  event: string
}

/** What the writer asks of the server. `post` throws Refused or Unreachable. */
export interface EventServer {
  post: (event: NewEvent) => Promise<unknown>
  /** The chain of the target, read anew and verified. */
  readChain: (target: EventTarget) => Promise<readonly Link[]>
  /** Our position in the contact chains as the server has it: nobody reads all of them, so nothing verifies it. */
  position: (chain: 'contact') => Promise<Position>
}

export interface EventWriter {
  /**
   * Signs a decision as the next event of the chain and stores it; gives the chain with it. Writes go one after another,
   * for each takes the author's next number. Throws Refused or Unreachable; the same decision may be written again.
   */
  write: (target: EventTarget, decision: Decision) => Promise<readonly Link[]>
  /** Takes over a position that was read and verified, if it is further: what we signed is not signed again under its number. */
  advance: (chain: Compartment, position: Position) => void
}

interface Attempt {
  target: EventTarget
  decision: string
  hash: string
  n: number
}

const tries = 5

/**
 * A writer for one unlocked member. `log`: hash (b64u) of the newest statement verified. `positions`: of the account chains as
 * they were read and verified, never as the server claims.
 */
export function newEventWriter(
  me: { sign: SignKeyPair; log: () => string; positions: Record<Compartment, Position> },
  server: EventServer,
  now: () => Date = () => new Date(),
): EventWriter {
  const positions = { ...me.positions }
  const by = toB64u(me.sign.publicKey)
  /** An event of which no answer came: it may be stored. */
  let unsure: Attempt | null = null
  let last: Promise<unknown> = Promise.resolve()

  const advance = (chain: Compartment, position: Position) => {
    if (position.n > positions[chain].n) positions[chain] = position
  }

  async function settle(target: EventTarget, decision: string): Promise<readonly Link[] | null> {
    if (!unsure) return null
    const { target: where, hash, n, decision: what } = unsure
    const stored = (await server.readChain(where)).some(link => toB64u(link.hash) === hash)
    if (stored) advance(where.chain, { n, last: hash })
    unsure = null
    const same = stored && what === decision && where.chain === target.chain && equal(where.digest, target.digest)
    return same ? server.readChain(target) : null
  }

  async function writeNext(target: EventTarget, decision: Decision): Promise<readonly Link[]> {
    const text = JSON.stringify(decision)
    const settled = await settle(target, text)
    if (settled) return settled
    let { links } = target
    for (let i = 1; ; i++) {
      const position = positions[target.chain]
      const n = position.n + 1
      const at = `${now().toISOString().slice(0, 19)}Z`
      const json = encodeJson({
        v: 1,
        by,
        n,
        ...(position.last ? { last: position.last } : {}),
        log: me.log(),
        at,
        ...decision,
      })
      const seq = links.length + 1
      const prev = links[links.length - 1]?.hash ?? NO_PREV
      const event: Bytes = sealEvent({
        reviewKey: target.reviewKey,
        chain: target.chain,
        digest: target.digest,
        seq,
        prev,
        json,
        sign: me.sign,
      })
      const hash = toB64u(hash32(event))
      try {
        await server.post({ digest: toB64u(target.digest), chain: target.chain, seq, n, event: toB64u(event) })
        advance(target.chain, { n, last: hash })
        return [
          ...links,
          { seq, hash: hash32(event), opened: { by: me.sign.publicKey, json, value: decodeJson(json) } },
        ]
      } catch (error) {
        if (error instanceof Unreachable) unsure = { target, decision: text, hash, n }
        if (!(error instanceof Refused) || error.code !== 'conflict' || i === tries) throw error
      }
      const before = links.length
      links = await server.readChain(target)
      for (const own of ownPositions(links, by)) advance(target.chain, own)
      if (target.chain === 'contact') advance('contact', await server.position('contact'))
      // What took our place was signed in a chain that is not read here: the next reading of the queue shows it.
      if (links.length === before && positions[target.chain].n === position.n) throw new Refused('conflict')
    }
  }

  return {
    advance,
    write(target, decision) {
      const written = last.then(() => writeNext(target, decision))
      last = written.catch(() => undefined)
      return written
    },
  }
}

/** The places of our own events in a verified chain: from another tab, or from an earlier session. */
function ownPositions(links: readonly Link[], by: string): Position[] {
  return links.flatMap(link => {
    const { head } = readLink(link)
    return head?.by === by ? [{ n: head.n, last: toB64u(link.hash) }] : []
  })
}
