import { newContentKey, sealBox } from '#app/crypto/box.ts'
import { randomBytes, toB64u, toHex, utf8Bytes } from '#app/crypto/bytes.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { encodeJson } from '#app/crypto/json.ts'
import { sealMessage } from '#app/crypto/message.ts'
import { deriveReceipt, newCode, parseCode, type Receipt } from '#app/crypto/receipt.ts'
import { newSha256 } from '#app/crypto/sha256.ts'
import type { Box, Bytes, Digest, KemPublicKey, SignKeyPair, UploadId } from '#app/crypto/types.ts'
import { sealWrap } from '#app/crypto/wrap.ts'
import type { WitnessKeys } from '#app/testimony/answers.ts'
import type { MoreMessage } from '#app/testimony/case-message.ts'
import type { FileEntry } from '#app/testimony/codec.ts'
import { encodeCaseMessage, type CaseMessage } from '#app/wire/case.ts'
import { sealSample, sendSubmission, writeSample, type Sample, type Target } from './sample.ts'
import { beginTus, patchTus } from './tus.ts'

/** What a witness sends after the account, by code: a small file and the message that names it (FORMAT.md §6). */

/** A case that was received, as the witness's browser remembers it. */
export interface SentCase {
  digest: Digest
  receipt: Receipt
  sample: Sample
}

/** A file sealed whole, with its entry in the manifest. */
export interface SealedFile {
  entry: FileEntry
  id: UploadId
  box: Box<'file'>
  /** H(32, box). */
  digest: Bytes
  content: Bytes
}

/** A message as it is posted, and what a test may want to exchange in it. */
export interface SealedMore extends CaseMessage {
  box: Box<'message'>
  body: Bytes
}

export const witnessKeysOf = ({ kem, sign }: Pick<Receipt, 'kem' | 'sign'>): WitnessKeys => ({
  kem: toB64u(kem.publicKey),
  sign: toB64u(sign.publicKey),
})

/** Seals an account whose witness keeps a way back. */
export function sealCase(target: Target, narrative = 'Свідчення з фото, яке надійде пізніше.'): SentCase {
  const code = newCode()
  const receipt = deriveReceipt(parseCode(code), target.log.genesisHash)
  const sample = sealSample(target, writeSample(narrative, { witness: witnessKeysOf(receipt) }), code)
  return { digest: sample.sealed.digest, receipt, sample }
}

/** Sends one. */
export async function openCase(origin: string, target: Target, narrative?: string): Promise<SentCase> {
  const sealed = sealCase(target, narrative)
  const { status } = await sendSubmission(origin, sealed.sample.body)
  if (status !== 200) throw new Error(`the account was refused: ${status}`)
  return sealed
}

/** Seals a small file under a key of its own. */
export function sealFile(
  content: Bytes = utf8Bytes('[SYNTHETIC DATA] 1. Петренко'),
  entry: Partial<FileEntry> = {},
): SealedFile {
  const [key, id] = [newContentKey(), randomBytes(16) as UploadId]
  const box = sealBox('file', content, key)
  const digest = hash32(box)
  const sha256 = newSha256()
  sha256.update(content)
  const promise = { size: content.length, sha256: toHex(sha256.digest()), boxDigest: toB64u(digest) }
  const named = { id: 'f1', name: 'список.txt', type: 'text/plain', meta: { picker: 'any' } }
  return {
    entry: { ...named, upload: toB64u(id), key: toB64u(key), ...promise, ...entry },
    id,
    box,
    digest,
    content,
  }
}

/** Seals the message that names files, to `to`, the epoch of the accounts. `json` takes the place of what would be written. */
export function sealMore(
  { digest, receipt }: { digest: Digest; receipt: { sign: SignKeyPair } },
  to: KemPublicKey,
  files: readonly SealedFile[],
  { seq = 1, after, json }: { seq?: number; after?: { box: Bytes } | undefined; json?: object } = {},
): SealedMore {
  const more: MoreMessage = {
    v: 1,
    kind: 'more',
    at: '2026-11-23T10:00:00Z',
    ...(after && { prev: toB64u(hash32(after.box)) }),
    files: files.map(({ entry }) => entry),
  }
  const sealed = sealMessage({ from: 'witness', digest, seq, json: encodeJson(json ?? more), sign: receipt.sign })
  const message = {
    seq,
    box: sealed.box,
    wrap: sealWrap(sealed.contentKey, to, sealed.subject),
    uploads: files.map(({ id, digest: of }) => ({ id, digest: of })),
  }
  return { ...message, body: encodeCaseMessage(message) }
}

/** Posts a message as a witness's browser does. */
export async function postMessage(
  origin: string,
  token: Bytes | string,
  body: Bytes,
): Promise<{ status: number; answer: Record<string, unknown> }> {
  const bearer = typeof token === 'string' ? token : toB64u(token)
  const send = () =>
    fetch(`${origin}/api/case/messages`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/octet-stream', authorization: `Bearer ${bearer}` },
      body: body as Uint8Array<ArrayBuffer>,
    })
  const response = await send().catch(send)
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> }
}

/** Uploads the box of a file as a witness's browser does, in one piece. */
export async function uploadFile(origin: string, { id, box }: SealedFile): Promise<void> {
  for (const { status, error } of [await beginTus(origin, id, box.length), await patchTus(origin, id, 0, box)])
    if (status >= 400) throw new Error(`the upload was refused: ${status} ${error}`)
}

/** Uploads files and names each in a message of its own, as a witness's browser does. Gives the messages. */
export async function sendFiles(
  origin: string,
  target: Target,
  from: SentCase,
  files: readonly SealedFile[],
): Promise<SealedMore[]> {
  const messages: SealedMore[] = []
  for (const [i, file] of files.entries()) {
    await uploadFile(origin, file)
    const message = sealMore(from, target.keys.account, [file], { seq: i + 1, after: messages.at(-1) })
    const { status, answer } = await postMessage(origin, from.receipt.token, message.body)
    if (status !== 200) throw new Error(`message ${i + 1} was refused: ${status} ${String(answer['error'])}`)
    messages.push(message)
  }
  return messages
}
