import { Failure } from '#app/crypto/failure.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { MemberSecret } from '#app/crypto/types.ts'
import { Refused, getJson } from '#app/wire/client.ts'
import { DeskState } from '#app/wire/members.ts'
import type { CheckEvents, Keyring } from './keyring.tsx'
import { problemOf, type ProblemCode } from './problem-code.ts'
import { signIn, signOut } from './sign-in.ts'
import { openDesk, readLog, unlockSecret, type Seen } from './unlock.ts'

/** Where a desk stands between locked and open. */
export type Phase =
  | { at: 'locked'; problem: ProblemCode | null }
  | { at: 'deriving' | 'opening' }
  | { at: 'waiting'; handle: string }
  | { at: 'refused'; code: ProblemCode }
  | { at: 'open'; keyring: Keyring }

/** Opens a desk, and holds the member's secret meanwhile: in the memory of this page alone. */
export interface Gate {
  enter(handle: string, passphrase: string): Promise<void>
  refresh(): Promise<Keyring>
  forget(): void
}

const readState = () => getJson('/api/desk/state', DeskState)

/** Ends the session and leaves the page: JavaScript cannot wipe memory, leaving the page can. */
export function leave(): void {
  void signOut().finally(() => location.replace('/desk'))
}

/** A locked gate; `show` is told of every phase. */
export function makeGate(show: (phase: Phase) => void, checkEvents: CheckEvents): Gate {
  let secret: MemberSecret | null = null
  let seen: Seen | null = null

  function open(state: DeskState): Keyring | null {
    if (!secret) return null
    const log = readLog(state, seen)
    seen = log.head
    const desk = openDesk(secret, log, state)
    const keyring: Keyring | null = desk && { ...desk, refresh, refreshWhole, lock: leave }
    show(keyring ? { at: 'open', keyring } : { at: 'waiting', handle: state.me.handle })
    return keyring
  }

  async function refresh(): Promise<Keyring> {
    try {
      const keyring = open(await readState())
      if (keyring) return keyring
    } catch (error) {
      if (error instanceof Failure) show({ at: 'refused', code: error.code })
      else if (error instanceof Refused && error.code === 'sign-in') leave()
      else throw error
    }
    // Whoever asked is on a screen that is going away.
    return new Promise<Keyring>(() => undefined)
  }

  const refreshWhole: Keyring['refreshWhole'] = async (look = {}) => checkEvents(await refresh(), look)

  async function enter(handle: string, passphrase: string): Promise<void> {
    show({ at: 'deriving' })
    let inside = false
    try {
      await sodiumReady()
      const { signedIn, exportKey } = await signIn(handle, passphrase)
      inside = true
      show({ at: 'opening' })
      const state = await readState()
      secret = unlockSecret(signedIn, exportKey, readLog(state, seen))
      open(state)
    } catch (error) {
      const code = problemOf(error)
      show(inside && code !== 'unreachable' ? { at: 'refused', code } : { at: 'locked', problem: code })
    }
  }

  function forget(): void {
    secret = null
    show({ at: 'locked', problem: null })
  }

  return { enter, refresh, forget }
}
