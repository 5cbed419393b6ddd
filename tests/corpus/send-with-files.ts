import { deriveReceipt, newCode, parseCode } from '#app/crypto/receipt.ts'
import { detectKind, HEAD_BYTES } from '#app/evidence/kind.ts'
import { encodeTestimony } from '#app/testimony/codec.ts'
import { sealFile, sendFiles, witnessKeysOf, type SealedFile, type SentCase } from '#tests/support/evidence.ts'
import { offered } from '#tests/support/forms.ts'
import { sealSample, sendSubmission, type Target } from '#tests/support/sample.ts'
import { writeCasesWithFiles, type CaseWithFiles } from './with-files.ts'

/** A case as the server has it, with what only the witness knows. */
export interface SentWithFiles extends SentCase {
  told: CaseWithFiles
  sealed: readonly SealedFile[]
}

/** Seals and sends the accounts with files, one after another: each account first, then its files, each with a message. */
export async function sendCasesWithFiles(origin: string, target: Target, canary: string): Promise<SentWithFiles[]> {
  const sent: SentWithFiles[] = []
  for (const told of writeCasesWithFiles({ canary, formHash: offered('express').hash }))
    sent.push(await sendCase(origin, target, told))
  return sent
}

async function sendCase(origin: string, target: Target, told: CaseWithFiles): Promise<SentWithFiles> {
  const code = newCode()
  const receipt = deriveReceipt(parseCode(code), target.log.genesisHash)
  const plaintext = encodeTestimony({ ...told.testimony, witness: witnessKeysOf(receipt) })
  const sample = sealSample(target, plaintext, code)
  const { status } = await sendSubmission(origin, sample.body)
  if (status !== 200) throw new Error(`the account ${told.id} was refused: ${status}`)
  const own = { digest: sample.sealed.digest, receipt, sample }
  const sealed: SealedFile[] = []
  for (const { id, name, bytes, meta } of told.files) {
    const { type } = await detectKind(bytes.subarray(0, HEAD_BYTES))
    sealed.push(sealFile(bytes, { id, name, type, meta }))
  }
  await sendFiles(origin, target, own, sealed)
  return { ...own, told, sealed }
}
