import * as z from 'zod/mini'
import { concat, decodeFrames, encodeFrames, u32 } from '#app/crypto/bytes.ts'
import { Failure } from '#app/crypto/failure.ts'
import type { Bytes } from '#app/crypto/types.ts'

/**
 * What a witness who came with a code, or has just sent, and the server say to each other. The case token is the bearer:
 * `Authorization: Bearer <b64u of the token>` (FORMAT.md §5).
 */

const VERSION = Uint8Array.of(1)

/** A message of the witness (FORMAT.md §6): `POST /api/case/messages`. It claims the uploads that its JSON names. */
export interface CaseMessage {
  seq: number
  box: Bytes
  /** Sealed, for the current epoch of `account`. */
  wrap: Bytes
  /** `digest`: H(32, box) of the file, which the server compares with what it stored. */
  uploads: readonly { id: Bytes; digest: Bytes }[]
}

/** Sent only after message and files are durable; the same for a repeat. */
export const CaseMessageAnswer = z.object({ seq: z.int() })

/** The body of the request. Undone by `decodeCaseMessage`. */
export function encodeCaseMessage({ seq, box, wrap, uploads }: CaseMessage): Bytes {
  return encodeFrames([VERSION, u32(seq), box, wrap, concat(...uploads.flatMap(({ id, digest }) => [id, digest]))])
}

/** Reads the body: its form alone, the parts are views. Throws `malformed` or `unsupported`. Undoes `encodeCaseMessage`. */
export function decodeCaseMessage(bytes: Bytes): CaseMessage {
  const [version, number, box, wrap, named, ...rest] = decodeFrames(bytes)
  if (version?.length === 1 && version[0] !== 1) throw new Failure('unsupported', 'another version of the message')
  if (version?.length !== 1 || number?.length !== 4 || !box || !wrap || !named || rest.length > 0)
    throw new Failure('malformed', 'not a message')
  if (named.length % 48 !== 0) throw new Failure('malformed', 'half an upload')
  const seq = new DataView(number.buffer, number.byteOffset).getUint32(0)
  if (seq === 0) throw new Failure('malformed', 'messages count from 1')
  const uploads = Array.from({ length: named.length / 48 }, (_, i) => ({
    id: named.subarray(i * 48, i * 48 + 16),
    digest: named.subarray(i * 48 + 16, i * 48 + 48),
  }))
  return { seq, box, wrap, uploads }
}
