import { toB64u } from '#app/crypto/bytes.ts'
import type { SignedIn } from '#app/wire/members.ts'
import { findMember, findMemberByHandle, type MemberRow } from '#db/members.ts'
import type { Instance } from './instance.ts'
import { Refused } from './refusal.ts'
import { startSession } from './sessions.ts'

interface Attempt {
  state: string
  handle: string
  /** Null where nobody has the handle: such an attempt goes the same way and fails at its end. */
  member: string | null
  until: number
}

/** Sign-ins between their two steps, in memory. */
export type Attempts = Map<string, Attempt>

const LIFETIME = 300_000
const MOST = 10_000

/**
 * First step of a sign-in (OPAQUE, FORMAT.md §9). Whether anybody has the handle shows neither in the answer nor in its time.
 * Waits while somebody guesses. Throws `malformed`.
 */
export async function startSignIn(
  instance: Instance,
  { handle, request }: { handle: string; request: string },
): Promise<{ attempt: string; response: string }> {
  const { attempts, clock, guesses, opaque, random } = instance
  await guesses.slow(`sign-in ${handle.slice(0, 64)}`)
  const member = await findMemberByHandle(instance.db, handle)
  const registered = member && member.record !== null ? { id: member.id, record: member.record } : null
  const { state, response } = opaque.start(registered, handle, request)
  const attempt = toB64u(random(16))
  sweep(attempts, clock().getTime())
  attempts.set(attempt, { state, handle, member: registered?.id ?? null, until: clock().getTime() + LIFETIME })
  return { attempt, response }
}

/** Second step: a session for whoever knows the passphrase. An attempt counts once. Throws `sign-in`. */
export async function finishSignIn(
  instance: Instance,
  { attempt, request }: { attempt: string; request: string },
): Promise<{ signedIn: SignedIn; cookie: string }> {
  const begun = instance.attempts.get(attempt)
  instance.attempts.delete(attempt)
  if (!begun || begun.until < instance.clock().getTime()) throw new Refused('sign-in')
  const right = instance.opaque.finish(begun.state, request)
  const member = begun.member === null ? undefined : await findMember(instance.db, begun.member)
  if (!right || !member) throw new Refused('sign-in')
  instance.guesses.succeed(`sign-in ${begun.handle}`)
  const answer = await signIn(instance, member)
  instance.log({ event: 'signed in' })
  return answer
}

/** A session for a registered member, with what their browser unlocks. Throws `sign-in` for who was removed. */
export async function signIn(instance: Instance, member: MemberRow): Promise<{ signedIn: SignedIn; cookie: string }> {
  const { id, handle, lock, sign } = member
  if (handle === null || lock === null) throw new Refused('sign-in')
  const cookie = await startSession(instance, id)
  return { signedIn: { id, handle, lock: toB64u(lock), sign: toB64u(sign) }, cookie }
}

function sweep(attempts: Attempts, now: number): void {
  for (const [id, { until }] of attempts) {
    if (until >= now && attempts.size < MOST) break
    attempts.delete(id)
  }
}
