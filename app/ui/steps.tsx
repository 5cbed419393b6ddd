import type { ReactNode } from 'react'
import './steps.css'

export interface Step {
  id: string
  title: ReactNode
  /** One sentence: why it matters. */
  why?: ReactNode
}

interface StepsProps {
  steps: readonly Step[]
  /** Id of the step that is being done; those before it are done. Null when all are. */
  now: string | null
  /** In words, read beside each title. */
  words: { done: string; now: string; next: string }
  children?: ReactNode
}

/** A ceremony as a vertical list: done, now, next. What is being done stands open under its title. */
export function Steps({ steps, now, words, children }: StepsProps) {
  const at = now === null ? steps.length : steps.findIndex(step => step.id === now)
  return (
    <ol className="steps">
      {steps.map((step, i) => {
        const state = i < at ? 'done' : i === at ? 'now' : 'next'
        return (
          <li
            key={step.id}
            className={`step step-${state}`}
            {...(state === 'now' ? { 'aria-current': 'step' as const } : {})}
          >
            <span className="step-mark" aria-hidden="true">
              {state === 'done' ? '✓' : i + 1}
            </span>
            <div className="step-body">
              <p className="step-title">
                {step.title} <span className="step-state">{words[state]}</span>
              </p>
              {step.why && state !== 'done' ? <p className="step-why">{step.why}</p> : null}
              {state === 'now' ? children : null}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
