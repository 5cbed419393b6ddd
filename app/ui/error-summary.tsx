import { useEffect, useRef, type ReactNode } from 'react'
import './error-summary.css'

export interface Mistake {
  /** Id of the control that the line leads to. */
  control: string
  message: ReactNode
}

/** What is still missing, at the top of a screen: takes the focus when it appears; each line leads to its field. */
export function ErrorSummary({ title, mistakes }: { title: ReactNode; mistakes: readonly Mistake[] }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [mistakes])
  if (mistakes.length === 0) return null
  return (
    <div ref={box} className="error-summary" tabIndex={-1} role="alert">
      <h2>{title}</h2>
      <ul>
        {mistakes.map(({ control, message }) => (
          <li key={control}>
            <button type="button" className="button-link" onClick={() => document.getElementById(control)?.focus()}>
              {message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
