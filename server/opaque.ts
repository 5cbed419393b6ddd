import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ready, server } from '@serenity-kit/opaque'
import { toB64u, utf8Bytes } from '#app/crypto/bytes.ts'
import { hash, keyedHash } from '#app/crypto/hash.ts'
import { Refused } from './refusal.ts'

/** The server's side of OPAQUE (RFC 9807): it never sees anything that equals a passphrase (FORMAT.md §9). */
export interface Opaque {
  /** Answers a registration for a member id that is not in use. */
  register(memberId: string, request: string): string
  /** Answers a sign-in; without a record it answers alike, for a member id that nobody has. */
  start(
    member: { id: string; record: string } | null,
    handle: string,
    request: string,
  ): { state: string; response: string }
  /** Whether the passphrase was the right one. */
  finish(state: string, request: string): boolean
}

/** Reads the secret of the folder, or makes it there, readable for its owner alone. It belongs in no backup of the database. */
export async function openOpaque(folder: string): Promise<Opaque> {
  await ready
  const file = join(folder, 'opaque-setup')
  if (!existsSync(file)) writeDurably(file, server.createSetup())
  return createOpaque(readFileSync(file, 'utf8').trim())
}

/** OPAQUE over a set-up secret. Call after `ready`. */
export function createOpaque(serverSetup: string): Opaque {
  const fakeKey = hash(32, utf8Bytes(serverSetup))
  return {
    register(memberId, request) {
      const answer = orMalformed(() =>
        server.createRegistrationResponse({ serverSetup, userIdentifier: memberId, registrationRequest: request }),
      )
      return answer.registrationResponse
    },
    start(member, handle, request) {
      const userIdentifier = member?.id ?? toB64u(keyedHash(fakeKey, utf8Bytes(handle)).subarray(0, 16))
      const registrationRecord = member?.record ?? null
      const { serverLoginState, loginResponse } = orMalformed(() =>
        server.startLogin({ serverSetup, userIdentifier, registrationRecord, startLoginRequest: request }),
      )
      return { state: serverLoginState, response: loginResponse }
    },
    finish(state, request) {
      try {
        server.finishLogin({ serverLoginState: state, finishLoginRequest: request })
        return true
      } catch {
        return false
      }
    },
  }
}

function orMalformed<T>(f: () => T): T {
  try {
    return f()
  } catch {
    throw new Refused('malformed')
  }
}

function writeDurably(file: string, text: string): void {
  const handle = openSync(file, 'wx', 0o600)
  writeSync(handle, text)
  fsyncSync(handle)
  closeSync(handle)
}
