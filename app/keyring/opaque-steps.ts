import { client, ready } from '@serenity-kit/opaque'

/** Argon2id with 64 MiB, t = 3, p = 4 (FORMAT.md §9). */
const keyStretching = 'memory-constrained'

/** One step of OPAQUE on the member's side. The passphrase never leaves the browser. */
export type OpaqueStep =
  | { step: 'start-registration'; passphrase: string }
  | { step: 'finish-registration'; passphrase: string; state: string; response: string }
  | { step: 'start-sign-in'; passphrase: string }
  | { step: 'finish-sign-in'; passphrase: string; state: string; response: string }

/** What a step gives: something to send, and the state or the export key (b64u, 64 bytes) to keep. Null: wrong name or passphrase. */
export type OpaqueResult = { send: string; keep: string } | null

/** Carries out one step. The finishing steps stretch the passphrase and take a moment. */
export async function takeOpaqueStep(step: OpaqueStep): Promise<OpaqueResult> {
  await ready
  switch (step.step) {
    case 'start-registration': {
      const start = client.startRegistration({ password: step.passphrase })
      return { send: start.registrationRequest, keep: start.clientRegistrationState }
    }
    case 'finish-registration': {
      const end = client.finishRegistration({
        password: step.passphrase,
        clientRegistrationState: step.state,
        registrationResponse: step.response,
        keyStretching,
      })
      return { send: end.registrationRecord, keep: end.exportKey }
    }
    case 'start-sign-in': {
      const start = client.startLogin({ password: step.passphrase })
      return { send: start.startLoginRequest, keep: start.clientLoginState }
    }
    case 'finish-sign-in': {
      const end = client.finishLogin({
        password: step.passphrase,
        clientLoginState: step.state,
        loginResponse: step.response,
        keyStretching,
      })
      return end ? { send: end.finishLoginRequest, keep: end.exportKey } : null
    }
  }
}
