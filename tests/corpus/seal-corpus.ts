import { toB64u } from '#app/crypto/bytes.ts'
import { deriveReceipt, newCode, parseCode } from '#app/crypto/receipt.ts'
import { sealTestimony, type EpochKeys } from '#app/crypto/seal.ts'
import { encodeSubmission } from '#app/crypto/submission.ts'
import type { Hash32, OwnBytes } from '#app/crypto/types.ts'
import { encodeTestimony } from '#app/testimony/codec.ts'
import { offered } from '#tests/support/forms.ts'
import { writeCorpus, type Truth } from './corpus.ts'

/** What a witness's browser would send, and what only the witness knows. */
export interface SealedEntry {
  body: OwnBytes
  /** The receipt code, in six groups. */
  code: string
  truth: Truth
}

export interface Seals {
  keys: EpochKeys
  genesisHash: Hash32
}

/** Seals testimonies of the corpus one by one, each with a receipt of its own. Needs `sodiumReady()`. */
export function* sealCorpus(
  { keys, genesisHash }: Seals,
  options: { count: number; seed?: number },
): Generator<SealedEntry> {
  for (const { testimony, truth } of writeCorpus({ ...options, formHash: length => offered(length).hash })) {
    const code = newCode()
    const { kem, sign, tokenHash, proof } = deriveReceipt(parseCode(code), genesisHash)
    const witness = { kem: toB64u(kem.publicKey), sign: toB64u(sign.publicKey) }
    const { sealed } = sealTestimony(encodeTestimony({ ...testimony, witness }), keys)
    yield { body: encodeSubmission(sealed, { tokenHash, proof }), code, truth }
  }
}
