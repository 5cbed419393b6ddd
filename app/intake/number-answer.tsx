import type { ReactNode } from 'react'
import { TextField } from '#app/ui/text-field.tsx'
import type { DraftNumber } from '#app/testimony/number-range.ts'
import type { AnswerWords } from '#app/i18n/answers/en.ts'
import './number-answer.css'

interface NumberAnswerProps {
  /** Of the first field, where an error summary leads. */
  id: string
  label: ReactNode
  /** The label stands as the heading of the screen above, and is only read here. */
  labelHidden?: boolean
  help?: ReactNode
  words: AnswerWords['number']
  value: DraftNumber | undefined
  onChange: (value: DraftNumber) => void
}

const nothing: DraftNumber = { from: '', to: '' }

/** About how many, from and to; one of the two is enough. What is typed is kept as typed, digits or not. */
export function NumberAnswer({ id, label, labelHidden, help, words, value = nothing, onChange }: NumberAnswerProps) {
  return (
    <div
      className="number-answer"
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={help ? `${id}-help ${id}-enough` : `${id}-enough`}
    >
      <p className={labelHidden ? 'hidden-but-read' : 'field-label'} id={`${id}-label`}>
        {label}
      </p>
      {help ? (
        <p className="field-help" id={`${id}-help`}>
          {help}
        </p>
      ) : null}
      <p className="field-help" id={`${id}-enough`}>
        {words.enough}
      </p>
      <div className="number-fields">
        <TextField
          id={id}
          label={words.from}
          digits
          value={value.from}
          onChange={from => onChange({ ...value, from })}
        />
        <TextField
          id={`${id}-to`}
          label={words.to}
          digits
          value={value.to}
          onChange={to => onChange({ ...value, to })}
        />
      </div>
    </div>
  )
}
