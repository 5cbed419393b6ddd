import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useContext } from 'react'
import { Intake } from '#app/intake/intake.tsx'
import { neutralPath } from '#app/intake/leave.ts'
import { PageData } from '#app/page-data.ts'

/** No router: whoever writes here goes nowhere else. */
export const handle = { alone: true }

/** The same for every visitor of one language. */
export function loader({
  context: { language, languages, leaveTo, maxFileBytes, wording, noScript },
}: LoaderFunctionArgs) {
  const { page, borrowed, draft } = wording
  return {
    language,
    languages,
    leaveTo: leaveTo || neutralPath,
    maxFileBytes,
    words: { page, borrowed: { page: borrowed.page }, draft },
    noScript,
  }
}

/** The form is asked for with the page, as `loadForm` will ask for it: on a slow line that saves a way there and back. */
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.words.page.title ?? '' },
  {
    tagName: 'link',
    rel: 'preload',
    as: 'fetch',
    crossOrigin: 'anonymous',
    href: `/api/form/express/${data?.language ?? 'uk'}`,
  },
]

export default function WitnessRoute() {
  return <Intake {...(useContext(PageData) as ReturnType<typeof loader>)} />
}
