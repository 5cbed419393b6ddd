import { useEffect, useState } from 'react'
import { TextField } from '#app/ui/text-field.tsx'
import { emptyDate } from '#app/testimony/draft-date.ts'
import { slotOf, type DraftValue } from '#app/testimony/draft.ts'
import type { Field } from '#app/testimony/form.ts'
import type { AnswerProps } from './answer.tsx'
import { controlOf } from './control.ts'
import { heldDate, heldNumber, heldPlace } from './held.ts'
import { Say, SayForm } from './say.tsx'
import { useAnswerWords } from './use-answer-words.ts'
import { useWords } from './witness.tsx'

export interface LongerProps extends Omit<AnswerProps, 'field'> {
  field: Extract<Field, { type: 'date' | 'place' | 'number' | 'refs' }>
}

type Controls = typeof import('./longer-controls.tsx').LongerControls
let arrived: Controls | null = null

/** How long the controls may take before a plain field stands in their place, in milliseconds. */
const PATIENCE = 6000

/**
 * A date, a place, a number, or what points to other items. Their controls are fetched when they are needed; where they or
 * their words don't arrive, a plain field takes the answer in the witness's own words.
 */
export function LongerAnswer(props: LongerProps) {
  const words = useAnswerWords()
  const [Controls, setControls] = useState(() => arrived)
  const [plain, setPlain] = useState(false)
  const waits = !(Controls && words) && !plain
  useEffect(() => {
    if (!waits) return
    const timer = setTimeout(() => setPlain(true), PATIENCE)
    import('./longer-controls.tsx').then(
      ({ LongerControls }) => setControls(() => (arrived = LongerControls)),
      () => setPlain(true),
    )
    return () => clearTimeout(timer)
  }, [waits])
  if (plain) return <PlainAnswer {...props} />
  return Controls && words ? <Controls {...props} words={words} /> : <Waiting />
}

/** Keeps the height that the controls are going to have, more or less. */
function Waiting() {
  const { words } = useWords()
  return (
    <p className="answer-waits quiet" role="status">
      <Say text={words.loading} />
    </p>
  )
}

/** The whole answer as text. What was chosen before stays beside it. */
function PlainAnswer({ field, draft, item, alone, onAnswer }: LongerProps) {
  const { words } = useWords()
  const slot = slotOf(field.id, item)
  if (field.type === 'refs') {
    return (
      <p className="quiet">
        <Say text={words.loadingFailed} />
      </p>
    )
  }
  const { text, change } = asText(field.type, draft[slot])
  return (
    <TextField
      id={controlOf(slot)}
      label={<SayForm words={field.label} />}
      labelHidden={alone}
      lines={2}
      value={text}
      onChange={typed => onAnswer(change(typed))}
      {...(field.help ? { help: <SayForm words={field.help} /> } : {})}
    />
  )
}

function asText(
  type: 'date' | 'place' | 'number',
  value: DraftValue | undefined,
): { text: string; change: (typed: string) => DraftValue } {
  if (type === 'date') {
    const date = heldDate(value) ?? emptyDate
    return { text: date.words, change: words => ({ ...date, words }) }
  }
  if (type === 'place') {
    const place = heldPlace(value)
    return { text: place?.text ?? '', change: text => ({ ...place, text }) }
  }
  const number = heldNumber(value) ?? { from: '', to: '' }
  return { text: number.from, change: from => ({ ...number, from }) }
}
