import { fromB64u } from '#app/crypto/bytes.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { ExportKey, MemberSecret } from '#app/crypto/types.ts'
import { takeOpaqueStep } from '#app/keyring/opaque-steps.ts'
import { openDesk, readLog, unlockSecret, type Desk } from '#app/keyring/unlock.ts'
import { DeskState, SignedIn, SignInStarted } from '#app/wire/members.ts'

/** A member without a browser, who can say anything to the server: what a hostile one would do, and what one takes along. */
export interface Member {
  cookie: string
  secret: MemberSecret
  /** What they could open when they signed in. */
  desk: Desk
  get(path: string): Promise<Response>
  post(path: string, body: unknown): Promise<Response>
  readState(): Promise<DeskState>
}

/** Asks once more, as browsers do, when a connection that stood idle is closed meanwhile. */
export async function post(origin: string, path: string, body: unknown, cookie?: string): Promise<Response> {
  const bytes = body instanceof Uint8Array
  const ask = () =>
    fetch(origin + path, {
      method: 'POST',
      headers: {
        origin,
        'content-type': bytes ? 'application/octet-stream' : 'application/json',
        ...(cookie !== undefined && { cookie }),
      },
      body: bytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body),
    })
  return ask().catch(ask)
}

/** Signs in as the browser does and opens what the state holds. `origin` is what the server takes for its own. */
export async function signInAsMember(origin: string, handle: string, passphrase: string): Promise<Member> {
  await sodiumReady()
  const start = (await takeOpaqueStep({ step: 'start-sign-in', passphrase }))!
  const started = await post(origin, '/api/sign-in/start', { handle, request: start.send })
  const { attempt, response } = SignInStarted.parse(await started.json())
  const end = await takeOpaqueStep({ step: 'finish-sign-in', passphrase, state: start.keep, response })
  if (!end) throw new Error('wrong name or passphrase')
  const finished = await post(origin, '/api/sign-in/finish', { attempt, request: end.send })
  const signedIn = SignedIn.parse(await finished.json())
  const cookie = finished.headers.getSetCookie()[0]!.split(';')[0]!
  const get = (path: string) => fetch(origin + path, { headers: { cookie } })
  const readState = async () => DeskState.parse(await (await get('/api/desk/state')).json())
  const state = await readState()
  const log = readLog(state, null)
  const secret = unlockSecret(signedIn, fromB64u(end.keep) as ExportKey, log)
  const desk = openDesk(secret, log, state)
  if (!desk) throw new Error('not in the roster')
  return { cookie, secret, desk, get, post: (path, body) => post(origin, path, body, cookie), readState }
}
