import type { ReactNode } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Say } from './say.tsx'
import { useWords } from './witness.tsx'

interface WaysProps {
  /** Came from the check, and goes back there. */
  returning: boolean
  /** Nothing was answered, which can be said with a word of its own. */
  empty: boolean
  onNext: () => void
  onBack: () => void
  /** Beside the way on. */
  children?: ReactNode
  /** Beside “Back”. */
  aside?: ReactNode
}

/** The ways from a screen: on, past it, back. */
export function Ways({ returning, empty, onNext, onBack, children, aside }: WaysProps) {
  const { words } = useWords()
  return (
    <>
      <div className="actions">
        <Button kind="primary" onClick={onNext}>
          <Say text={returning ? words.check.toCheck : words.next} />
        </Button>
        {empty && !returning ? (
          <Button kind="text" onClick={onNext}>
            <Say text={words.skip} />
          </Button>
        ) : null}
        {children}
      </div>
      <div className="ways">
        <Button kind="text" className="back" onClick={onBack}>
          <Say text={words.back} />
        </Button>
        {aside}
      </div>
    </>
  )
}
