import type { MetaFunction } from '@remix-run/node'
import { JoinPage } from '#app/admin/join-page.tsx'
import { DeskLanguageProvider } from '#app/i18n/desk/language.tsx'

export const meta: MetaFunction = () => [{ title: 'Svidok' }]

export default function Route() {
  return (
    <DeskLanguageProvider>
      <JoinPage />
    </DeskLanguageProvider>
  )
}
