import type { MetaFunction } from '@remix-run/node'
import { RecoverPage } from '#app/admin/recover-page.tsx'
import { DeskLanguageProvider } from '#app/i18n/desk/language.tsx'

export const meta: MetaFunction = () => [{ title: 'Svidok' }]

export default function Route() {
  return (
    <DeskLanguageProvider>
      <RecoverPage />
    </DeskLanguageProvider>
  )
}
