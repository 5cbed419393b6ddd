import type { Phase } from './state.ts'
import type { Stage } from './send-testimony.ts'
import { Say } from './say.tsx'
import { useWords } from './witness.tsx'

/** The one line that says whether it arrived. It says "received" only after the server's durable answer. */
export function StateLine({ phase, stage }: { phase: Phase; stage: Stage }) {
  const { words } = useWords()
  const silent = phase === 'welcome' || phase === 'finished'
  const received = phase === 'received' || phase === 'type-back'
  const look = received ? 'received' : phase === 'sending' ? stage : 'waiting'
  const text = received ? words.state.received : phase === 'sending' ? words.state[stage] : words.state.notSent
  return (
    <p className={`state state-${look}`} role="status">
      {silent ? null : (
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
