import { fill } from '#app/i18n/fill.ts'
import type { Reason } from './reason.ts'
import { useWords } from './witness.tsx'

/** Why nothing was received: a sentence for the witness, and the code for whoever helps. */
export function ReasonText({ reason }: { reason: Reason }) {
  const { words } = useWords()
  return (
    <>
      <p>{words.reason[reason.sentence]}</p>
      <p className="quiet small">{fill(words.reasonCode, { n: reason.code })}</p>
    </>
  )
}
