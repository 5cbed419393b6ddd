import type { Reason } from './reason.ts'
import { Say } from './say.tsx'
import { useWords } from './witness.tsx'

/** Why nothing was received: a sentence for the witness, and the code for whoever helps. */
export function ReasonText({ reason }: { reason: Reason }) {
  const { words } = useWords()
  return (
    <>
      <p>
        <Say text={words.reason[reason.sentence]} />
      </p>
      <p className="quiet small">
        <Say text={words.reasonCode} values={{ n: reason.code }} />
      </p>
    </>
  )
}
