import { newContentKey } from '#app/crypto/box.ts'
import { randomBytes, toB64u } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { encodeJson } from '#app/crypto/json.ts'
import { signKeyPairFromSeed } from '#app/crypto/keys.ts'
import { type Direction, sealMessage } from '#app/crypto/message.ts'
import { deriveReceipt, newCode, parseCode } from '#app/crypto/receipt.ts'
import { type Chain, NO_PREV, reviewKey, sealEvent } from '#app/crypto/review-event.ts'
import type { Digest, Hash32 } from '#app/crypto/types.ts'
import type { Written } from './written.ts'

/** A receipt as it is shown and as somebody may type it (FORMAT.md §5). */
export function writeReceipts(): Written[] {
  const code = newCode()
  const genesisHash = randomBytes(32) as Hash32
  const { token, tokenHash, proof, kem, sign } = deriveReceipt(parseCode(code), genesisHash)
  const receipt = (name: string, comment: string, typed: string): Written => ({
    name,
    section: 5,
    expect: 'success',
    comment,
    code: typed,
    genesisHash: toB64u(genesisHash),
    token: toB64u(token),
    tokenHash: toB64u(tokenHash),
    proof: toB64u(proof),
    kem: toB64u(kem.publicKey),
    sign: toB64u(sign.publicKey),
  })
  return [
    receipt('receipt-success', 'six groups of five', code),
    receipt('receipt-hyphens', 'hyphens and white space are dropped', `${code.replaceAll(' ', '-')} `),
  ]
}

/** A message of either direction (FORMAT.md §6). */
export function writeMessages(): Written[] {
  return [
    message('witness', { at: '2026-11-22T10:00:00Z', text: 'Ще одне: їх було шестеро.' }),
    message('team', { at: '2026-11-23T09:30:00Z', text: 'Дякуємо. Ви в безпеці?' }),
  ]
}

function message(from: Direction, said: { at: string; text: string }): Written {
  const sign = signKeyPairFromSeed(randomBytes(32))
  const digest = randomBytes(32) as Digest
  const signKey = toB64u(sign.publicKey)
  const json = { v: 1, kind: 'text', ...(from === 'team' ? { by: signKey } : {}), ...said }
  const { box, contentKey } = sealMessage({ from, digest, seq: 1, json: encodeJson(json), sign })
  return {
    name: `message-${from}`,
    section: 6,
    expect: 'success',
    comment: 'opens and verifies',
    from,
    digest: toB64u(digest),
    contentKey: toB64u(contentKey),
    signKey,
    box: toB64u(box),
    seq: 1,
    json,
  }
}

/** The reviewers' and the custodians' chain (FORMAT.md §7). */
export function writeEvents(): Written[] {
  return [
    events('account', 'three events in order', ['opened', 'status', 'note']),
    events('contact', "the custodians' chain", ['contact-opened', 'contact-answer']),
  ]
}

function events(chain: Chain, comment: string, kinds: readonly string[]): Written {
  const contentKey = newContentKey()
  const digest = randomBytes(32) as Digest
  const sign = signKeyPairFromSeed(randomBytes(32))
  const by = toB64u(sign.publicKey)
  const log = toB64u(randomBytes(32))
  const key = reviewKey(contentKey, chain)
  let prev = NO_PREV
  const sealed = kinds.map((kind, i) => {
    const last = i === 0 ? {} : { last: toB64u(prev) }
    const json = encodeJson({ v: 1, by, n: i + 1, ...last, log, at: `2026-11-22T10:0${i}:00Z`, kind })
    const event = sealEvent({ reviewKey: key, chain, digest, seq: i + 1, prev, json, sign })
    prev = hash32(event)
    return toB64u(event)
  })
  return {
    name: `events-${chain}`,
    section: 7,
    expect: 'success',
    comment,
    chain,
    contentKey: toB64u(contentKey),
    digest: toB64u(digest),
    members: [by],
    events: sealed,
    kinds,
  }
}
