import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { en } from '#app/i18n/witness/en.ts'
import { ru } from '#app/i18n/witness/ru.ts'
import { uk } from '#app/i18n/witness/uk.ts'
import { Intake } from '#app/intake/intake.tsx'
import { neutralPath } from '#app/intake/leave.ts'

const words = { uk, ru, en }

/** The same for every visitor of one language. */
export function loader({ context: { language, languages, leaveTo } }: LoaderFunctionArgs) {
  return {
    language,
    languages,
    leaveTo: leaveTo || neutralPath,
    words: words[language],
    noScript: { uk: uk.noScript, ru: ru.noScript, en: en.noScript },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.words.title ?? '' }]

export default function WitnessRoute() {
  return <Intake {...useLoaderData<typeof loader>()} />
}
