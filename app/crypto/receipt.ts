import { asciiBytes, concat, equal, randomBytes } from '#app/crypto/bytes.ts'
import { hashCaseToken } from '#app/crypto/case-token.ts'
import { Failure } from '#app/crypto/failure.ts'
import { derive, hash32 } from '#app/crypto/hash.ts'
import { kemKeyPairFromSeed, signKeyPairFromSeed } from '#app/crypto/keys.ts'
import type {
  Bytes,
  CaseProof,
  CaseToken,
  CaseTokenHash,
  Hash32,
  KemKeyPair,
  OwnBytes,
  ReceiptDigits,
  SignKeyPair,
} from '#app/crypto/types.ts'

const LABEL = asciiBytes('svidok/v1/receipt')
const DROPPED = /[\s\u002D\u2010\u2011]/g
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

/** All that a receipt gives (FORMAT.md §5). `token`, `kem` and `sign` hold secrets. */
export type Receipt = {
  readonly token: CaseToken
  readonly tokenHash: CaseTokenHash
  readonly proof: CaseProof
  readonly kem: KemKeyPair
  readonly sign: SignKeyPair
}

/**
 * A new code: 29 uniform digits and their check digit in six groups of five (FORMAT.md §5). Made in
 * the witness's browser and never sent. `random` gives that many random bytes. Read by `parseCode`.
 */
export function newCode(random: (length: number) => Bytes = randomBytes): string {
  let digits = ''
  while (digits.length < 29) {
    for (const byte of random(32)) if (byte < 250 && digits.length < 29) digits += byte % 10
  }
  return formatCode(digits + damm(digits))
}

/** Digits in groups of five, joined by one space. Undone by `parseCode`. */
export function formatCode(digits: string): string {
  return digits.replace(/(.{5})(?=.)/g, '$1 ')
}

/**
 * The 30 digits of a code as a person types it; white space and hyphens are dropped (FORMAT.md §5).
 * Throws `malformed` on anything else, another length, a wrong digit or two neighbours exchanged.
 */
export function parseCode(text: string): ReceiptDigits {
  const digits = text.replace(DROPPED, '')
  if (!/^[0-9]{30}$/.test(digits)) throw new Failure('malformed', 'a code has 30 digits')
  if (damm(digits) !== 0) throw new Failure('malformed', 'the check digit of the code does not fit')
  return digits as ReceiptDigits
}

/** Derives the keys of a code for the organisation of this genesis hash (FORMAT.md §5). */
export function deriveReceipt(digits: ReceiptDigits, genesisHash: Hash32): Receipt {
  const seed: OwnBytes = hash32(concat(LABEL, genesisHash, asciiBytes(digits)))
  const token = derive(seed, 'svidok/v1/receipt/token') as CaseToken
  return {
    token,
    tokenHash: hashCaseToken(token),
    proof: derive(seed, 'svidok/v1/receipt/proof') as CaseProof,
    kem: kemKeyPairFromSeed(derive(seed, 'svidok/v1/receipt/kem')),
    sign: signKeyPairFromSeed(derive(seed, 'svidok/v1/receipt/sign')),
  }
}

/**
 * Refuses the answer of a server that does not know this receipt of this organisation: then no
 * message is shown and nothing can be written (FORMAT.md §5). Throws `wrong-key`.
 */
export function checkProof(receipt: Receipt, proof: Bytes): void {
  if (!equal(receipt.proof, proof)) throw new Failure('wrong-key', 'the server shows another organisation')
}

/** Damm's quasigroup: 0 over digits that end in their check digit, else the check digit to add. */
function damm(digits: string): number {
  let row = 0
  for (const digit of digits) row = Number(DAMM[row]![Number(digit)])
  return row
}
