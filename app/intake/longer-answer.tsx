import { TextField } from '#app/ui/text-field.tsx'
import { emptyDate } from '#app/testimony/empty-date.ts'
import { slotOf, type DraftValue } from '#app/testimony/draft.ts'
import type { Field } from '#app/testimony/form.ts'
import { controlOf } from './control.ts'
import { heldDate, heldNumber, heldPlace } from './held.ts'
import type { AnswerProps } from './labelled.tsx'
import { Say, SayForm } from './say.tsx'
import { useLonger } from './use-longer.ts'
import { useWords } from './witness.tsx'

/** A field whose control only longer forms need. */
export type LongerProps = AnswerProps<Extract<Field, { type: 'date' | 'place' | 'number' | 'refs' }>>

/**
 * A date, a place, a number, or what points to other items. Their controls are fetched when they are needed; where they or
 * their words don't arrive, a plain field takes the answer in the witness's own words.
 */
export function LongerAnswer(props: LongerProps) {
  const { parts, words, plain } = useLonger()
  if (plain) return <PlainAnswer {...props} />
  return parts && words ? <parts.LongerControl {...props} words={words} /> : <Waiting />
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
