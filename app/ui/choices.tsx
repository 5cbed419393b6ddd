import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import './choices.css'

export interface Choice {
  code: string
  label: ReactNode
  help?: ReactNode
  /** Stands under the row while it is chosen. */
  note?: ReactNode
}

interface ChoicesProps {
  /** Ids of what names and explains the group. */
  labelledBy: string
  describedBy?: string | undefined
  choices: readonly Choice[]
  /** Where an error summary leads: the first row. */
  id?: string
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/** Rows of which one can be chosen. Built without `name`, so the browser keeps nothing; arrow keys move as in a radio group. */
export function SingleChoice({
  labelledBy,
  describedBy,
  choices,
  id,
  value,
  onChange,
}: ChoicesProps & { value: string | undefined; onChange: (code: string) => void }) {
  const group = useRef<HTMLDivElement>(null)
  const chosen = choices.findIndex(choice => choice.code === value)
  const move = (event: KeyboardEvent, from: number) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const to = (from + step + choices.length) % choices.length
    group.current?.querySelectorAll<HTMLElement>('[role=radio]')[to]?.focus()
    const next = choices[to]
    if (next) onChange(next.code)
  }
  return (
    <div ref={group} className="choices" role="radiogroup" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {choices.map((choice, i) => (
        <div key={choice.code} className="choice-block" role="presentation">
          <button
            type="button"
            role="radio"
            {...(id && i === 0 ? { id } : {})}
            aria-checked={i === chosen}
            tabIndex={i === (chosen < 0 ? 0 : chosen) ? 0 : -1}
            className="choice choice-single"
            onClick={() => onChange(choice.code)}
            onKeyDown={event => move(event, i)}
          >
            <ChoiceFace choice={choice} />
          </button>
          {i === chosen && choice.note ? <div className="choice-note">{choice.note}</div> : null}
        </div>
      ))}
    </div>
  )
}

/** Rows of which any number can be chosen. */
export function MultiChoice({
  labelledBy,
  describedBy,
  choices,
  id,
  value,
  onToggle,
}: ChoicesProps & { value: readonly string[]; onToggle: (code: string) => void }) {
  return (
    <div className="choices" role="group" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {choices.map((choice, i) => (
        <div key={choice.code} className="choice-block">
          <button
            type="button"
            role="checkbox"
            {...(id && i === 0 ? { id } : {})}
            aria-checked={value.includes(choice.code)}
            className="choice choice-multi"
            onClick={() => onToggle(choice.code)}
          >
            <ChoiceFace choice={choice} />
          </button>
          {value.includes(choice.code) && choice.note ? <div className="choice-note">{choice.note}</div> : null}
        </div>
      ))}
    </div>
  )
}

function ChoiceFace({ choice }: { choice: Choice }) {
  return (
    <>
      <span className="choice-mark" aria-hidden="true">
        <svg viewBox="0 0 24 24" width="24" height="24">
          <path d="M6 12.5l4 4 8-9" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
        </svg>
      </span>
      <span className="choice-text">
        {choice.label}
        {choice.help ? <span className="choice-help">{choice.help}</span> : null}
      </span>
    </>
  )
}
