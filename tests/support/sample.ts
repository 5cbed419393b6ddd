import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { deriveReceipt, newCode, parseCode } from '#app/crypto/receipt.ts'
import { sealTestimony, type EpochKeys, type SealedTestimony } from '#app/crypto/seal.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { encodeSubmission } from '#app/crypto/submission.ts'
import type { WayBack } from '#app/crypto/types.ts'
import { giveConsent, type Draft } from '#app/testimony/draft.ts'
import { toTestimony, type WitnessKeys } from '#app/testimony/answers.ts'
import type { Mode } from '#app/testimony/form.ts'
import { encodeTestimony, type Plaintext } from '#app/testimony/codec.ts'
import { currentEpoch, verifyEpochKey, verifyKeyLog, type KeyLog } from '#app/trust/key-log.ts'
import { KeyLogAnswer } from '#app/wire/public.ts'
import { offered } from './forms.ts'

export interface Target {
  log: KeyLog
  keys: EpochKeys
}

/** What a witness's browser seals to, verified as it does. */
export async function readTarget(origin: string): Promise<Target> {
  await sodiumReady()
  const answer = KeyLogAnswer.parse(await (await fetch(`${origin}/api/key-log`)).json())
  const log = verifyKeyLog(answer.entries)
  const keyOf = (compartment: 'account' | 'contact') => {
    const epoch = currentEpoch(log, compartment)
    const served = answer.keys.find(key => key.compartment === compartment && key.epoch === epoch.epoch)
    return verifyEpochKey(epoch, fromB64u(served!.kem))
  }
  return { log, keys: { account: keyOf('account'), contact: keyOf('contact') } }
}

export interface Sample {
  plaintext: Plaintext
  sealed: SealedTestimony
  way: WayBack
  /** What is posted to /api/submissions. */
  body: Uint8Array
  code: string
}

/** JSON of the boxes for an account in one's own words, and a contact if there is one. */
export function writeSample(
  narrative: string,
  {
    contact,
    lang = 'uk',
    more = {},
    length = 'express',
    witness = null,
  }: {
    contact?: { name: string; handle: string }
    lang?: string
    more?: Draft
    length?: Mode
    witness?: WitnessKeys | null
  } = {},
): Plaintext {
  const now = new Date()
  const yes = giveConsent('yes', lang, now)
  const draft: Draft = {
    'consent.keep': yes,
    'account.narrative': narrative,
    ...(contact && {
      'consent.contact': yes,
      'contact.may': 'yes',
      'contact.channel': 'signal',
      'contact.handle': contact.handle,
      'contact.name': contact.name,
    }),
    ...more,
  }
  const { read, hash } = offered(length)
  return encodeTestimony(toTestimony(read, draft, { formHash: hash, lang, witness, now }))
}

/** Seals any plaintext as a witness's browser does. */
export function sealSample({ log, keys }: Target, plaintext: Plaintext, code = newCode()): Sample {
  const sealed = sealTestimony(plaintext, keys)
  const { tokenHash, proof } = deriveReceipt(parseCode(code), log.genesisHash)
  const way = { tokenHash, proof }
  return { plaintext, sealed, way, body: encodeSubmission(sealed.sealed, way), code }
}

/** Sends a body as a witness's browser does: once more, and no harm done, when a connection that stood idle is closed meanwhile. */
export async function sendSubmission(
  origin: string,
  body: Uint8Array,
): Promise<{ status: number; answer: Record<string, unknown> }> {
  const send = () =>
    fetch(`${origin}/api/submissions`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/octet-stream' },
      body: body as Uint8Array<ArrayBuffer>,
    })
  const response = await send().catch(send)
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> }
}

export const idOf = (sample: Sample): string => toB64u(sample.sealed.digest.subarray(0, 16))
