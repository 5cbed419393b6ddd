import { Links, Meta, Outlet, isRouteErrorResponse, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import type { ReactNode } from 'react'
import { directionOf } from './i18n/language.ts'
import './ui/tokens.css'
import { FaultPage } from './ui/fault-page.tsx'

export function loader({ context }: LoaderFunctionArgs) {
  return { language: context.language }
}

export const links = () => [{ rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' }]

export function Layout({ children }: { children: ReactNode }) {
  const language = useRouteLoaderData<typeof loader>('root')?.language ?? 'uk'
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <Meta />
        <Links />
      </head>
      <body>{children}</body>
    </html>
  )
}

export default function App() {
  // Where a page that stands alone wakes (entry.client.tsx).
  return (
    <div id="page">
      <Outlet />
    </div>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  const language = useRouteLoaderData<typeof loader>('root')?.language ?? 'uk'
  return <FaultPage language={language} missing={isRouteErrorResponse(error) && error.status === 404} />
}
