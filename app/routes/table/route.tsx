import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NeutralPage } from '#app/intake/neutral-page.tsx'

/** Nothing here runs: the page is sent without scripts. */
export const handle = { still: true }

/** The heading alone: this page knows nothing of the form. */
export function loader({ context: { language, wording } }: LoaderFunctionArgs) {
  const borrowed = wording.borrowed.page.includes('neutral.heading')
  return { heading: wording.page.neutral.heading, lang: borrowed ? 'uk' : language }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.heading ?? '' }]

export default function TableRoute() {
  return <NeutralPage {...useLoaderData<typeof loader>()} />
}
