import type { ReactNode } from 'react'
import type { Phase } from './state.ts'
import type { Stage } from './send-testimony.ts'
import { Say } from './say.tsx'
import { useWords } from './witness.tsx'

/** The account has arrived; its files may be on their way. */
const isReceived = (phase: Phase): boolean => phase === 'received' || phase === 'type-back' || phase === 'files'

/** The one line that says whether it arrived. It says "received" only after the server's durable answer. `files`: the same of what follows the account. */
export function StateLine({ phase, stage, files }: { phase: Phase; stage: Stage; files: ReactNode }) {
  const { words } = useWords()
  const silent = phase === 'welcome' || phase === 'finished'
  const received = isReceived(phase)
  const look = received ? (files ? 'files' : 'received') : phase === 'sending' ? stage : 'waiting'
  const text = received ? words.state.received : phase === 'sending' ? words.state[stage] : words.state.notSent
  return (
    <p className={`state state-${look}`} role="status">
      {silent ? null : received && files ? (
        files
      ) : (
        <>
          <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
            <circle className="state-circle" cx="12" cy="12" r="9" />
            <circle className="state-ring" cx="12" cy="12" r="9" pathLength="100" />
          </svg>
          <span>
            <Say text={text} />
          </span>
        </>
      )}
    </p>
  )
}
