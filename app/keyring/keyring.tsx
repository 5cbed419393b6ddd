import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { Failure } from '#app/crypto/failure.ts'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { MemberSecret } from '#app/crypto/types.ts'
import { Refused, getJson } from '#app/wire/client.ts'
import { DeskState } from '#app/wire/members.ts'
import { IdleWarning } from './idle-warning.tsx'
import './keyring.css'
import { problemOf, type ProblemCode } from './problem-code.ts'
import { Refusing, Waiting } from './other-screens.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { signIn, signOut } from './sign-in.ts'
import { openDesk, readLog, unlockSecret, type Desk, type Seen } from './unlock.ts'

/** Unlocked keys and what they opened, in the memory of this page alone. */
export interface Keyring extends Desk {
  /** Reads and verifies everything anew. Throws `Refused` or `Unreachable`; without a session it locks, on a `Failure` the desk closes and says why. */
  refresh(): Promise<Keyring>
  /** Ends the session and reloads the page: JavaScript cannot wipe memory, leaving the page can. */
  lock(): void
}

const KeyringContext = createContext<Keyring | null>(null)

/** The unlocked keyring. Only inside `KeyringGate`. */
export function useKeyring(): Keyring {
  const keyring = useContext(KeyringContext)
  if (!keyring) throw new Error('no keyring outside the gate')
  return keyring
}

type Phase =
  | { at: 'locked'; problem: ProblemCode | null }
  | { at: 'deriving' | 'opening' }
  | { at: 'waiting'; state: DeskState }
  | { at: 'refused'; code: ProblemCode }
  | { at: 'open'; keyring: Keyring }

const readState = () => getJson('/api/desk/state', DeskState)

function leave(): void {
  void signOut().finally(() => location.replace('/desk'))
}

/** Shows the sign-in until the keys are unlocked, then what is inside. */
export function KeyringGate({ children }: { children: ReactNode }) {
  const [phase, setPhase] = useState<Phase>({ at: 'locked', problem: null })
  const secret = useRef<MemberSecret | null>(null)
  const seen = useRef<Seen | null>(null)

  const show = useCallback((state: DeskState): Keyring | null => {
    if (!secret.current) return null
    const log = readLog(state, seen.current)
    seen.current = log.head
    const desk = openDesk(secret.current, log, state)
    if (!desk) {
      setPhase({ at: 'waiting', state })
      return null
    }
    const keyring: Keyring = { ...desk, refresh, lock: leave }
    setPhase({ at: 'open', keyring })
    return keyring
  }, [])

  const refresh = useCallback(async (): Promise<Keyring> => {
    try {
      const keyring = show(await readState())
      if (keyring) return keyring
    } catch (error) {
      if (error instanceof Failure) setPhase({ at: 'refused', code: error.code })
      else if (error instanceof Refused && error.code === 'sign-in') leave()
      else throw error
    }
    // Whoever asked is on a screen that is going away.
    return new Promise<Keyring>(() => undefined)
  }, [show])

  const enter = useCallback(
    async (handle: string, passphrase: string) => {
      setPhase({ at: 'deriving' })
      let inside = false
      try {
        await sodiumReady()
        const { signedIn, exportKey } = await signIn(handle, passphrase)
        inside = true
        setPhase({ at: 'opening' })
        const state = await readState()
        secret.current = unlockSecret(signedIn, exportKey, readLog(state, seen.current))
        show(state)
      } catch (error) {
        const code = problemOf(error)
        setPhase(inside && code !== 'unreachable' ? { at: 'refused', code } : { at: 'locked', problem: code })
      }
    },
    [show],
  )

  useEffect(() => {
    const forget = () => {
      secret.current = null
      setPhase({ at: 'locked', problem: null })
    }
    const reload = (event: PageTransitionEvent) => {
      if (event.persisted) location.replace('/desk')
    }
    addEventListener('pagehide', forget)
    addEventListener('pageshow', reload)
    return () => {
      removeEventListener('pagehide', forget)
      removeEventListener('pageshow', reload)
    }
  }, [])

  const open = phase.at === 'open' ? phase.keyring : null
  const inside = useMemo(
    () => <KeyringContext.Provider value={open}>{children}</KeyringContext.Provider>,
    [open, children],
  )
  if (open)
    return (
      <>
        {inside}
        <IdleWarning lock={leave} />
      </>
    )
  if (phase.at === 'waiting') return <Waiting handle={phase.state.me.handle} check={refresh} lock={leave} />
  if (phase.at === 'refused') return <Refusing code={phase.code} lock={leave} />
  const busy = phase.at === 'deriving' || phase.at === 'opening' ? phase.at : null
  return <SignInForm busy={busy} problem={phase.at === 'locked' ? phase.problem : null} enter={enter} />
}
