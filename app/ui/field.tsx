import { useId, type ReactNode } from 'react'
import './field.css'

/** What a control inside a field carries, so that label, help and error are read with it. */
export interface Described {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

interface FieldProps {
  label: ReactNode
  help?: ReactNode
  error?: ReactNode
  /** Where an error summary leads; made up when absent. */
  id?: string
  /** The label stands as the heading of the screen above, and is only read here. */
  labelHidden?: boolean
  children: (described: Described) => ReactNode
}

/** A label, a line of help and what to do about a mistake, round one control. */
export function Field({ label, help, error, id, labelHidden, children }: FieldProps) {
  const made = useId()
  const control = id ?? made
  const described = [help ? `${control}-help` : '', error ? `${control}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={control} className={labelHidden ? 'hidden-but-read' : 'field-label'}>
        {label}
      </label>
      {help ? (
        <p className="field-help" id={`${control}-help`}>
          {help}
        </p>
      ) : null}
      {error ? (
        <p className="field-error" id={`${control}-error`}>
          {error}
        </p>
      ) : null}
      {children({
        id: control,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
    </div>
  )
}
