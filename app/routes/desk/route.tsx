import type { MetaFunction } from '@remix-run/node'
import { Outlet } from '@remix-run/react'
import { DeskFrame } from '#app/admin/desk-frame.tsx'
import { DeskLanguageProvider } from '#app/i18n/desk/language.tsx'
import { KeyringGate } from '#app/keyring/keyring.tsx'

export const meta: MetaFunction = () => [{ title: 'Svidok' }]

/** The desk: locked until a member's keys are open, then queue, people and keys. */
export default function DeskRoute() {
  return (
    <DeskLanguageProvider>
      <KeyringGate>
        <DeskFrame>
          <Outlet />
        </DeskFrame>
      </KeyringGate>
    </DeskLanguageProvider>
  )
}
