import { useDeskText } from '#app/i18n/desk/text.ts'
import type { Priority } from '#app/testimony/triage.ts'

const shapes: Record<Priority, string> = {
  P0: 'M6 1.5h8l4.5 4.5v8L14 18.5H6L1.5 14V6z',
  P1: 'M10 1.5 19 18H1z',
  P2: 'M2.5 2.5h15v15h-15z',
  P3: 'M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16z',
}

/**
 * Shape and letter, never colour alone: filled where a person confirmed it, an outline where the answers suggest it.
 * `bare`: what stands beside it says the rest.
 */
export function PriorityMark({
  priority,
  confirmed,
  bare = false,
}: {
  priority: Priority
  confirmed: boolean
  bare?: boolean
}) {
  const text = useDeskText()
  return (
    <span className={`rv-mark rv-mark-${priority}`} data-confirmed={confirmed}>
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <path d={shapes[priority]} />
      </svg>
      {!bare && <span className="hidden-but-read">{text.columns.priority} </span>}
      {priority}
      {!bare && !confirmed && <span className="hidden-but-read">, {text.suggested}</span>}
    </span>
  )
}
