import { useEffect, useRef, type ReactNode } from 'react'
import { Field } from './field.tsx'

interface TextFieldProps {
  label: ReactNode
  value: string
  onChange: (text: string) => void
  help?: ReactNode
  error?: ReactNode
  id?: string
  labelHidden?: boolean
  /** Lines that stand open before anything is typed; a single line when absent. */
  lines?: number
  /** Digits only: a phone shows its number keys. */
  digits?: boolean
  secret?: boolean
  autoFocus?: boolean
  /** `current-password`, `username`… for members; a witness's words are never remembered. */
  autoComplete?: string
  lang?: string
}

/** One line or more of text that no browser keeps, corrects or sends to a spelling service. Grows with what is typed. */
export function TextField({ label, value, onChange, help, error, id, labelHidden, lines, ...options }: TextFieldProps) {
  const { digits, secret, autoFocus, autoComplete = 'off', lang } = options
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => growToText(area.current), [value])
  const quiet = {
    value,
    autoComplete,
    autoCapitalize: 'off',
    autoCorrect: 'off',
    spellCheck: false,
    className: 'text-input',
    'data-gramm': 'false',
    ...(autoFocus ? { autoFocus } : {}),
    ...(lang ? { lang } : {}),
  }
  return (
    <Field label={label} {...defined({ help, error, id, labelHidden })}>
      {described =>
        lines ? (
          <textarea
            {...quiet}
            {...described}
            ref={area}
            rows={lines}
            className={lines > 5 ? 'text-input text-tall' : 'text-input'}
            dir="auto"
            onChange={e => onChange(e.target.value)}
          />
        ) : (
          <input
            {...quiet}
            {...described}
            type={secret ? 'password' : 'text'}
            dir="auto"
            {...(digits ? { inputMode: 'numeric' as const } : {})}
            onChange={e => onChange(e.target.value)}
          />
        )
      }
    </Field>
  )
}

/** Where the browser can't size a text area by its content. */
function growToText(area: HTMLTextAreaElement | null): void {
  if (!area || CSS.supports('field-sizing', 'content')) return
  area.style.height = 'auto'
  area.style.height = `${area.scrollHeight + 2}px`
}

function defined<T extends object>(props: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
