import type { ReactNode } from 'react'
import { MultiChoice, SingleChoice, type Choice } from '#app/ui/choices.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { codesOf, giveConsent, slotOf, toggleCode, type Draft } from '#app/testimony/draft.ts'
import type { Consent } from '#app/testimony/consent.ts'
import { sayIn, valuesOf } from '#app/testimony/form-words.ts'
import type { Field, Form } from '#app/testimony/form.ts'
import { controlOf } from './control.ts'
import { Say, SayForm } from './say.tsx'
import { useWords } from './witness.tsx'

interface AnswerProps {
  form: Form
  field: Field
  draft: Draft
  /** The item of a repeated section that is told. */
  item?: string | undefined
  /** The heading of the screen is the label. */
  alone: boolean
  onAnswer: (value: Draft[string]) => void
}

/** The control for one field of the form. No control has a name, and nothing has to be chosen. */
export function Answer({ form, field, draft, item, alone, onAnswer }: AnswerProps) {
  const { language, words } = useWords()
  const slot = slotOf(field.id, item)
  const id = controlOf(slot)
  const label = <SayForm words={field.label} />
  const help = field.help ? <SayForm words={field.help} /> : undefined
  const text = form.notices[field.notice ?? '']
  const notice = text ? (
    <Notice kind="wait">
      <p>
        <SayForm words={text} />
      </p>
    </Notice>
  ) : null

  if (field.type === 'text' || field.type === 'text_long') {
    const value = draft[slot]
    const typed = typeof value === 'string' ? value : ''
    const tooLong = typed.length > field.maxLength
    return (
      <>
        {notice}
        <TextField
          id={id}
          label={label}
          labelHidden={alone}
          value={typed}
          onChange={onAnswer}
          {...(help ? { help } : {})}
          {...(tooLong ? { error: <Say text={words.check.tooLong} values={{ n: field.maxLength }} /> } : {})}
          {...(field.type === 'text_long' ? { lines: 9 } : {})}
        />
      </>
    )
  }

  const choices = valuesOf(form, field).map((value): Choice => {
    const note = form.notices[value.notice ?? '']
    return {
      code: value.code,
      label: <SayForm words={value.label} />,
      ...(note
        ? {
            note: (
              <Notice kind="wait">
                <p>
                  <SayForm words={note} />
                </p>
              </Notice>
            ),
          }
        : {}),
    }
  })
  const group = {
    id,
    choices,
    labelledBy: alone ? 'question' : `${id}-label`,
    describedBy: help ? `${id}-help` : undefined,
  }
  const codes = codesOf(draft, slot)
  const choose = (code: string) => {
    if (field.type !== 'consent') return onAnswer(code)
    onAnswer(giveConsent(code as Consent, sayIn(field.label, language).lang, new Date()))
  }
  return (
    <div className="answer">
      {alone ? null : <Label id={`${id}-label`}>{label}</Label>}
      {help ? (
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      ) : null}
      {notice}
      {field.type === 'multi' ? (
        <MultiChoice {...group} value={codes} onToggle={code => onAnswer(toggleCode(form, field, codes, code))} />
      ) : (
        <SingleChoice {...group} value={codes[0]} onChange={choose} />
      )}
    </div>
  )
}

function Label({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="field-label" id={id}>
      {children}
    </p>
  )
}
