import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Heading } from './heading.tsx'
import { ReasonText } from './reason-text.tsx'
import type { Reason } from './reason.ts'
import { Say } from './say.tsx'
import { useWords } from './witness.tsx'

/** While the testimony is sealed and on its way. The state line above says how far. */
export function SendingScreen() {
  const { words } = useWords()
  return (
    <>
      <Heading>
        <Say text={words.sending.heading} />
      </Heading>
      <p>
        <Say text={words.sending.stay} />
      </p>
    </>
  )
}

interface NotSentProps {
  reason: Reason
  onAgain: () => void
  onBack: () => void
}

/** It did not arrive: why, that nothing is lost, and what can be done. */
export function NotSent({ reason, onAgain, onBack }: NotSentProps) {
  const { words } = useWords()
  return (
    <>
      <Heading>
        <Say text={words.sending.failed} />
      </Heading>
      <Notice kind="alarm">
        <ReasonText reason={reason} />
      </Notice>
      <p>
        <Say text={words.sending.kept} />
      </p>
      <div className="actions">
        <Button kind="primary" onClick={onAgain}>
          <Say text={words.sending.again} />
        </Button>
        <Button kind="text" onClick={onBack}>
          <Say text={words.check.toCheck} />
        </Button>
      </div>
    </>
  )
}
