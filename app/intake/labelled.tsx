import type { ReactNode, MutableRefObject } from 'react'
import type { Draft } from '#app/testimony/draft.ts'
import type { Field, Form } from '#app/testimony/form.ts'
import { controlOf } from './control.ts'
import { SayForm } from './say.tsx'

/** What every control of an answer is given. */
export interface AnswerProps<T extends Field = Field> {
  form: Form
  field: T
  draft: Draft
  /** The item of a repeated section that is told. */
  item?: string | undefined
  /** The heading of the screen is the label. */
  alone: boolean
  onAnswer: (value: Draft[string]) => void
  /** What “Next” asks first: true, and the screen stays. */
  guard: MutableRefObject<(() => boolean) | null>
  maxFileBytes: number
}

interface LabelledProps {
  field: Field
  slot: string
  /** The label stands elsewhere. */
  alone: boolean
  children: (named: { id: string; labelledBy: string; describedBy: string | undefined }) => ReactNode
}

/** A label and a line of help round a group of rows. */
export function Labelled({ field, slot, alone, children }: LabelledProps) {
  const id = controlOf(slot)
  return (
    <>
      {alone ? null : (
        <p className="field-label" id={`${id}-label`}>
          <SayForm words={field.label} />
        </p>
      )}
      {field.help ? (
        <p className="help" id={`${id}-help`}>
          <SayForm words={field.help} />
        </p>
      ) : null}
      {children({
        id,
        labelledBy: alone ? 'question' : `${id}-label`,
        describedBy: field.help ? `${id}-help` : undefined,
      })}
    </>
  )
}
