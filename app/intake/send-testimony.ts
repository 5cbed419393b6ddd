import { parseCode, deriveReceipt, newCode, type Receipt } from '#app/crypto/receipt.ts'
import { Failure } from '#app/crypto/failure.ts'
import { toB64u } from '#app/crypto/bytes.ts'
import { sealTestimony, type SealedTestimony } from '#app/crypto/seal.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import { encodeSubmission } from '#app/crypto/submission.ts'
import type { Bytes, Digest, Sealed } from '#app/crypto/types.ts'
import { toTestimony } from '#app/testimony/answers.ts'
import type { Draft } from '#app/testimony/draft.ts'
import { encodeTestimony } from '#app/testimony/codec.ts'
import type { FormFile } from '#app/testimony/form-join.ts'
import { readForm } from '#app/testimony/read-form.ts'
import type { Form } from '#app/testimony/form.ts'
import { postBytes, Refused, Unreachable } from '#app/wire/client.ts'
import { formHash } from '#app/wire/form-hash.ts'
import { IntakeAnswer, type KeyLogAnswer } from '#app/wire/public.ts'
import type { Organisation } from './organisation.ts'
import { BrokenLink, readKeyLog, readOrganisation } from './read-organisation.ts'
import { reasonOfFailure, reasonOfRefusal, type Reason } from './reason.ts'

/** What is being done. In each of them the testimony counts as not sent. */
export type Stage = 'checking' | 'locking' | 'sending'

/** The two calls of the server that a witness needs. Both throw `Refused` or `Unreachable`. */
export interface IntakeServer {
  readKeyLog(): Promise<KeyLogAnswer>
  submit(body: Bytes): Promise<{ id: string }>
}

export const intakeServer: IntakeServer = {
  readKeyLog,
  submit: body => postBytes('/api/submissions', body, IntakeAnswer),
}

/** A draft with all that its sealing needs. `fragment`: of the link by which the witness came. */
export interface Story {
  draft: Draft
  /** Exactly as it was shown. */
  form: FormFile
  lang: string
  fragment: string
}

/** A testimony that is sealed and waits to be received: sending it again is sending the same. */
export interface Envelope {
  code: string
  testimony: SealedTestimony
  receipt: Receipt
  /** Whom it is sealed to. */
  organisation: Organisation
}

/** What a witness needs to add to a testimony that was received: the secrets of the code are in it. Lives in memory alone. */
export interface WitnessCase {
  digest: Digest
  receipt: Receipt
  /** As it was verified last. */
  organisation: Organisation
  /** Of the link by which the witness came. */
  fragment: string
}

export type Outcome =
  { received: true; code: string; case: WitnessCase } | { received: false; reason: Reason; envelope: Envelope | null }

interface Surroundings {
  server?: IntakeServer
  now?: () => Date
  onStage?: (stage: Stage) => void
  /** From an attempt that failed. */
  envelope?: Envelope | null
}

/**
 * Sends a testimony: encode → seal → upload (FORMAT.md §4). Before it seals it verifies the organisation, and on any
 * doubt sends nothing. `received` only after the server's answer for this very submission. Never throws.
 */
export async function sendTestimony(story: Story, surroundings: Surroundings = {}): Promise<Outcome> {
  const { server = intakeServer, now = () => new Date(), onStage = () => undefined } = surroundings
  let envelope = surroundings.envelope ?? null
  try {
    await readyVault()
    if (!envelope) {
      onStage('checking')
      const organisation = await readOrganisation(() => server.readKeyLog(), story.fragment, now())
      onStage('locking')
      envelope = seal(story, organisation, now())
    }
    onStage('sending')
    const { code, receipt, organisation, testimony } = envelope
    const { fragment } = story
    const readAgain = () => readOrganisation(() => server.readKeyLog(), story.fragment, now(), organisation)
    const { id } = await submit(envelope, readAgain, server)
    if (id !== testimony.id) throw new Unreachable()
    return { received: true, code, case: { digest: testimony.digest, receipt, organisation, fragment } }
  } catch (error) {
    return { received: false, reason: reasonOf(error), envelope }
  }
}

/** Whether a testimony could be sent from here now, so that nobody writes in vain. Null: yes. Never throws. */
export async function findObstacle(
  { fragment, form }: Pick<Story, 'fragment' | 'form'>,
  { server = intakeServer, now = () => new Date() }: Surroundings = {},
): Promise<Reason | null> {
  try {
    await readyVault()
    checkForm(form)
    await readOrganisation(() => server.readKeyLog(), fragment, now())
    return null
  } catch (error) {
    return reasonOf(error)
  }
}

function seal(story: Story, organisation: Organisation, now: Date): Envelope {
  const { genesisHash, epochs } = organisation
  const code = newCode()
  const receipt = deriveReceipt(parseCode(code), genesisHash)
  const testimony = toTestimony(checkForm(story.form), story.draft, {
    formHash: formHash(story.form.form),
    lang: story.lang,
    witness: { kem: toB64u(receipt.kem.publicKey), sign: toB64u(receipt.sign.publicKey) },
    now,
  })
  return {
    code,
    testimony: sealTestimony(encodeTestimony(testimony), epochs),
    receipt,
    organisation,
  }
}

/** A server that rotated meanwhile says `expired`: the same content keys are wrapped for the same organisation's new epoch, once. */
async function submit(
  { testimony, receipt }: Envelope,
  readAgain: () => Promise<Organisation>,
  server: IntakeServer,
): Promise<{ id: string }> {
  const send = (sealed: Sealed) => server.submit(encodeSubmission(sealed, receipt))
  try {
    return await send(testimony.sealed)
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'expired') throw error
    return await send(testimony.rewrap((await readAgain()).epochs))
  }
}

async function readyVault(): Promise<void> {
  try {
    await sodiumReady()
  } catch {
    throw new NoLibrary()
  }
}

function checkForm(file: FormFile): Form {
  const form = readForm(file, formHash)
  if (typeof form === 'string') throw new BrokenForm()
  return form
}

class BrokenForm extends Error {}
class NoLibrary extends Error {}

function reasonOf(error: unknown): Reason {
  if (error instanceof BrokenLink) return { sentence: 'link', code: 'malformed' }
  if (error instanceof BrokenForm) return { sentence: 'form', code: 'malformed' }
  if (error instanceof NoLibrary) return { sentence: 'library', code: 'library' }
  if (error instanceof Failure) return reasonOfFailure(error.code)
  if (error instanceof Refused) return reasonOfRefusal(error.code)
  if (error instanceof Unreachable) return { sentence: 'offline', code: 'unreachable' }
  return { sentence: 'fault', code: 'fault' }
}
