import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { leave, makeGate, type Phase } from './gate.ts'
import { IdleWarning } from './idle-warning.tsx'
import './keyring.css'
import { Refusing, Waiting } from './other-screens.tsx'
import { SignInForm } from './sign-in-form.tsx'
import type { Desk } from './unlock.ts'

/** Unlocked keys and what they opened, in the memory of this page alone. */
export interface Keyring extends Desk {
  /**
   * Reads and verifies everything anew. Throws `Refused` or `Unreachable`; without a session it locks, on a `Failure` the
   * desk closes and says why.
   */
  refresh(): Promise<Keyring>
  /**
   * `refresh`, and then every review event that the server serves: what comes before a signature for the organisation (FORMAT.md §10).
   * Throws `truncated` where an event names a statement that the key log lacks.
   */
  refreshWhole(look?: WholeLook): Promise<Keyring>
  /** Ends the session and reloads the page. */
  lock(): void
}

/** `leaving`: sign key (b64u) of who is to be signed out. `told`: how many chains are read. */
export interface WholeLook {
  leaving?: string
  told?: (chains: number) => void
}

/** Reads every event over a view that was read just now; gives the view to go on with. */
export type CheckEvents = (view: Keyring, look: WholeLook) => Promise<Keyring>

const KeyringContext = createContext<Keyring | null>(null)

/** The unlocked keyring. Only inside `KeyringGate`. */
export function useKeyring(): Keyring {
  const keyring = useContext(KeyringContext)
  if (!keyring) throw new Error('no keyring outside the gate')
  return keyring
}

/** Shows the sign-in until the keys are unlocked, then what is inside. */
export function KeyringGate({ checkEvents, children }: { checkEvents: CheckEvents; children: ReactNode }) {
  const [phase, setPhase] = useState<Phase>({ at: 'locked', problem: null })
  const [gate] = useState(() => makeGate(setPhase, checkEvents))

  useEffect(() => {
    // A page that comes back from the browser's cache of pages comes back locked.
    const reload = (event: PageTransitionEvent) => {
      if (event.persisted) location.replace('/desk')
    }
    addEventListener('pagehide', gate.forget)
    addEventListener('pageshow', reload)
    return () => {
      removeEventListener('pagehide', gate.forget)
      removeEventListener('pageshow', reload)
    }
  }, [gate])

  switch (phase.at) {
    case 'open':
      return (
        <KeyringContext.Provider value={phase.keyring}>
          {children}
          <IdleWarning lock={leave} />
        </KeyringContext.Provider>
      )
    case 'waiting':
      return <Waiting handle={phase.handle} check={gate.refresh} lock={leave} />
    case 'refused':
      return <Refusing code={phase.code} lock={leave} />
    case 'locked':
      return <SignInForm busy={null} problem={phase.problem} enter={gate.enter} />
    default:
      return <SignInForm busy={phase.at} problem={null} enter={gate.enter} />
  }
}
