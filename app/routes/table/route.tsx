import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { en } from '#app/i18n/witness/en.ts'
import { ru } from '#app/i18n/witness/ru.ts'
import { uk } from '#app/i18n/witness/uk.ts'
import { NeutralPage } from '#app/intake/neutral-page.tsx'

const words = { uk, ru, en }

/** Nothing here runs: the page is sent without scripts. */
export const handle = { still: true }

/** The heading alone: this page knows nothing of the form. */
export function loader({ context: { language } }: LoaderFunctionArgs) {
  return { heading: words[language].neutral.heading }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.heading ?? '' }]

export default function TableRoute() {
  return <NeutralPage heading={useLoaderData<typeof loader>().heading} />
}
