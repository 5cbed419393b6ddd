import { useEffect } from 'react'
import { MultiChoice, SingleChoice, type Choice } from '#app/ui/choices.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { noticesFor } from '#app/testimony/asked.ts'
import { codesOf, giveConsent, slotOf, toggleCode } from '#app/testimony/draft.ts'
import type { Consent } from '#app/testimony/consent.ts'
import { sayIn, valuesOf } from '#app/testimony/form-words.ts'
import type { Field, Form } from '#app/testimony/form.ts'
import { AudioAnswer } from './audio-answer.tsx'
import { fetchCheck } from './check.tsx'
import { controlOf } from './control.ts'
import { Labelled, type AnswerProps } from './labelled.tsx'
import { LongerAnswer } from './longer-answer.tsx'
import { Say, SayForm } from './say.tsx'
import { useAnswerWords } from './use-answer-words.ts'
import { useWords } from './witness.tsx'

/** The control for one field of the form, and what has to be known beside it. No control has a name, and nothing has to be chosen. */
export function Answer(props: AnswerProps) {
  const { form, field, draft, item } = props
  const codes = noticesFor(form, field, draft, item)
  const called = codes.filter(code => code !== field.notice)
  useEffect(fetchCheck, [])
  return (
    <div className="answer">
      {field.notice ? <FormNotice form={form} code={field.notice} /> : null}
      <Control {...props} />
      <div className="answer-called" role="status">
        {called.map(code => (
          <FormNotice key={code} form={form} code={code} />
        ))}
      </div>
    </div>
  )
}

function Control(props: AnswerProps) {
  switch (props.field.type) {
    case 'text':
    case 'text_long':
      return <TextAnswer {...props} field={props.field} />
    case 'single':
    case 'multi':
    case 'consent':
      return <ChoiceAnswer {...props} field={props.field} />
    case 'yes':
      return <YesAnswer {...props} field={props.field} />
    case 'audio':
      return <AudioAnswer {...props} field={props.field} />
    // Files are added on the list of their section.
    case 'file':
      return null
    default:
      return <LongerAnswer {...props} field={props.field} />
  }
}

type Of<T extends Field['type']> = AnswerProps<Extract<Field, { type: T }>>

function TextAnswer({ field, draft, item, alone, onAnswer }: Of<'text' | 'text_long'>) {
  const { words } = useWords()
  const slot = slotOf(field.id, item)
  const value = draft[slot]
  const typed = typeof value === 'string' ? value : ''
  const tooLong = typed.length > field.maxLength
  return (
    <TextField
      id={controlOf(slot)}
      label={<SayForm words={field.label} />}
      labelHidden={alone}
      value={typed}
      onChange={onAnswer}
      {...(field.help ? { help: <SayForm words={field.help} /> } : {})}
      {...(tooLong
        ? { error: <Say text={words.check.tooLong} count={{ n: field.maxLength, of: words.check.characters }} /> }
        : {})}
      {...(field.type === 'text_long' ? { lines: 9 } : {})}
    />
  )
}

function ChoiceAnswer({ form, field, draft, item, alone, onAnswer }: Of<'single' | 'multi' | 'consent'>) {
  const { language } = useWords()
  const slot = slotOf(field.id, item)
  const codes = codesOf(draft, slot)
  const choices = valuesOf(form, field).map((value): Choice => ({
    code: value.code,
    label: <SayForm words={value.label} />,
    ...(value.notice ? { note: <FormNotice form={form} code={value.notice} /> } : {}),
  }))
  const choose = (code: string) => {
    if (field.type !== 'consent') return onAnswer(code)
    onAnswer(giveConsent(code as Consent, sayIn(field.label, language).lang, new Date()))
  }
  return (
    <Labelled field={field} slot={slot} alone={alone}>
      {named =>
        field.type === 'multi' ? (
          <MultiChoice
            {...named}
            choices={choices}
            value={codes}
            onToggle={code => onAnswer(toggleCode(form, field, codes, code))}
          />
        ) : (
          <SingleChoice {...named} choices={choices} value={codes[0]} onChange={choose} />
        )
      }
    </Labelled>
  )
}

/** One row: it bears the statement, or "Yes" where the statement is the heading. */
function YesAnswer({ field, draft, item, alone, onAnswer }: Of<'yes'>) {
  const answers = useAnswerWords()
  const slot = slotOf(field.id, item)
  const codes = codesOf(draft, slot)
  const label = alone && answers ? <Say text={answers.yes} /> : <SayForm words={field.label} />
  return (
    <Labelled field={field} slot={slot} alone>
      {({ labelledBy, ...named }) => (
        <MultiChoice
          {...named}
          labelledBy={alone ? labelledBy : `${named.id}-row`}
          choices={[{ code: 'yes', label: <span id={`${named.id}-row`}>{label}</span> }]}
          value={codes}
          onToggle={() => onAnswer(codes.includes('yes') ? undefined : 'yes')}
        />
      )}
    </Labelled>
  )
}

function FormNotice({ form, code }: { form: Form; code: string }) {
  const text = form.notices[code]
  return text ? (
    <Notice kind="wait">
      <p>
        <SayForm words={text} />
      </p>
    </Notice>
  ) : null
}
