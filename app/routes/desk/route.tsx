import type { MetaFunction } from '@remix-run/node'
import { Outlet } from '@remix-run/react'
import { DeskFrame } from '#app/admin/desk-frame.tsx'
import { DeskLanguageProvider } from '#app/i18n/desk/language.tsx'
import { KeyringGate, type CheckEvents } from '#app/keyring/keyring.tsx'

export const meta: MetaFunction = () => [{ title: 'Svidok' }]

/** Reviewing and administration do not know each other: here the one lends the other its reading. */
const checkEvents: CheckEvents = async (view, look) =>
  (await import('#app/review/check-in-worker.ts')).checkInWorker(view, look)

/** The desk: locked until a member's keys are open, then queue, people and keys. */
export default function DeskRoute() {
  return (
    <DeskLanguageProvider>
      <KeyringGate checkEvents={checkEvents}>
        <DeskFrame>
          <Outlet />
        </DeskFrame>
      </KeyringGate>
    </DeskLanguageProvider>
  )
}
