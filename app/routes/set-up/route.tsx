import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { SetUpPage } from '#app/admin/set-up-page.tsx'
import { DeskLanguageProvider } from '#app/i18n/desk/language.tsx'

export const meta: MetaFunction = () => [{ title: 'Svidok' }]

export function loader({ context }: LoaderFunctionArgs) {
  return { setUp: context.setUp }
}

export default function SetUpRoute() {
  const { setUp } = useLoaderData<typeof loader>()
  return (
    <DeskLanguageProvider>
      <SetUpPage setUp={setUp} />
    </DeskLanguageProvider>
  )
}
