import { NavLink } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { LanguageSwitch } from '#app/keyring/frame.tsx'
import { useKeyring } from '#app/keyring/keyring.tsx'
import './admin.css'

/** The head of the desk: whose it is, where one can go, and the lock always in reach. The page below gets all the height that is left. */
export function DeskFrame({ children }: { children: ReactNode }) {
  const words = useKeysWords().common
  const { log, roles, lock, nameOf, me } = useKeyring()
  const admin = roles.includes('admin')
  return (
    <div className="ad-desk">
      <header className="ad-head">
        <span className="ad-organisation">{log.organisation}</span>
        {admin && (
          <nav aria-label={words.sections}>
            <NavLink to="/desk" end prefetch="none">
              {words.queue}
            </NavLink>
            <NavLink to="/desk/people" prefetch="none">
              {words.people}
            </NavLink>
            <NavLink to="/desk/keys" prefetch="none">
              {words.keys}
            </NavLink>
          </nav>
        )}
        <span className="ad-me">{nameOf(me.id)}</span>
        <LanguageSwitch />
        <button type="button" className="ad-lock" onClick={lock} aria-keyshortcuts="L">
          {words.lock} <kbd aria-hidden="true">L</kbd>
        </button>
      </header>
      <main className="ad-body">{children}</main>
    </div>
  )
}
