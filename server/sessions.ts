import { fromB64u, toB64u } from '#app/crypto/bytes.ts'
import { attempt, Failure } from '#app/crypto/failure.ts'
import { hash32 } from '#app/crypto/hash.ts'
import { deleteSession, deleteSessionsBefore, findSession, insertSession, markSeen } from '#db/sessions.ts'
import type { Instance } from './instance.ts'

/** Starts a session for a member; gives the cookie. The server keeps only the hash of what the cookie holds. */
export async function startSession(instance: Instance, member: string): Promise<string> {
  const secret = instance.random(32)
  const minute = now(instance)
  await deleteSessionsBefore(instance.db, limits(instance))
  await insertSession(instance.db, hash32(secret), { member, started: minute, seen: minute })
  return cookie(instance, toB64u(secret), '')
}

/** The member of a request's session, or null without one. Counts as activity. */
export async function findMemberOf(instance: Instance, request: Request): Promise<string | null> {
  const hash = hashOf(instance, request)
  const session = hash && (await findSession(instance.db, hash))
  if (!hash || !session) return null
  const { seen, started } = limits(instance)
  if (session.seen < seen || session.started < started) return null
  if (session.seen < now(instance)) await markSeen(instance.db, hash, now(instance))
  return session.member
}

/** Ends the session of a request; gives the cookie that takes the other's place. */
export async function endSession(instance: Instance, request: Request): Promise<string> {
  const hash = hashOf(instance, request)
  if (hash) await deleteSession(instance.db, hash)
  return cookie(instance, '', '; Max-Age=0')
}

function cookie({ settings }: Instance, value: string, more: string): string {
  const secure = settings.origin.startsWith('https:') ? '; Secure' : ''
  return `${cookieName(settings.origin)}=${value}; Path=/; HttpOnly; SameSite=Strict${secure}${more}`
}

/** With `__Host-` no other host and no plain connection can set it; browsers take it over https alone. */
function cookieName(origin: string): string {
  return origin.startsWith('https:') ? '__Host-svidok' : 'svidok'
}

function hashOf({ settings }: Instance, request: Request): Uint8Array | null {
  const name = cookieName(settings.origin)
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, value = ''] = part.trim().split('=')
    if (key !== name) continue
    const secret = attempt(() => fromB64u(value))
    return secret instanceof Failure || secret.length !== 32 ? null : hash32(secret)
  }
  return null
}

function now({ clock }: Instance): number {
  return Math.floor(clock().getTime() / 60_000)
}

function limits(instance: Instance) {
  const { sessionIdleMinutes, sessionHours } = instance.settings
  return { seen: now(instance) - sessionIdleMinutes, started: now(instance) - sessionHours * 60 }
}
