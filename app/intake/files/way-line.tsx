import { Say } from '../say.tsx'
import { useEvidenceWords } from '../use-answer-words.ts'
import type { FileOnWay } from './files-way.ts'
import { isOnWay } from './on-way.ts'

/** The one line that says what arrived. It changes once for each file, so that it may be read out. */
export function FilesLine({ states }: { states: readonly FileOnWay[] }) {
  const way = useEvidenceWords()?.way
  if (!way) return null
  const moving = states.filter(isOnWay)
  const received = states.filter(one => one.phase === 'received').length
  const share = states.length > 0 ? (states.length - moving.length) / states.length : 1
  const whole = received === states.length
  const text = moving.length === 0 ? (whole ? way.all : way.some) : moving.some(one => one.offline) ? way.lost : way.one
  const n = moving.length === 0 ? received : states.length - moving.length + 1
  return (
    <>
      <svg
        className={whole ? 'state-whole' : 'state-partly'}
        viewBox="0 0 24 24"
        width="20"
        height="20"
        aria-hidden="true"
      >
        <circle className="state-circle" cx="12" cy="12" r="9" />
        <circle
          className="state-ring"
          cx="12"
          cy="12"
          r="9"
          pathLength="100"
          style={{ strokeDashoffset: Math.round(70 - share * 70) }}
        />
      </svg>
      <span>
        <Say text={text} values={{ n, of: states.length }} />
      </span>
    </>
  )
}
