import { equal, fromB64u, randomBytes, toB64u } from '#app/crypto/bytes.ts'
import type { ExportKey, Hash32, MemberSecret } from '#app/crypto/types.ts'
import { lockMember, memberKeys, newMemberSecret, unlockMember, type MemberKeys } from '#app/trust/member.ts'
import type { NewMember } from '#app/wire/members.ts'
import { takeOpaqueStepAside, type TakeOpaqueStep } from './take-opaque-step.ts'
import { normalisePassphrase } from './passphrase.ts'

/** A member in the making: registered with nobody yet, its secret in memory alone. */
export interface Credentials {
  id: string
  handle: string
  record: string
  exportKey: ExportKey
  secret: MemberSecret
  keys: MemberKeys
}

/** Sends an OPAQUE registration request for a member id and gives the server's response. Nothing is stored by it. */
export type Register = (id: string, request: string) => Promise<string>

/**
 * Makes the keys of a new member and what the server needs to check the passphrase (FORMAT.md §9). Shared by set-up,
 * joining and recovery. Throws what `register` throws.
 */
export async function makeCredentials(
  handle: string,
  typed: string,
  register: Register,
  take: TakeOpaqueStep = takeOpaqueStepAside,
): Promise<Credentials> {
  const passphrase = normalisePassphrase(typed)
  const id = toB64u(randomBytes(16))
  const start = await take({ step: 'start-registration', passphrase })
  if (!start) throw new Error('no registration request')
  const response = await register(id, start.send)
  const end = await take({ step: 'finish-registration', passphrase, state: start.keep, response })
  if (!end) throw new Error('no registration record')
  const secret = newMemberSecret()
  return { id, handle, record: end.send, exportKey: fromB64u(end.keep) as ExportKey, secret, keys: memberKeys(secret) }
}

/** Locks the secret for an organisation, opens the lock once, and gives what is sent. Undone by `unlockMember`. */
export function lockCredentials(credentials: Credentials, genesisHash: Hash32): NewMember {
  const { id, handle, record, exportKey, secret, keys } = credentials
  const lock = lockMember(secret, exportKey, genesisHash)
  if (!equal(unlockMember(lock, exportKey, genesisHash, keys.sign.publicKey), secret))
    throw new Error('the lock does not open')
  return {
    id,
    handle,
    record,
    lock: toB64u(lock),
    sign: toB64u(keys.sign.publicKey),
    reply: toB64u(keys.reply.publicKey),
    kem: toB64u(keys.kem.publicKey),
  }
}
