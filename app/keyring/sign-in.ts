import { fromB64u } from '#app/crypto/bytes.ts'
import type { ExportKey } from '#app/crypto/types.ts'
import { Refused, postJson } from '#app/wire/client.ts'
import { SignInStarted, SignedIn } from '#app/wire/members.ts'
import { takeOpaqueStepAside, type TakeOpaqueStep } from './take-opaque-step.ts'
import { normalisePassphrase } from './passphrase.ts'

/**
 * Signs in by OPAQUE (FORMAT.md §9): the server checks the passphrase without seeing it and sets the session cookie;
 * the export key stays here and opens the lock of the member's secret. Throws `Refused('sign-in')` for a wrong name or
 * passphrase, `Refused`, `Unreachable`.
 */
export async function signIn(
  handle: string,
  typed: string,
  take: TakeOpaqueStep = takeOpaqueStepAside,
): Promise<{ signedIn: SignedIn; exportKey: ExportKey }> {
  const passphrase = normalisePassphrase(typed)
  const start = await take({ step: 'start-sign-in', passphrase })
  if (!start) throw new Refused('sign-in')
  const answer = await postJson('/api/sign-in/start', { handle, request: start.send }, SignInStarted)
  const end = await take({ step: 'finish-sign-in', passphrase, state: start.keep, response: answer.response })
  if (!end) throw new Refused('sign-in')
  const signedIn = await postJson('/api/sign-in/finish', { attempt: answer.attempt, request: end.send }, SignedIn)
  return { signedIn, exportKey: fromB64u(end.keep) as ExportKey }
}

/** Ends the session on the server; silent when nothing answers, for the keys go with the page in any case. */
export async function signOut(): Promise<void> {
  await fetch('/api/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    keepalive: true,
    credentials: 'same-origin',
  }).catch(() => undefined)
}
