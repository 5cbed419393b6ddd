import * as z from 'zod/mini'
import { Answers, FormRef, WitnessKeys, type Testimony } from './answers.ts'
import { Card, computeCard } from './card.ts'
import { Minute } from './consent.ts'
import { Mode } from './form.ts'

type Bytes = Uint8Array

/** One file of the manifest (FORMAT.md §4). */
export const FileEntry = z.object({
  id: z.string(),
  upload: z.string(),
  key: z.string(),
  boxDigest: z.string(),
  size: z.int(),
  sha256: z.string(),
  name: z.string(),
  type: z.string(),
  meta: z.record(z.string(), z.unknown()),
})
export type FileEntry = z.infer<typeof FileEntry>

/** The JSON of the account box (FORMAT.md §4). */
export const Account = z.object({
  v: z.literal(1),
  form: FormRef,
  mode: Mode,
  lang: z.string(),
  answers: Answers,
  files: z.array(FileEntry),
  witness: z.nullable(WitnessKeys),
  sealedAt: Minute,
})
export type Account = z.infer<typeof Account>

/** The JSON of the contact box: what the form keeps for the contact custodians. */
export const Contact = z.object({ v: z.literal(1), form: FormRef, lang: z.string(), answers: Answers })
export type Contact = z.infer<typeof Contact>

/** JSON bytes, without padding, for the boxes of one submission. */
export interface Plaintext {
  account: Bytes
  card: Bytes
  contact: Bytes | null
}

/** Writes a testimony as the JSON of its boxes (FORMAT.md §4). Undone by `decodeAccount`, `decodeCard`, `decodeContact`. */
export function encodeTestimony(testimony: Testimony): Plaintext {
  const { form, mode, lang, answers, contact, witness, sealedAt } = testimony
  const account: Account = { v: 1, form, mode, lang, answers, files: [], witness, sealedAt }
  return {
    account: encode(account),
    card: encode(computeCard(testimony)),
    contact: contact && encode({ v: 1, form, lang, answers: contact } satisfies Contact),
  }
}

/** The account in opened bytes; trailing spaces are padding. Null: not of this form (`malformed`). */
export const decodeAccount = (bytes: Bytes): Account | null => decode(Account, bytes)

/** The card in opened bytes; trailing spaces are padding. Null: not of this form (`malformed`). */
export const decodeCard = (bytes: Bytes): Card | null => decode(Card, bytes)

/** The contact in opened bytes; trailing spaces are padding. Null: not of this form (`malformed`). */
export const decodeContact = (bytes: Bytes): Contact | null => decode(Contact, bytes)

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const encode = (value: object): Bytes => encoder.encode(JSON.stringify(value))

function decode<S extends z.core.$ZodType>(schema: S, bytes: Bytes): z.infer<S> | null {
  let value: unknown
  try {
    value = JSON.parse(decoder.decode(bytes), (_, inner: unknown) => {
      if (typeof inner === 'string' && /\p{Surrogate}/u.test(inner)) throw new Error('lone surrogate')
      return inner
    })
  } catch {
    return null
  }
  const parsed = z.safeParse(schema, value)
  return parsed.success ? parsed.data : null
}
